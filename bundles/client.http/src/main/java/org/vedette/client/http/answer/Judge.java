package org.vedette.client.http.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.client.http.json.JsonPointer;

/**
 * Says what an answer means. Whatever is not known to be a success or a rejection did not get
 * through: an answer that nobody understands must not look like a wrong number.
 *
 * <p>What the provider says in words is never repeated, because providers repeat numbers and texts.
 */
public final class Judge {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int TOO_MANY = 429;
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
  private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7E]{1,128}");

  /** Codes longer than this could be the one that was sent. */
  private static final Pattern CODE = Pattern.compile("-?[0-9]{1,5}");

  private final Rules rules;

  /** Takes the rules. */
  public Judge(Rules rules) {
    this.rules = rules;
  }

  /**
   * Judges.
   *
   * @param id id of the request, which serves as reference where the provider gives none
   * @param now the present time, for a date in Retry-After
   */
  public Verdict judge(Answer answer, String id, Instant now) {
    int status = answer.status();
    String code = code(answer);
    // RFC 6585 section 4.
    if (status == TOO_MANY) {
      return Verdict.busy(
          "the provider takes no more for a while: status 429" + code,
          pause(answer, now).orElse(USUAL_PAUSE));
    }
    if (rules.success().has(status) && bodyIsGood(answer)) {
      return rules
          .reference()
          .map(place -> sent(answer.scalar(place)))
          .orElseGet(() -> Verdict.sent(id));
    }
    if (rules.rejected().has(status) || rules.rejectedBody().holds(answer)) {
      return Verdict.rejected("the provider rejects the message: status " + status + code);
    }
    return failed(answer, code, now);
  }

  private boolean bodyIsGood(Answer answer) {
    return rules.successBody().absent() || rules.successBody().holds(answer);
  }

  private static Verdict sent(Optional<String> reference) {
    return reference
        .filter(each -> REFERENCE.matcher(each).matches())
        .map(Verdict::sent)
        .orElseGet(
            () ->
                Verdict.unreachable(
                    "the provider's answer has no id of the message where it should be",
                    Verdict.State.FAILED));
  }

  private Verdict failed(Answer answer, String code, Instant now) {
    int status = answer.status();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      // RFC 9110 sections 15.5.2 and 15.5.4.
      return Verdict.unreachable(
          "the provider does not accept our credentials: status " + status + code,
          Verdict.State.REFUSES_US);
    }
    if (status >= 500) {
      String why = "the provider is in trouble: status " + status + code;
      // RFC 9110 section 15.6.4: 503 may say for how long.
      return pause(answer, now)
          .map(wait -> Verdict.busy(why, wait))
          .orElseGet(() -> Verdict.unreachable(why, Verdict.State.FAILED));
    }
    if (status >= 300 && status < 400) {
      return Verdict.unreachable(
          "the provider redirects, which is not followed: status " + status + "; mend the url",
          Verdict.State.FAILED);
    }
    if (status == NOT_FOUND || status == NOT_ALLOWED) {
      // RFC 9110 sections 15.5.5 and 15.5.6.
      return Verdict.unreachable(
          "the provider has nothing at this address: status " + status + code + "; mend the url",
          Verdict.State.FAILED);
    }
    if (!code.isEmpty()) {
      // It understood us, and says something of this message.
      return Verdict.unreachable(
          "the provider did not take the message: status " + status + code, Verdict.State.WORKS);
    }
    return Verdict.unreachable(
        "the provider's answer is not understood: status " + status, Verdict.State.FAILED);
  }

  private Optional<Duration> pause(Answer answer, Instant now) {
    return answer.retryAfter().flatMap(header -> RetryAfter.read(header, now));
  }

  private String code(Answer answer) {
    Optional<JsonPointer> place = rules.errorCode();
    return place
        .flatMap(answer::scalar)
        .filter(code -> CODE.matcher(code).matches())
        .map(code -> ", code " + code)
        .orElse("");
  }
}
