package org.vedette.eap;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Outcome;
import org.vedette.codec.eap.Fragments;
import org.vedette.codec.eap.Reassembly;
import org.vedette.codec.eap.TlsFragment;

/**
 * TTLS and PEAP from outside: fragments, the handshake, then another method in the tunnel (RFC 5216
 * section 2.1, RFC 5281 section 7).
 */
final class TunnelMethod implements Method {
  /** Both are served in version 0. */
  private static final int VERSION = 0;

  /** A device shows no certificates: one record of full length is more than it ever sends. */
  private static final int MOST_FROM_DEVICE = 17 * 1024;

  private static final byte[] NOTHING = {};

  private final Tunnel tunnel;
  private final Method inside;
  private final int fragment;
  private final Reassembly incoming = new Reassembly(MOST_FROM_DEVICE);
  private Fragments outgoing = new Fragments(NOTHING, 1, VERSION);
  private Duration patience = Move.SOON;
  private boolean begun;
  private Move.@Nullable Fail ending;
  private byte @Nullable [] key;

  /**
   * Makes one.
   *
   * @param inside what is said in the tunnel
   * @param fragment most TLS octets of a packet
   */
  TunnelMethod(Tunnel tunnel, Method inside, int fragment) {
    this.tunnel = tunnel;
    this.inside = inside;
    this.fragment = fragment;
  }

  @Override
  public Move start(int identifier) {
    return new Move.Say(TlsFragment.begin(VERSION).encode());
  }

  @Override
  public Move receive(byte[] data, int identifier) {
    Optional<TlsFragment> read = TlsFragment.decode(data);
    if (read.isEmpty() || read.get().start()) {
      return new Move.Fail("what came is no fragment of TLS");
    }
    TlsFragment came = read.get();
    if (outgoing.hasNext()) {
      // RFC 5216 section 2.1.5: each of our fragments is acknowledged by an empty one.
      return came.isEmpty()
          ? new Move.Say(outgoing.next().encode(), patience)
          : new Move.Fail("the supplicant speaks while fragments are still being sent to it");
    }
    return incoming
        .add(came)
        .match(
            whole -> records(whole.message(), identifier),
            partial -> new Move.Say(TlsFragment.empty(VERSION).encode()),
            broken -> new Move.Fail("fragments of TLS do not fit: " + broken.why()));
  }

  private Move records(byte[] message, int identifier) {
    Move.Fail over = ending;
    if (over != null) {
      return over;
    }
    try {
      if (message.length > 0) {
        tunnel.feed(message);
      }
    } catch (IOException | RuntimeException refused) {
      return refused();
    }
    if (tunnel.isClosed()) {
      return new Move.Fail(tunnel.why());
    }
    byte[] output = tunnel.output();
    if (output.length > 0) {
      return send(output, Move.SOON);
    }
    if (!tunnel.isOpen()) {
      return new Move.Fail("the supplicant did not go on with the handshake of TLS");
    }
    return clear(tunnel.input(), identifier);
  }

  /** An alert is sent, and the failure follows its acknowledgement (RFC 5216 section 2.1.3). */
  private Move refused() {
    Move.Fail why = new Move.Fail(tunnel.why());
    ending = why;
    byte[] alert = tunnel.output();
    return alert.length > 0 ? send(alert, Move.SOON) : why;
  }

  private Move clear(byte[] clear, int identifier) {
    boolean first = !begun;
    begun = true;
    return through(
        first && clear.length == 0 ? inside.start(identifier) : inside.receive(clear, identifier));
  }

  @Override
  public Move concluded(Outcome outcome, int identifier) {
    return through(inside.concluded(outcome, identifier));
  }

  private Move through(Move move) {
    return move.match(this::say, ask -> ask, this::done, fail -> fail);
  }

  private Move say(Move.Say say) {
    if (say.data().length == 0) {
      return new Move.Say(TlsFragment.empty(VERSION).encode(), say.patience());
    }
    try {
      tunnel.write(say.data());
    } catch (IOException closed) {
      return new Move.Fail(tunnel.why());
    }
    return send(tunnel.output(), say.patience());
  }

  private Move done(Move.Done done) {
    key = tunnel.masterSessionKey();
    return done;
  }

  private Move send(byte[] records, Duration wait) {
    patience = wait;
    outgoing = new Fragments(records, fragment, VERSION);
    return new Move.Say(outgoing.next().encode(), wait);
  }

  @Override
  public Optional<byte[]> key() {
    return Optional.ofNullable(key);
  }

  @Override
  public void close() {
    inside.close();
    tunnel.close();
  }
}
