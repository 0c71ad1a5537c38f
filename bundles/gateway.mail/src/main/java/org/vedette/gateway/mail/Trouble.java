package org.vedette.gateway.mail;

/** A mail did not go. The message is one sentence for an administrator. */
final class Trouble extends Exception {
  private static final long serialVersionUID = 1L;

  /** What follows from it. */
  enum Kind {
    /** No connection can be had now; time may mend it. */
    DOWN,
    /** No connection can be had until an operator has acted. */
    MISSET,
    /** The connection broke or went silent while a mail was under way. */
    LOST,
    /** The server does not want it now (4yz). */
    LATER,
    /** The server does not take mails from our address (5yz to MAIL). */
    SENDER,
    /** The server will not take it, now or later (5yz). */
    REFUSED
  }

  private final Kind kind;
  private final Step step;

  Trouble(Kind kind, Step step, String why) {
    super(why);
    this.kind = kind;
    this.step = step;
  }

  Trouble(Kind kind, Step step, String why, Exception cause) {
    super(why, cause);
    this.kind = kind;
    this.step = step;
  }

  Kind kind() {
    return kind;
  }

  Step step() {
    return step;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
