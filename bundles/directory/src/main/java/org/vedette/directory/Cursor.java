package org.vedette.directory;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Up to where changes were read, as text for whoever asks again.
 *
 * @param way how the changes are told
 * @param server what the position is of: only a server of this identity knows it; empty: any does
 * @param position the position, as the way understands it
 */
record Cursor(Way way, String server, String position) {
  private static final int LONGEST = 4_096;

  /** How changes are told. */
  enum Way {
    /**
     * By the cookie of Active Directory's DirSync, which all controllers of a domain understand.
     */
    DIRSYNC,
    /** By the update sequence number of one controller. */
    USN,
    /** By the cookie of content synchronization (RFC 4533). */
    CONTENT
  }

  /** A cookie of octets. */
  static Cursor of(Way way, String server, byte[] cookie) {
    return new Cursor(way, server, Base64.getUrlEncoder().withoutPadding().encodeToString(cookie));
  }

  /** Returns the octets of a cookie; empty when it is none. */
  Optional<byte[]> cookie() {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(position));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** Returns it as text; empty when it is too long to be kept. */
  Optional<String> text() {
    String all = way + ":" + server + ":" + position;
    return all.length() <= LONGEST ? Optional.of(all) : Optional.empty();
  }

  /** Reads text; empty when it is no cursor. */
  static Optional<Cursor> read(String text) {
    List<String> parts = List.of(text.split(":", 3));
    if (text.length() > LONGEST || parts.size() != 3) {
      return Optional.empty();
    }
    for (Way way : Way.values()) {
      if (way.name().equals(parts.get(0))) {
        return Optional.of(new Cursor(way, parts.get(1), parts.get(2)));
      }
    }
    return Optional.empty();
  }
}
