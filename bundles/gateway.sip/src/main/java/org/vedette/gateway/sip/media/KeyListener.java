package org.vedette.gateway.sip.media;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds out which keys are pressed (RFC 4733). A key is told once, by the first of its packets that
 * arrives, whether that is its beginning or, where others are lost, its end: all packets of a key
 * have the same time stamp (section 2.5.1.2). For one thread.
 */
final class KeyListener {
  private static final String KEYS = "0123456789*#";
  private static final int REMEMBERED = 16;
  private static final int EVENT_OCTETS = 4;

  private record Stamp(long source, long timestamp) {}

  private final Deque<Stamp> seen = new ArrayDeque<>();

  /** Takes a packet of events; returns a key that was not told before. */
  Optional<Character> received(Rtp packet) {
    if (packet.payload().remaining() < EVENT_OCTETS) {
      return Optional.empty();
    }
    // 2.3: event, end bit with volume, duration. Section 3.2: 0 to 9, star, hash; A to D follow.
    int event = packet.payload().get(packet.payload().position()) & 0xFF;
    Stamp stamp = new Stamp(packet.source(), packet.timestamp());
    if (event >= KEYS.length() || seen.contains(stamp)) {
      return Optional.empty();
    }
    if (seen.size() >= REMEMBERED) {
      seen.removeFirst();
    }
    seen.addLast(stamp);
    return Optional.of(KEYS.charAt(event));
  }
}
