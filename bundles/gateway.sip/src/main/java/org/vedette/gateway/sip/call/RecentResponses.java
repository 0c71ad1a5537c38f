package org.vedette.gateway.sip.call;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.vedette.gateway.sip.message.SipRequest;
import org.vedette.gateway.sip.message.SipResponse;
import org.vedette.gateway.sip.message.Via;

/**
 * Answers a repeated request as before (RFC 3261 section 17.2): every request is answered at once,
 * so all that is left of server transactions is memory. Bounded. On the loop only.
 */
final class RecentResponses {
  private static final int MOST = 512;

  private final Map<String, SipResponse> answers = new LinkedHashMap<>();

  /** Returns the answer given before, or makes one. */
  Optional<SipResponse> answer(SipRequest request, Supplier<Optional<SipResponse>> make) {
    // 17.2.3: branch, sent-by and method tell repetitions.
    String key =
        request.branch() + " " + request.via().map(Via::sentBy).orElse("") + " " + request.method();
    SipResponse before = answers.get(key);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<SipResponse> answer = make.get();
    if (answer.isPresent() && request.branch().startsWith(Via.COOKIE)) {
      if (answers.size() >= MOST) {
        answers.remove(answers.keySet().iterator().next());
      }
      answers.put(key, answer.get());
    }
    return answer;
  }
}
