package org.vedette.gateway.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Puts text into header fields, where only short lines of ASCII may stand (RFC 2047). */
final class EncodedWords {
  /**
   * RFC 2047 section 2: a line has 76 characters; a word of these octets has 64, with its frame.
   */
  private static final int MAX_OCTETS = 39;

  /** Leaves room for the field's name on a line of 78 characters (RFC 5322 section 2.1.1). */
  private static final int MAX_PLAIN = 60;

  private EncodedWords() {}

  /** Makes one line of it: control characters and line separators become spaces. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  /** Encodes, if it is not short and plain; several words stand on lines of their own. */
  static String of(String text) {
    String line = line(text);
    return isPlain(line) ? line : String.join("\r\n ", words(line));
  }

  /** The same for a name before an address, where some signs have a meaning. */
  static String phrase(String text) {
    String line = line(text);
    return isPlain(line) && line.matches("[A-Za-z0-9 _-]*")
        ? line
        : String.join("\r\n ", words(line));
  }

  /** What looks encoded is encoded, lest it be taken for something else. */
  private static boolean isPlain(String line) {
    return line.length() <= MAX_PLAIN
        && !line.contains("=?")
        && line.chars().allMatch(each -> each >= ' ' && each < 127);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    line.codePoints()
        .forEach(
            each -> {
              // RFC 2047 section 5: no character is split over two words.
              byte[] next = Character.toString(each).getBytes(StandardCharsets.UTF_8);
              if (octets.size() + next.length > MAX_OCTETS) {
                words.add(word(octets.toByteArray()));
                octets.reset();
              }
              octets.writeBytes(next);
            });
    words.add(word(octets.toByteArray()));
    return words;
  }

  private static String word(byte[] octets) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(octets) + "?=";
  }
}
