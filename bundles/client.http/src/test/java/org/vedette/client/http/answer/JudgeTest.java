package org.vedette.client.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.client.http.answer.Verdict.State;
import org.vedette.client.http.json.JsonPointer;

public class JudgeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Optional<JsonPointer> pointer(String text) {
    return JsonPointer.parse(text);
  }

  private static StatusSet status(String... items) {
    return StatusSet.parse(List.of(items)).orElseThrow();
  }

  private static final Rules RULES =
      new Rules(
          status("200-299"),
          new BodyTest(Optional.empty(), pointer("/status"), Set.of("0", "ok")),
          pointer("/id"),
          status("422"),
          new BodyTest(Optional.empty(), pointer("/status"), Set.of("6", "7")),
          pointer("/status"));

  private static Verdict judge(int status, String retryAfter, String body) {
    return new Judge(RULES)
        .judge(
            Answer.of(
                status, retryAfter.isEmpty() ? Optional.empty() : Optional.of(retryAfter), body),
            "id-1",
            NOW);
  }

  private static String why(Verdict verdict) {
    return verdict.delivery().match(sent -> "", rejected -> rejected.why(), none -> none.why());
  }

  @Test
  public void aSuccessIsSentUnderTheProvidersId() {
    Verdict verdict = judge(200, "", "{\"status\":\"0\",\"id\":\"m-1\"}");
    assertThat(verdict.delivery()).isEqualTo(new Delivery.Sent("m-1"));
    assertThat(verdict.state()).isEqualTo(State.WORKS);
    assertThat(judge(202, "", "{\"status\":0,\"id\":17}").delivery())
        .isEqualTo(new Delivery.Sent("17"));
  }

  @Test
  public void whatIsNotUnderstoodIsNoSuccessAndNoRejection() {
    for (String body :
        List.of(
            "",
            "OK",
            "<html>",
            "{\"id\":\"m-1\"}",
            "{\"status\":\"0\"}",
            "{\"status\":\"0\",\"id\":\"\"}",
            "{\"status\":\"0\",\"id\":\"two words\"}",
            "{\"status\":\"0\",\"id\":\"" + "x".repeat(129) + "\"}")) {
      Verdict verdict = judge(200, "", body);
      assertThat(verdict.delivery()).as(body).isInstanceOf(Delivery.Unreachable.class);
      assertThat(verdict.state()).as(body).isEqualTo(State.FAILED);
    }
  }

  @Test
  public void rejectionsAreKnownByStatusOrBody() {
    assertThat(judge(422, "", "").delivery()).isInstanceOf(Delivery.Rejected.class);
    Verdict body = judge(200, "", "{\"status\":\"6\"}");
    assertThat(body.delivery()).isInstanceOf(Delivery.Rejected.class);
    assertThat(body.state()).isEqualTo(State.WORKS);
    assertThat(why(body)).contains("status 200, code 6");
  }

  @Test
  public void anErrorThatItNamesIsNoOutage() {
    Verdict verdict = judge(400, "", "{\"status\":\"9\"}");
    assertThat(verdict.delivery()).isInstanceOf(Delivery.Unreachable.class);
    assertThat(verdict.state()).isEqualTo(State.WORKS);
    assertThat(why(verdict)).contains("code 9");
  }

  @Test
  public void whatCouldBeTheCodeThatWasSentIsNotRepeated() {
    assertThat(why(judge(400, "", "{\"status\":\"123456\"}"))).doesNotContain("123456");
    assertThat(why(judge(500, "", "{\"status\":\"no, +15550100\"}"))).doesNotContain("1555");
  }

  @Test
  public void credentialsNeedAnOperator() {
    assertThat(judge(401, "", "").state()).isEqualTo(State.REFUSES_US);
    assertThat(judge(403, "", "{\"status\":\"0\",\"id\":\"1\"}").state())
        .isEqualTo(State.REFUSES_US);
  }

  @Test
  public void tooManyRequestsPauseAsLongAsTheProviderSays() {
    assertThat(judge(429, "30", "").pause()).isEqualTo(Duration.ofSeconds(30));
    assertThat(judge(429, "Thu, 01 Jan 2026 00:00:20 GMT", "").pause())
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(judge(503, "30", "")).extracting(Verdict::state).isEqualTo(State.BUSY);
    assertThat(judge(429, "999999999", "").pause()).isEqualTo(RetryAfter.MOST);
    for (String other :
        List.of("", "soon", "-5", "0", "99999999999999999999", "Wed, 31 Dec 2025 23:59:59 GMT")) {
      assertThat(judge(429, other, "").pause()).as(other).isEqualTo(Duration.ofSeconds(1));
    }
    assertThat(judge(429, "", "{\"status\":\"6\"}").delivery())
        .isInstanceOf(Delivery.Unreachable.class);
  }

  @Test
  public void serversInTroubleAndRedirectsFail() {
    for (int status : List.of(500, 502, 503, 599, 301, 302, 307, 404, 418)) {
      Verdict verdict = judge(status, "", "{}");
      assertThat(verdict.delivery()).as("" + status).isInstanceOf(Delivery.Unreachable.class);
      assertThat(verdict.state()).as("" + status).isEqualTo(State.FAILED);
    }
  }

  @Test
  public void withoutAPlaceForItOurOwnIdIsTheReference() {
    Rules plain =
        new Rules(
            status("200"),
            new BodyTest(Optional.of(Pattern.compile("^0: Accepted")), Optional.empty(), Set.of()),
            Optional.empty(),
            status(),
            new BodyTest(Optional.of(Pattern.compile("bad number")), Optional.empty(), Set.of()),
            Optional.empty());
    Judge judge = new Judge(plain);
    assertThat(judge.judge(Answer.of(200, Optional.empty(), "0: Accepted"), "id-1", NOW).delivery())
        .isEqualTo(new Delivery.Sent("id-1"));
    assertThat(
            judge.judge(Answer.of(200, Optional.empty(), "3: bad number"), "id-1", NOW).delivery())
        .isInstanceOf(Delivery.Rejected.class);
    assertThat(judge.judge(Answer.of(200, Optional.empty(), "1: x"), "id-1", NOW).delivery())
        .isInstanceOf(Delivery.Unreachable.class);
  }

  @Test(timeout = 10_000)
  public void patternsThatNeverEndAreGivenUp() {
    assertThat(PatientText.finds(Pattern.compile("(a+)+b"), "a".repeat(60_000))).isFalse();
    assertThat(PatientText.finds(Pattern.compile("(?:x|y)*z"), "xy".repeat(30_000))).isFalse();
    assertThat(PatientText.finds(Pattern.compile("a{3}b"), "xaaab")).isTrue();
  }

  @Test
  public void statusSetsAreCodesAndRanges() {
    assertThat(status("200", "210-220").has(215)).isTrue();
    assertThat(status("200", "210-220").has(201)).isFalse();
    for (String none : List.of("20", "2000", "100", "600", "200-", "299-200", "2xx", "-200")) {
      assertThat(StatusSet.parse(List.of(none))).as(none).isEmpty();
    }
  }
}
