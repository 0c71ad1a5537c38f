package org.vedette.gateway.sip.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one call: sends 20 ms of it with each tick, silence where nothing is to be played,
 * and listens for keys.
 *
 * <p>A pressed key lets somebody in, so packets are taken only from where they may come from: the
 * address that the peer has told by signalling, the trunk's own, or a network that an operator has
 * named. Answers go back to the port that they come from (symmetric RTP, RFC 4961).
 *
 * <p>Thread-safe; what is told is told by the executor.
 */
public final class MediaStream implements Voice, AutoCloseable {
  /** Samples in 20 ms. */
  static final int FRAME = 160;

  private static final int MOST_AT_ONCE = 32;
  private static final int LARGEST = 2048;

  private final DatagramChannel channel;
  private final Predicate<InetAddress> trusted;
  private final Executor teller;
  private final Consumer<Character> keys;
  private final KeyListener listener = new KeyListener();
  private final ByteBuffer in = ByteBuffer.allocate(LARGEST);
  private final ByteBuffer out = ByteBuffer.allocate(Rtp.HEADER + FRAME);
  private final long source;
  private int sequence;
  private long timestamp;
  private long eventBegan;
  private boolean fresh = true;
  private @Nullable Media media;
  private @Nullable SocketAddress seenAt;
  private byte[] sound = {};
  private int position;
  private @Nullable Runnable played;
  private @Nullable KeySender pressing;
  private @Nullable Runnable pressed;

  /**
   * Begins silent.
   *
   * @param channel bound and not blocking; closed with this
   * @param trusted addresses beside the peer's own that keys are taken from
   * @param seed chance for sequence number, time stamp and source (RFC 3550 section 5.1): 8 octets
   * @param teller runs what is told
   * @param keys told of each key
   */
  public MediaStream(
      DatagramChannel channel,
      Predicate<InetAddress> trusted,
      byte[] seed,
      Executor teller,
      Consumer<Character> keys) {
    this.channel = channel;
    this.trusted = trusted;
    this.teller = teller;
    this.keys = keys;
    ByteBuffer chance = ByteBuffer.wrap(seed);
    this.source = chance.getInt();
    this.sequence = chance.getShort() & 0x7FFF;
    this.timestamp = (chance.getShort() & 0xFFFF) * 1000L;
  }

  /** Begins to send to a peer, or to another place of it. */
  public synchronized void connect(Media agreed) {
    media = agreed;
    seenAt = null;
  }

  /** Returns what was agreed on. */
  public synchronized Optional<Media> media() {
    return Optional.ofNullable(media);
  }

  @Override
  public synchronized void play(byte[] octets, Runnable whenPlayed) {
    sound = octets;
    position = 0;
    played = whenPlayed;
  }

  @Override
  public synchronized void hush() {
    sound = new byte[0];
    played = null;
  }

  @Override
  public synchronized void press(String wanted, Runnable whenPressed) {
    pressing = new KeySender(wanted);
    pressed = whenPressed;
  }

  /** Does the work of 20 ms. Called by the pacer only. */
  synchronized void tick() {
    try {
      receive();
      Media to = media;
      if (to != null) {
        send(to);
      }
    } catch (IOException lost) {
      // An ICMP error, or it was just closed: sound that is late is of no use.
      return;
    }
  }

  private void receive() throws IOException {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      in.clear();
      SocketAddress from = channel.receive(in);
      if (from == null) {
        return;
      }
      Media agreed = media;
      if (agreed != null && from instanceof InetSocketAddress sender && welcome(agreed, sender)) {
        Rtp.parse(in.flip()).ifPresent(packet -> received(agreed, packet, sender));
      }
    }
  }

  private boolean welcome(Media agreed, InetSocketAddress sender) {
    return sender.getAddress().equals(agreed.rtp().getAddress())
        || trusted.test(sender.getAddress());
  }

  private void received(Media agreed, Rtp packet, InetSocketAddress sender) {
    int type = packet.payloadType();
    // RFC 3264 section 6.1: the peer may use our number or its own.
    boolean key = type == agreed.keys() || (type == SdpWriter.KEYS && type != agreed.payload());
    if (!key && type != agreed.payload() && type != agreed.codec().payload()) {
      return;
    }
    seenAt = sender;
    if (key) {
      listener.received(packet).ifPresent(each -> teller.execute(() -> keys.accept(each)));
    }
  }

  private void send(Media to) throws IOException {
    timestamp += FRAME;
    KeySender sender = pressing;
    KeySender.Event event = sender == null ? null : sender.next(FRAME);
    if (sender != null && sender.done()) {
      pressing = null;
      tell(pressed);
    }
    if (!to.hears()) {
      skip();
      return;
    }
    out.clear();
    if (event != null && to.keys() >= 0) {
      if (event.first()) {
        eventBegan = timestamp;
      }
      Rtp.header(out, to.keys(), event.first(), ++sequence, eventBegan, source);
      event.write(out);
      fresh = true;
    } else {
      // RFC 3551 section 4.1: the marker tells of sound after a pause.
      Rtp.header(out, to.payload(), fresh, ++sequence, timestamp, source);
      fresh = false;
      fill(to.codec());
    }
    SocketAddress where = seenAt;
    channel.send(out.flip(), where == null ? to.rtp() : where);
  }

  private void fill(Codec codec) {
    for (int i = 0; i < FRAME; i++) {
      out.put(position < sound.length ? codec.from(sound[position++]) : codec.silence());
    }
    told();
  }

  /** While the peer holds the call, what is played goes on unheard. */
  private void skip() {
    position = Math.min(position + FRAME, sound.length);
    fresh = true;
    told();
  }

  private void told() {
    if (position >= sound.length && played != null) {
      tell(played);
      played = null;
    }
  }

  private void tell(@Nullable Runnable what) {
    if (what != null) {
      teller.execute(what);
    }
  }

  /** Ends it. */
  @Override
  public synchronized void close() {
    media = null;
    try {
      channel.close();
    } catch (IOException closedAlready) {
      return;
    }
  }
}
