package org.vedette.gateway.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts what a server says into words that may be shown to an administrator. */
final class Words {
  private static final int MAX_LENGTH = 200;

  private Words() {}

  /** One line of what a server says; each line of its answer begins with the same number. */
  static String of(String answer) {
    String joined = answer.strip().replaceAll("\r?\n[0-9]{3}[- ]", " ");
    return EncodedWords.line(joined.replaceFirst("^([0-9]{3})-", "$1 "));
  }

  /** Makes it short, and blanks a code that a server has quoted, also if spread out. */
  static String without(String code, String text) {
    String safe = code.isBlank() ? text : blank(code, text);
    return safe.length() <= MAX_LENGTH ? safe : safe.substring(0, MAX_LENGTH) + "...";
  }

  private static String blank(String code, String text) {
    String spread =
        code.strip()
            .codePoints()
            .mapToObj(each -> Pattern.quote(Character.toString(each)))
            .collect(Collectors.joining("[\\s.-]*"));
    return Pattern.compile(spread).matcher(text).replaceAll(Matcher.quoteReplacement("***"));
  }
}
