package org.vedette.gateway.asterisk;

import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallEvent.Why;

/** Why a call was not answered, by the cause that Asterisk gives (ITU-T Q.850 section 2.2.7). */
final class Causes {
  private Causes() {}

  /**
   * Reads a cause.
   *
   * @param cause 0 to 127
   * @param text Asterisk's words for it
   */
  static CallEvent.Unanswered of(int cause, String text) {
    Why why =
        switch (cause) {
          case 17 -> Why.BUSY;
          // 0 and 16 end a call that rang until its time was over; 18 no user responds, 19 no
          // answer.
          case 0, 16, 18, 19, 20 -> Why.NO_ANSWER;
          case 21 -> Why.DECLINED;
          // 1 unallocated, 22 changed, 28 format.
          case 1, 22, 28 -> Why.INVALID_NUMBER;
          default -> Why.FAILED;
        };
    String words = text.replaceAll("[^ -~]", " ");
    return new CallEvent.Unanswered(
        why, "cause " + cause + " " + words.substring(0, Math.min(words.length(), 80)));
  }
}
