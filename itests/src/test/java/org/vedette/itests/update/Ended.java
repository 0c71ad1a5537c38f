package org.vedette.itests.update;

/**
 * How one sign-in ended.
 *
 * @param kind its kind
 * @param due when it had to begin, as of {@link System#nanoTime}
 * @param millis from then to its last reply, without the time a person took
 * @param sends how often its requests were sent at most
 * @param verdict what became of it
 */
record Ended(Kind kind, long due, long millis, int sends, Verdict verdict) {
  enum Verdict {
    /** As it had to. */
    RIGHT,
    /** Rejected, though everything was right. */
    WRONG_DENIAL,
    /** Accepted, though the code was wrong. */
    WRONG_GRANT,
    /** No reply, also after sending again once. */
    LOST,
    /** A reply of another kind, or one that was faulty. */
    ODD
  }
}
