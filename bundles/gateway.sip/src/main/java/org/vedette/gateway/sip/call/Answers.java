package org.vedette.gateway.sip.call;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.gateway.sip.message.SipRequest;
import org.vedette.gateway.sip.message.SipResponse;

/** What the trunk is answered (RFC 3261 section 8.2). */
final class Answers {
  private Answers() {}

  /**
   * Answers a request.
   *
   * @param call the call with its Call-ID, if there is one
   * @param tag tag for responses outside of dialogs
   */
  static Optional<SipResponse> to(SipRequest request, @Nullable SipCall call, String tag) {
    List<String> required = request.headers().items("Require");
    if (!required.isEmpty() && !request.method().equals("CANCEL")) {
      // 8.2.2.3: no extension is known, session timers (RFC 4028) and PRACK (RFC 3262) included.
      return Optional.of(
          SipResponse.to(request, 420, "Bad Extension", tag)
              .with("Unsupported", String.join(", ", required)));
    }
    if (call != null && call.isPartOf(request)) {
      return Optional.of(call.answer(request));
    }
    return Optional.of(outside(request, tag));
  }

  private static SipResponse outside(SipRequest request, String tag) {
    if (!request.tag("To").isEmpty() || request.method().equals("CANCEL")) {
      // 12.2.2 and 9.2: no such dialog, nothing to cancel.
      return SipResponse.to(request, 481, "Call/Transaction Does Not Exist", tag);
    }
    return switch (request.method()) {
      case "OPTIONS" -> options(request, tag);
      case "INVITE" -> SipResponse.to(request, 403, "No Calls Are Taken Here", tag);
      default -> notAllowed(request, tag);
    };
  }

  /** Tells what is understood here (11.2). */
  static SipResponse options(SipRequest request, String tag) {
    return SipResponse.to(request, 200, "OK", tag)
        .with("Allow", UserAgent.ALLOW)
        .with("Accept", "application/sdp");
  }

  /** Refuses a method (8.2.1). */
  static SipResponse notAllowed(SipRequest request, String tag) {
    return SipResponse.to(request, 405, "Method Not Allowed", tag).with("Allow", UserAgent.ALLOW);
  }
}
