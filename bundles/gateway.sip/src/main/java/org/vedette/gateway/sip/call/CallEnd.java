package org.vedette.gateway.sip.call;

/** How a call ended, other than by this side. */
public sealed interface CallEnd
    permits CallEnd.Refused, CallEnd.NotReached, CallEnd.NotAnswered, CallEnd.HungUp {
  /**
   * The trunk said no.
   *
   * @param status 300 to 699
   * @param words number and reason, for administrators
   */
  record Refused(int status, String words) implements CallEnd {}

  /**
   * The trunk said nothing, or its connection ended.
   *
   * @param why one sentence
   */
  record NotReached(String why) implements CallEnd {}

  /** It rang until the time was over. */
  record NotAnswered() implements CallEnd {}

  /** The person, or the network, has ended the call. */
  record HungUp() implements CallEnd {}
}
