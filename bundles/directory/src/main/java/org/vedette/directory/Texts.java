package org.vedette.directory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads values that should be text from a directory that may hold anything. */
final class Texts {
  /** Longest value that is taken over, in characters. */
  static final int LONGEST = 1_024;

  private Texts() {}

  /**
   * Returns the text that bytes are; empty when they are none, blank, or hold control characters.
   */
  static Optional<String> read(byte[] value) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString().strip();
      boolean clean = text.codePoints().noneMatch(Character::isISOControl);
      return clean && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException binary) {
      return Optional.empty();
    }
  }

  /** Returns text for a sentence: printable, and not longer than a line. */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }
}
