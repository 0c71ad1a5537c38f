package org.vedette.gateway.sip;

import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallEvent.Why;
import org.vedette.gateway.sip.call.CallEnd;

/** What the end of a call that nobody answered means. */
final class Ends {
  private Ends() {}

  /** Returns the event that a method is told. */
  static CallEvent.Unanswered event(CallEnd how) {
    if (how instanceof CallEnd.Refused refused) {
      return new CallEvent.Unanswered(why(refused.status()), refused.words());
    }
    if (how instanceof CallEnd.NotReached lost) {
      return new CallEvent.Unanswered(Why.FAILED, lost.why());
    }
    return new CallEvent.Unanswered(Why.NO_ANSWER, "it rang until the time was over");
  }

  /** Returns what a status says (RFC 3261 section 21; 607: RFC 8197). */
  static Why why(int status) {
    return switch (status) {
      case 486, 600 -> Why.BUSY;
      case 408, 480, 487 -> Why.NO_ANSWER;
      case 603, 607 -> Why.DECLINED;
      case 404, 410, 484, 604 -> Why.INVALID_NUMBER;
      default -> Why.FAILED;
    };
  }
}
