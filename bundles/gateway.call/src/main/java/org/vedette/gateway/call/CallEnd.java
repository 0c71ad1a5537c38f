package org.vedette.gateway.call;

import java.util.Optional;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallEvent.Why;
import org.vedette.client.http.callback.FormFields;

/** How a call ended, as the provider says ("Call status" of Twilio's documentation). */
final class CallEnd {
  private CallEnd() {}

  /** Reads it; empty while the call goes on, or when it is something else. */
  static Optional<CallEvent> of(FormFields form) {
    String status = form.only("CallStatus").orElse("");
    return switch (status) {
      case "completed" -> Optional.of(new CallEvent.HungUp());
      case "busy" -> unanswered(Why.BUSY, status);
      case "no-answer" -> unanswered(Why.NO_ANSWER, status);
      case "canceled" -> unanswered(Why.FAILED, status);
      case "failed" -> failed(form.only("SipResponseCode").orElse(""));
      default -> Optional.empty();
    };
  }

  /** RFC 3261 section 21: answers of the network. */
  private static Optional<CallEvent> failed(String code) {
    return switch (code) {
      case "404", "484", "485", "604" -> unanswered(Why.INVALID_NUMBER, "failed " + code);
      case "603", "607" -> unanswered(Why.DECLINED, "failed " + code);
      case "486", "600" -> unanswered(Why.BUSY, "failed " + code);
      case "408", "480", "487" -> unanswered(Why.NO_ANSWER, "failed " + code);
      default -> unanswered(Why.FAILED, code.matches("[0-9]{3}") ? "failed " + code : "failed");
    };
  }

  private static Optional<CallEvent> unanswered(Why why, String detail) {
    return Optional.of(new CallEvent.Unanswered(why, detail));
  }
}
