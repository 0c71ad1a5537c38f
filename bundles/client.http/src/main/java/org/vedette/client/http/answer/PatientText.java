package org.vedette.client.http.answer;

import java.util.regex.Pattern;

/**
 * Text that a pattern may look at so often and no more: an unlucky pattern on an unlucky answer
 * would otherwise keep a thread for hours.
 */
final class PatientText implements CharSequence {
  private static final int MOST_LOOKS = 2_000_000;

  /** Says that the pattern has looked too often. */
  private static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("the pattern takes too long", null, false, false);
    }
  }

  private final CharSequence text;
  private int looks;

  private PatientText(CharSequence text) {
    this.text = text;
  }

  /** Tells whether the pattern is found; what takes too long is not. */
  static boolean finds(Pattern pattern, String text) {
    try {
      return pattern.matcher(new PatientText(text)).find();
    } catch (Exhausted tooLong) {
      return false;
    } catch (StackOverflowError tooDeep) {
      // Groups that repeat are matched by recursion: a long answer is enough.
      return false;
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST_LOOKS) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
