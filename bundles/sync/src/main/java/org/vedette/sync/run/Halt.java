package org.vedette.sync.run;

import java.util.Optional;
import org.vedette.api.directory.DirectoryAnswer;

/**
 * A run, or what it does with one directory, ends here. It carries no stack trace: it is foreseen,
 * and comes from many places that all have nothing else to do.
 */
final class Halt extends Exception {
  private static final long serialVersionUID = 1L;

  /** What ends. */
  enum Why {
    /** Somebody asked for it. */
    STOPPED,
    /** A directory did not answer, or not in a way that can be believed. */
    DIRECTORY,
    /** Nothing can be read or written here. */
    STORE
  }

  private final Why why;
  private final transient Optional<DirectoryAnswer.Trouble> trouble;

  private Halt(Why why, String message, Optional<DirectoryAnswer.Trouble> trouble) {
    super(message, null, false, false);
    this.why = why;
    this.trouble = trouble;
  }

  static Halt stopped() {
    return new Halt(Why.STOPPED, "stopped", Optional.empty());
  }

  static Halt directory(DirectoryAnswer.Trouble trouble, String message) {
    return new Halt(Why.DIRECTORY, message, Optional.of(trouble));
  }

  static Halt store(String message) {
    return new Halt(Why.STORE, message, Optional.empty());
  }

  Why why() {
    return why;
  }

  boolean isBeginAgain() {
    return trouble.equals(Optional.of(DirectoryAnswer.Trouble.BEGIN_AGAIN));
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
