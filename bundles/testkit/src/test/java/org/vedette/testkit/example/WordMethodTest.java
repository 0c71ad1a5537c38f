package org.vedette.testkit.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;

/** The example of a method that the documents show: it works, and is the one that they show. */
public class WordMethodTest {
  private static final String FILE = "src/test/java/org/vedette/testkit/example/WordMethod.java";
  private static final MethodContext NOW =
      new MethodContext(Instant.EPOCH, Locale.ENGLISH, "VPN", byte[]::new);

  private final WordMethod method = new WordMethod();

  @Test
  public void letsInByTheWordAlone() {
    Enrolled enrolled =
        new Enrolled(
            new UUID(1, 1),
            1,
            "standard",
            0,
            Map.of(),
            Optional.of(Secret.of("corn flakes")),
            Map.of());
    Verification.Pending asked = (Verification.Pending) method.begin(enrolled, NOW);

    assertThat(answer(enrolled, asked, "corn flakes")).isInstanceOf(Verification.Accepted.class);
    assertThat(answer(enrolled, asked, "porridge")).isInstanceOf(Verification.Refused.class);
    assertThat(enroll("short")).isInstanceOf(EnrollStep.Failed.class);
    assertThat(enroll("corn flakes")).isInstanceOf(EnrollStep.Done.class);
  }

  @Test
  public void isWhatTheDocumentsShowAndShort() throws IOException {
    String source = Files.readString(Path.of(FILE));

    assertThat(source.lines()).hasSizeLessThan(80);
    assertThat(Files.readString(Path.of("../README.md"))).contains(source.strip());
  }

  private EnrollStep enroll(String word) {
    return method.begin(
        new EnrollRequest(
            User.builder(new UUID(1, 1), "alice", "alice").build(),
            "Vedette",
            "standard",
            "",
            Map.of(),
            Optional.of(Secret.of(word)),
            NOW));
  }

  private Verification answer(Enrolled enrolled, Verification.Pending asked, String word) {
    return method.verify(
        enrolled,
        Optional.of(new OpenChallenge(Instant.EPOCH, asked.data())),
        new Answer.Typed(Secret.of(word)),
        NOW);
  }
}
