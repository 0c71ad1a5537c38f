package org.vedette.client.radius;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vedette.codec.radius.Decoded;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.SharedSecret;

/** One source port with its 256 identifiers. */
final class SourcePort {
  private static final int IDENTIFIERS = 256;

  /** Random octets made at once: making few is slow. */
  private static final int RANDOM_BYTES = 64 * Packet.AUTHENTICATOR;

  private final DatagramChannel channel;
  private final SharedSecret secret;
  private final Protection protection;
  private final SecureRandom random = new SecureRandom();
  private final byte[] store = new byte[RANDOM_BYTES];
  private int taken = RANDOM_BYTES;
  private final @Nullable Outstanding[] waiting = new Outstanding[IDENTIFIERS];
  private int next;
  private int count;

  SourcePort(
      InetSocketAddress local, InetSocketAddress server, SharedSecret secret, Protection protection)
      throws IOException {
    this.secret = secret;
    this.protection = protection;
    channel = DatagramChannel.open();
    channel.bind(local);
    channel.connect(server);
    channel.configureBlocking(false);
  }

  DatagramChannel channel() {
    return channel;
  }

  /** Sends a request with the next free identifier; null when all are in use. */
  @Nullable Outstanding begin(RadiusRequest request, Patience patience) {
    Outstanding begun;
    synchronized (this) {
      if (count == IDENTIFIERS) {
        return null;
      }
      while (waiting[next] != null) {
        next = (next + 1) % IDENTIFIERS;
      }
      byte[] authenticator = authenticator();
      byte[] bytes = request.bytes(next, authenticator, secret);
      System.arraycopy(bytes, 4, authenticator, 0, authenticator.length);
      begun = new Outstanding(this, next, authenticator, bytes, patience);
      waiting[next] = begun;
      count++;
      next = (next + 1) % IDENTIFIERS;
    }
    write(begun.bytes());
    return begun;
  }

  private byte[] authenticator() {
    if (taken == RANDOM_BYTES) {
      random.nextBytes(store);
      taken = 0;
    }
    taken += Packet.AUTHENTICATOR;
    return Arrays.copyOfRange(store, taken - Packet.AUTHENTICATOR, taken);
  }

  /** Reads every datagram that is there. */
  void read(ByteBuffer buffer) {
    while (true) {
      buffer.clear();
      try {
        if (channel.read(buffer) <= 0) {
          return;
        }
      } catch (PortUnreachableException nobodyListens) {
        all().forEach(Outstanding::nobodyListens);
        continue;
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      Decoded decoded = Packet.decode(buffer.array(), buffer.position());
      if (decoded instanceof Decoded.Valid valid) {
        Outstanding found = find(valid.packet().identifier());
        if (found != null) {
          found.receive(valid.packet(), secret, protection);
        }
      }
    }
  }

  void write(byte[] bytes) {
    try {
      channel.write(ByteBuffer.wrap(bytes));
    } catch (PortUnreachableException | ClosedChannelException nobodyListens) {
      // As with a lost datagram: the timeout sends it again.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  synchronized void release(Outstanding ended) {
    if (waiting[ended.identifier()] == ended) {
      waiting[ended.identifier()] = null;
      count--;
    }
  }

  synchronized int outstanding() {
    return count;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private synchronized List<Outstanding> all() {
    return Arrays.stream(waiting).filter(Objects::nonNull).toList();
  }

  private synchronized @Nullable Outstanding find(int identifier) {
    return waiting[identifier];
  }
}
