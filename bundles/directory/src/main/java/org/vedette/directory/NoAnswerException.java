package org.vedette.directory;

/** A server could not be asked, or did not answer: the next one may. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String why) {
    super(why, null, false, false);
  }

  /** Returns one sentence for the log. */
  String why() {
    return String.valueOf(getMessage());
  }
}
