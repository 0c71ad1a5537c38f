package org.vedette.method.oath.file;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Reads the values of Data, plain or encrypted (RFC 6030, sections 4.2 and 6). */
final class Values {
  private Values() {}

  /** Reads Base64; blanks within are vendors' line breaks. */
  static byte[] base64(String field, String text) throws BadEntryException {
    StringBuilder letters = new StringBuilder(text.length());
    text.chars().filter(it -> !Character.isWhitespace(it)).forEach(it -> letters.append((char) it));
    try {
      return Base64.getDecoder().decode(letters.toString());
    } catch (IllegalArgumentException malformed) {
      throw new BadEntryException(field, "is not Base64");
    }
  }

  /** Reads the octets of a value. */
  static byte[] octets(XmlNode value, Optional<PskcKeys> keys) throws BadEntryException {
    String field = value.name();
    Optional<XmlNode> plain = value.child("PlainValue");
    if (plain.isPresent()) {
      return base64(field, plain.get().text());
    }
    Optional<XmlNode> hidden = value.child("EncryptedValue");
    if (hidden.isEmpty()) {
      throw new BadEntryException(field, "has neither PlainValue nor EncryptedValue");
    }
    if (keys.isEmpty()) {
      throw new BadEntryException(field, "is encrypted, but the file has no EncryptionKey");
    }
    return keys.get().open(hidden.get(), value.textAt("ValueMAC"));
  }

  /** Reads a number; an encrypted one is its octets, the high one first. */
  static long number(XmlNode value, Optional<PskcKeys> keys, long max) throws BadEntryException {
    Optional<XmlNode> plain = value.child("PlainValue");
    if (plain.isPresent()) {
      return Numbers.parse(value.name(), plain.get().text(), max);
    }
    byte[] octets = octets(value, keys);
    long number = 0;
    for (byte each : octets) {
      number = number << 8 | each & 0xff;
    }
    boolean fits =
        octets.length >= 1 && octets.length <= Long.BYTES && number >= 0 && number <= max;
    Arrays.fill(octets, (byte) 0);
    if (!fits) {
      throw new BadEntryException(value.name(), "is a whole number from 0 to " + max);
    }
    return number;
  }
}
