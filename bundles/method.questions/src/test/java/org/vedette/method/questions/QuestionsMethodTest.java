package org.vedette.method.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;

/** Four questions, some of which are asked. */
public class QuestionsMethodTest {
  private static final UUID ID = new UUID(1, 2);
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<String, String> ANSWERS =
      Map.of(
          "First school?", "Lindenhof",
          "First pet?", "Rex the 2nd",
          "Où est-ce ?", "Genève",
          "First car?", "Fiat 500");
  private static final String FOUR =
      "First school? = Lindenhof; First pet? = Rex the 2nd\nOù est-ce ? = Genève;First car?=Fiat 500";

  private final QuestionsMethod method = new QuestionsMethod("1.0.0");

  @Test
  public void asksTheNumberThatIsNeededOneAfterTheOther() {
    Secret kept = enrolled(FOUR);
    Set<String> asked = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      Verification.Pending first = begin(kept);
      assertThat(first.prompt()).startsWith("Security question 1 of 2: ");
      asked.add(question(first));
      Verification.Pending second =
          (Verification.Pending) answer(kept, first, ANSWERS.get(question(first)));
      assertThat(second.prompt()).startsWith("Security question 2 of 2: ");
      assertThat(question(second)).isNotEqualTo(question(first));

      assertThat(
              ((Verification.Accepted) answer(kept, second, ANSWERS.get(question(second))))
                  .result())
          .isEqualTo(ResultCode.QUESTIONS_VERIFIED);
    }
    assertThat(asked).hasSize(4);
  }

  @Test
  public void caseSpacesAndSignsDoNotCount() {
    Secret kept = enrolled(FOUR);
    Verification.Pending first = begin(kept);
    String right = ANSWERS.get(question(first));

    assertThat(answer(kept, first, " " + right.toUpperCase(Locale.ROOT) + " ."))
        .isInstanceOf(Verification.Pending.class);
    assertThat(((Verification.Refused) answer(kept, first, right + "x")).result())
        .isEqualTo(ResultCode.QUESTIONS_WRONG);
    assertThat(((Verification.Refused) answer(kept, first, "")).result())
        .isEqualTo(ResultCode.QUESTIONS_WRONG);
  }

  @Test
  public void answersAreNeverKept() {
    String kept = new String(enrolled(FOUR).bytes(), StandardCharsets.UTF_8);

    assertThat(kept).contains("First school?").doesNotContain("Lindenhof").doesNotContain("Rex");
  }

  @Test
  public void strangeDataIsNotJudged() {
    Secret kept = enrolled(FOUR);
    Round round = new Round(new byte[16], new byte[] {9}, 0);

    assertThat(verify(kept, round.toBytes(), "x")).isInstanceOf(Verification.Unable.class);
    assertThat(verify(kept, new byte[] {1, 2}, "x")).isInstanceOf(Verification.Unable.class);
  }

  @Test
  public void enrollmentNeedsFourDifferentQuestionsWithRealAnswers() {
    assertThat(problem("")).contains("four questions");
    assertThat(problem("a? = bb; b? = cc")).contains("four questions");
    assertThat(problem(FOUR.replace("First car?", "first PET"))).contains("question 4", "already");
    assertThat(problem(FOUR.replace("Genève", "-"))).contains("question 3", "2 letters");
    assertThat(problem(FOUR.replace("Genève", "est ce"))).contains("must not stand");
    assertThat(problem(FOUR.replace("Genève", "FIAT500"))).contains("another question");
    assertThat(problem(FOUR + "; Fifth? = five")).contains("four questions");
  }

  @Test
  public void ownQuestionsMayBeOff() {
    method.modified(config(2, "en First school?; en First pet?; en First car?; en Mother?", false));

    assertThat(problem(FOUR)).contains("question 3", "choose one of the list");
    assertThat(problem(FOUR.replace("Où est-ce ?", "Mother?"))).isEmpty();
  }

  @Test
  public void badSettingsLeaveTheLastGoodOnesAtWork() {
    method.modified(config(5, "What?", true));

    assertThat(method.health().toString()).contains("needed: 1 to 4").contains("questions: ");
    method.modified(config(1, "", true));
    assertThat(method.health()).isEqualTo(Health.ok());
    assertThat(method.info().fallbackOnly()).isTrue();
    assertThat(begin(enrolled(FOUR)).prompt()).contains("1 of 1");
  }

  private Secret enrolled(String text) {
    return ((EnrollStep.Done) enroll(text)).secret().orElseThrow();
  }

  private String problem(String text) {
    return enroll(text) instanceof EnrollStep.Failed failed
        ? failed.field() + ": " + failed.message()
        : "";
  }

  private EnrollStep enroll(String text) {
    return method.begin(
        new EnrollRequest(
            User.builder(ID, "alice", "alice").build(),
            "Vedette",
            "standard",
            "",
            Map.of(),
            text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text)),
            context()));
  }

  private static String question(Verification.Pending open) {
    return open.prompt().substring(open.prompt().indexOf(": ") + 2);
  }

  private Verification.Pending begin(Secret kept) {
    return (Verification.Pending) method.begin(enrollment(kept), context());
  }

  private Verification answer(Secret kept, Verification.Pending open, String text) {
    return verify(kept, open.data(), text);
  }

  private Verification verify(Secret kept, byte[] data, String text) {
    return method.verify(
        enrollment(kept),
        Optional.of(new OpenChallenge(NOW, data)),
        new Answer.Typed(Secret.of(text)),
        context());
  }

  private static Enrolled enrollment(Secret kept) {
    return new Enrolled(ID, 1, "standard", 0, Map.of(), Optional.of(kept), Map.of());
  }

  private static MethodContext context() {
    return new MethodContext(
        NOW,
        Locale.ENGLISH,
        "VPN",
        count -> {
          byte[] bytes = new byte[count];
          RANDOM.nextBytes(bytes);
          return bytes;
        });
  }

  private static QuestionsConfig config(int needed, String questions, boolean own) {
    return new QuestionsConfig() {
      @Override
      public int needed() {
        return needed;
      }

      @Override
      public String questions() {
        return questions;
      }

      @Override
      public boolean ownQuestions() {
        return own;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return QuestionsConfig.class;
      }
    };
  }
}
