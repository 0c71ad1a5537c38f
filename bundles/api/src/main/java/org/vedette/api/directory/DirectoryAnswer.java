package org.vedette.api.directory;

import java.util.function.Function;

/** What came of asking a directory. */
public sealed interface DirectoryAnswer<T> permits DirectoryAnswer.Found, DirectoryAnswer.Failed {
  /** Why a directory did not answer. */
  enum Trouble {
    /** No server could be asked, or not in time: try again later. */
    UNREACHABLE,
    /** The place to search in is not there, or not to be seen by the account that searches. */
    NO_SUCH_BASE,
    /** The account that searches lacks the right. */
    NO_RIGHT,
    /** What was changed since then cannot be told, or a cookie is too old: read everything. */
    BEGIN_AGAIN,
    /** The answer contradicts itself, or is cut short. */
    MALFORMED
  }

  /**
   * The directory answered, and the answer is whole.
   *
   * @param value what it said
   */
  record Found<T>(T value) implements DirectoryAnswer<T> {}

  /**
   * Nothing is known; nobody may conclude that anything is gone.
   *
   * @param trouble what kind of trouble
   * @param why one sentence, with what to do
   */
  record Failed<T>(Trouble trouble, String why) implements DirectoryAnswer<T> {}

  /** Handles both. */
  default <R> R match(Function<Found<T>, R> found, Function<Failed<T>, R> failed) {
    if (this instanceof Found<T> one) {
      return found.apply(one);
    }
    return failed.apply((Failed<T>) this);
  }
}
