package org.vedette.method.oath.file;

/** A file that cannot be read as a whole; the message never holds anything secret. */
public final class BadFileException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String field;
  private final String problem;

  /**
   * Says what is wrong.
   *
   * @param field {@code file}, {@code format}, {@code key} or {@code passphrase}
   * @param problem remedy in one sentence
   */
  BadFileException(String field, String problem) {
    super(field + ": " + problem, null, false, false);
    this.field = field;
    this.problem = problem;
  }

  /** What of the order is wrong. */
  public String field() {
    return field;
  }

  /** What to do about it, in words for people. */
  public String problem() {
    return problem;
  }
}
