package org.vedette.gateway.mail;

/** What is being done with a server, in its order. */
enum Step {
  /** Looking up and connecting. */
  CONNECT("connecting"),
  /** Waiting for its first words (RFC 5321 section 3.1). */
  GREETING("its greeting"),
  /** EHLO (RFC 5321 section 4.1.1.1). */
  HELLO("EHLO"),
  /** Encrypting. */
  TLS("TLS"),
  /** AUTH (RFC 4954). */
  SIGN_IN("AUTH"),
  /** MAIL (RFC 5321 section 4.1.1.2). */
  FROM("MAIL FROM"),
  /** RCPT (RFC 5321 section 4.1.1.3). */
  RECIPIENT("RCPT TO"),
  /** DATA (RFC 5321 section 4.1.1.4). */
  DATA("DATA"),
  /** The end of the mail. */
  END("the end of the mail");

  private final String words;

  Step(String words) {
    this.words = words;
  }

  /** Whether no mail is under way yet. */
  boolean opens() {
    return compareTo(FROM) < 0;
  }

  @Override
  public String toString() {
    return words;
  }
}
