package org.vedette.method.oath;

/** A secret was written in a way that cannot be read; the message never holds the secret. */
public final class MalformedTextException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String problem;

  /** Says what is wrong, without the text itself. */
  public MalformedTextException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What is wrong, in words for people. */
  public String problem() {
    return problem;
  }

  /** Names one bad character and its position. */
  static MalformedTextException at(String form, char found, int position) {
    String shown =
        found > ' ' && found < 127 ? "'" + found + "'" : String.format("U+%04X", (int) found);
    return new MalformedTextException(
        "character " + shown + " at position " + position + " is not " + form);
  }
}
