package org.vedette.api.auth;

/**
 * The result of an authentication, as reports and audit name it. Names are stable: they are stored.
 *
 * <p>Two facts are told apart: whether the person is {@link #granted}, and whether it {@link
 * #isFinal ends} the sign-in.
 */
public enum ResultCode {
  /** Password alone decided: user match is off and the user is unknown or disabled. */
  PRIMARY_ONLY(Kind.GRANT),
  /** A code of an OATH token was right. */
  OATH_VERIFIED(Kind.GRANT),
  /** A code and the PIN were right. */
  OATH_PIN_VERIFIED(Kind.GRANT),
  /** Another method was satisfied. */
  METHOD_VERIFIED(Kind.GRANT),
  /** A code that was sent to the person was right. */
  SENT_CODE_VERIFIED(Kind.GRANT),
  /** A code that was sent to the person, and the PIN. */
  SENT_CODE_PIN_VERIFIED(Kind.GRANT),
  /** A recovery code was right. */
  RECOVERY_VERIFIED(Kind.GRANT),
  /** The key that says yes was pressed in a call. */
  CALL_VERIFIED(Kind.GRANT),
  /** The PIN was typed in a call. */
  CALL_PIN_VERIFIED(Kind.GRANT),
  /** Another method was denied or not answered; a code of an OATH token was right instead. */
  FALLBACK_OATH_VERIFIED(Kind.GRANT),
  /** Another method was denied or not answered; the security questions were answered instead. */
  FALLBACK_QUESTIONS_VERIFIED(Kind.GRANT),
  /** A rule of policy asks for no second factor here. */
  POLICY_PERMITTED(Kind.GRANT),
  /** The person could not be asked, and the application lets people in then. */
  FAILED_OPEN(Kind.GRANT),
  /** The security questions were answered right. */
  QUESTIONS_VERIFIED(Kind.GRANT),
  /** The source is in a trusted network: the second factor was skipped. */
  TRUSTED_NETWORK(Kind.GRANT),
  /** A one-time bypass was used. */
  BYPASSED(Kind.GRANT),
  /** A recent success of the same user was remembered. */
  CACHED(Kind.GRANT),

  /** Interim: a typed code is awaited. */
  CHALLENGED(Kind.INTERIM),
  /** Interim: a message is on its way to the person. */
  MESSAGE_SENT(Kind.INTERIM),
  /** Interim: a message reached the person's device, as its provider says. */
  MESSAGE_DELIVERED(Kind.INTERIM),
  /** Interim: a message never reached the person's device, as its provider says. */
  MESSAGE_LOST(Kind.INTERIM),
  /** Interim: the person is asked elsewhere (phone, app). */
  PROMPTED(Kind.INTERIM),

  /** Wrong password, or no such account: one result for both. */
  PRIMARY_REFUSED(Kind.DENY),
  /** User match is required and the user is not in the data. */
  UNKNOWN_USER(Kind.DENY),
  /** The user is disabled and user match is required. */
  DISABLED(Kind.DENY),
  /** The user has no usable enrollment. */
  INCOMPLETE(Kind.DENY),
  /** The name fits more than one user. */
  AMBIGUOUS(Kind.DENY),
  /** An administrator, or reported fraud, has blocked the user. */
  BLOCKED(Kind.DENY),
  /** Too many failures in a row. */
  LOCKED_OUT(Kind.DENY),
  /** Too many attempts in a short time. */
  THROTTLED(Kind.DENY),
  /** A rule of the application or of policy denies. */
  POLICY_DENIED(Kind.DENY),
  /** No method of the user can be used here. */
  NO_USABLE_METHOD(Kind.DENY),
  /** The user's methods need a typed code, which this client or protocol cannot ask for. */
  CANNOT_ASK(Kind.DENY),
  /** Another prompt of this user is still open. */
  IN_PROGRESS(Kind.DENY),
  /** The code was wrong. */
  OATH_WRONG(Kind.DENY),
  /** Code or PIN was wrong. */
  OATH_PIN_WRONG(Kind.DENY),
  /** The code was used before. */
  OATH_DUPLICATE(Kind.DENY),
  /** The code is older than one that was used. */
  OATH_OLD(Kind.DENY),
  /** A code or answer of another method was wrong. */
  METHOD_REFUSED(Kind.DENY),
  /** A code that was sent to the person was typed wrong. */
  SENT_CODE_WRONG(Kind.DENY),
  /** A code that was sent to the person, or the PIN, was typed wrong. */
  SENT_CODE_PIN_WRONG(Kind.DENY),
  /** A recovery code was wrong, or used before. */
  RECOVERY_WRONG(Kind.DENY),
  /** In a call something else was pressed than what says yes. */
  CALL_WRONG(Kind.DENY),
  /** In a call the PIN was typed wrong. */
  CALL_PIN_WRONG(Kind.DENY),
  /** In a call digits were typed and not ended. */
  CALL_UNENDED(Kind.DENY),
  /** A call was answered and nothing was pressed: often a mailbox. */
  CALL_SILENT(Kind.DENY),
  /** The person hung up. */
  CALL_HUNG_UP(Kind.DENY),
  /** Nobody answered the call, or the line was busy. */
  CALL_UNANSWERED(Kind.DENY),
  /** The number called does not exist. */
  CALL_INVALID_NUMBER(Kind.DENY),
  /** The call could not be made. */
  CALL_FAILED(Kind.DENY),
  /** The person said that the sign-in is not theirs. */
  FRAUD_REPORTED(Kind.DENY),
  /** Security questions were answered wrong. */
  QUESTIONS_WRONG(Kind.DENY),
  /** Too many wrong codes for one challenge. */
  TRIES_EXCEEDED(Kind.DENY),
  /** The challenge is unknown, used, expired, or belongs to somebody else. */
  CHALLENGE_INVALID(Kind.DENY),
  /** The message that asks the person was refused by its gateway. */
  DELIVERY_REFUSED(Kind.DENY),
  /** No gateway could send the message that asks the person. */
  DELIVERY_FAILED(Kind.DENY),
  /** Nobody answered in time. */
  TIMED_OUT(Kind.DENY),
  /** The PIN has expired and was not changed. */
  PIN_EXPIRED(Kind.DENY),

  /** Something that was needed could not be reached: nothing was decided. */
  UNAVAILABLE(Kind.UNDECIDED),
  /** An error of ours: nothing was decided. */
  FAULT(Kind.UNDECIDED),
  /** The listener or the person gave up. */
  ABANDONED(Kind.UNDECIDED);

  private enum Kind {
    GRANT,
    INTERIM,
    DENY,
    UNDECIDED
  }

  private final Kind kind;

  ResultCode(Kind kind) {
    this.kind = kind;
  }

  /** The person may come in. */
  public boolean granted() {
    return kind == Kind.GRANT;
  }

  /** The person may not come in. */
  public boolean denied() {
    return kind == Kind.DENY;
  }

  /** The sign-in goes on. */
  public boolean interim() {
    return kind == Kind.INTERIM;
  }

  /** The sign-in has ended with a decision. */
  public boolean isFinal() {
    return kind == Kind.GRANT || kind == Kind.DENY;
  }
}
