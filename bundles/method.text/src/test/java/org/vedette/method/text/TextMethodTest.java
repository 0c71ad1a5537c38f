package org.vedette.method.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;

/** Where codes of this method go, and its settings. */
public class TextMethodTest {
  private static final UUID ID = new UUID(1, 2);
  private static final User ALICE =
      User.builder(ID, "alice", "alice")
          .email("alice@example.org")
          .phone(Optional.of(new Phone("41", "791234567", "")))
          .build();

  private final TextMethod method = new TextMethod("1.0.0");

  @Test
  public void theCodeGoesToTheUser() {
    Enrolled enrolled =
        new Enrolled(
            ID, 1, "standard", 6, Map.of(), Optional.of(Secret.of("k".repeat(32))), Map.of());
    Verification.Pending pending =
        (Verification.Pending) method.begin(enrolled, context(Optional.of(ALICE)));

    assertThat(pending.sends().get(0).channel()).isEqualTo("sms");
    assertThat(pending.sends().get(0).to()).isEqualTo("+41791234567");
    assertThat(method.begin(enrolled, context(Optional.empty())))
        .isInstanceOf(Verification.Unable.class);
  }

  @Test
  public void badSettingsLeaveTheLastGoodOnesAtWork() {
    method.modified(config(8, 60));
    assertThat(codeLength()).isEqualTo(8);
    method.modified(config(9, 60));

    assertThat(codeLength()).isEqualTo(8);
    assertThat(method.health()).isNotEqualTo(Health.ok());
    method.modified(config(6, 300));
    assertThat(method.health()).isEqualTo(Health.ok());
  }

  private int codeLength() {
    EnrollRequest request =
        new EnrollRequest(
            ALICE,
            "Vedette",
            "standard",
            "",
            Map.of(),
            Optional.empty(),
            context(Optional.of(ALICE)));
    return ((EnrollStep.Done) method.begin(request)).codeLength();
  }

  private static MethodContext context(Optional<User> user) {
    return new MethodContext(Instant.EPOCH, Locale.ENGLISH, "vpn", byte[]::new, user);
  }

  @Test
  public void timeForAReplyHasItsLimits() {
    method.modified(config(6, 300, 20));
    assertThat(method.health().toString()).contains("replySeconds: 30 to 600, not 20");
    ReplyMethod reply = new ReplyMethod(config(6, 300, 600));
    reply.modified(config(6, 300, 601));
    Enrolled enrolled =
        new Enrolled(
            ID, 1, "standard", 6, Map.of(), Optional.of(Secret.of("k".repeat(32))), Map.of());
    Verification.Pending pending =
        (Verification.Pending) reply.begin(enrolled, context(Optional.of(ALICE)));

    assertThat(pending.life()).contains(Duration.ofSeconds(600));
    assertThat(reply.info().answer()).isEqualTo(MethodInfo.AnswerKind.ELSEWHERE);
  }

  private static TextConfig config(int codeLength, int validSeconds) {
    return config(codeLength, validSeconds, 60);
  }

  private static TextConfig config(int codeLength, int validSeconds, int replySeconds) {
    return new TextConfig() {
      @Override
      public int codeLength() {
        return codeLength;
      }

      @Override
      public int validSeconds() {
        return validSeconds;
      }

      @Override
      public int replySeconds() {
        return replySeconds;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return TextConfig.class;
      }
    };
  }
}
