package org.vedette.method.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
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
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;

/** Where codes of this method go, and its settings. */
public class MailMethodTest {
  private static final UUID ID = new UUID(1, 2);
  private static final User ALICE =
      User.builder(ID, "alice", "alice").email("alice@example.org").build();

  private final MailMethod method = new MailMethod("1.0.0");

  @Test
  public void theCodeGoesToTheUser() {
    Enrolled enrolled =
        new Enrolled(
            ID, 1, "standard", 6, Map.of(), Optional.of(Secret.of("k".repeat(32))), Map.of());
    Verification.Pending pending =
        (Verification.Pending) method.begin(enrolled, context(Optional.of(ALICE)));

    assertThat(pending.sends().get(0).channel()).isEqualTo("mail");
    assertThat(pending.sends().get(0).to()).isEqualTo("alice@example.org");
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

  private static MailConfig config(int codeLength, int validSeconds) {
    return new MailConfig() {
      @Override
      public int codeLength() {
        return codeLength;
      }

      @Override
      public int validSeconds() {
        return validSeconds;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return MailConfig.class;
      }
    };
  }
}
