package org.vedette.method.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.Credential;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;

public class OathMethodTest {
  private static final long NOW = 1_800_000_000;
  private final Server server =
      new Server(new Token(true, Algorithm.SHA1, 6, 30), TimedCodesTest.key(20, 9));

  @Test
  public void asksInTheLanguageOfTheUser() {
    assertThat(prompt(Locale.GERMANY)).isEqualTo(new Prompts().enterCode(Locale.GERMAN));
    assertThat(prompt(Locale.GERMAN)).contains("für").isNotEqualTo(prompt(Locale.ENGLISH));
    assertThat(prompt(Locale.FRENCH)).contains("affiché");
    assertThat(prompt(Locale.JAPANESE)).isEqualTo(prompt(Locale.ENGLISH)).isNotEmpty();
  }

  @Test
  public void cannotServeADamagedEnrollment() {
    Enrolled noSecret = enrolled(Map.of(), Optional.empty());
    Enrolled badParams = enrolled(Map.of("digits", "99"), Optional.of(Secret.of("x")));
    Answer answer = new Answer.Typed(Secret.of("123456"));
    for (Enrolled each : List.of(noSecret, badParams)) {
      MethodContext context = Server.context(NOW);
      assertThat(server.method.begin(each, context)).isInstanceOf(Verification.Unable.class);
      assertThat(server.method.verify(each, Optional.empty(), answer, context))
          .isInstanceOf(Verification.Unable.class);
      assertThat(server.method.resynchronise(each, List.of(), context))
          .isInstanceOf(Verification.Unable.class);
    }
  }

  @Test
  public void refusesAnAnswerThatWasNotTyped() {
    Answer signal = new Answer.Signal("approve", Secret.of(""));
    assertThat(
            server.method.verify(server.enrolled(), Optional.empty(), signal, Server.context(NOW)))
        .isInstanceOf(Verification.Refused.class);
  }

  @Test
  public void takesAProofOfTheCode() throws Exception {
    for (String code : List.of(server.shown(NOW, 0), server.shown(NOW, 1))) {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update((byte) 1);
      md5.update(code.getBytes(StandardCharsets.US_ASCII));
      Answer right =
          new Answer.Proof(new Credential.Chap(1, new byte[16], md5.digest(new byte[16])));
      Answer wrong =
          new Answer.Proof(new Credential.Chap(2, new byte[16], md5.digest(new byte[16])));

      TimedCodesTest.accepted(
          server.method.verify(server.enrolled(), Optional.empty(), right, Server.context(NOW)));
      assertThat(
              server.method.verify(server.enrolled(), Optional.empty(), wrong, Server.context(NOW)))
          .isInstanceOf(Verification.Refused.class);
    }
  }

  @Test
  public void takesNewSettingsAndKeepsTheLastGood() {
    server.method.modified(config(2, 10, 100));
    TimedCodesTest.accepted(server.type(server.shown(NOW, 2), NOW));

    server.method.modified(config(6, 10, 100));
    assertThat(server.method.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(server.method.health().message()).contains("org.vedette.method.oath", "windowSteps");
    TimedCodesTest.accepted(server.type(server.shown(NOW, 4), NOW));

    server.method.modified(config(1, 10, 100));
    assertThat(server.method.health()).isEqualTo(Health.ok());
  }

  private String prompt(Locale language) {
    MethodContext context =
        new MethodContext(Instant.ofEpochSecond(NOW), language, "vpn", byte[]::new);
    Verification verdict = server.method.begin(server.enrolled(), context);
    return ((Verification.Pending) verdict).prompt();
  }

  private static Enrolled enrolled(Map<String, String> params, Optional<Secret> secret) {
    return new Enrolled(new UUID(0, 1), 1, "standard", 6, params, secret, Map.of());
  }

  @SuppressWarnings("BadAnnotationImplementation")
  private static OathConfig config(int window, int ahead, int resync) {
    return new OathConfig() {
      @Override
      public int windowSteps() {
        return window;
      }

      @Override
      public int hotpLookAhead() {
        return ahead;
      }

      @Override
      public int resyncWindow() {
        return resync;
      }

      @Override
      public int resyncSteps() {
        return 20;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return OathConfig.class;
      }
    };
  }
}
