package org.vedette.method.recovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.Register;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.user.User;

/** Codes from a sheet. */
public class RecoveryMethodTest {
  private static final UUID ID = new UUID(1, 2);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final MethodContext CONTEXT =
      new MethodContext(
          Instant.parse("2026-05-01T12:00:00Z"), Locale.ENGLISH, "vpn", RecoveryMethodTest::random);

  private final RecoveryMethod method = new RecoveryMethod("1.0.0");
  private final Map<String, RegisterValue> registers = new HashMap<>();

  @Test
  public void asksInTheLanguageOfTheUser() {
    Map<String, String> begins =
        Map.of("en", "Please", "de-CH", "Bitte", "fr", "Veuillez", "es", "Escriba", "xx", "Please");
    begins.forEach(
        (language, begin) -> {
          MethodContext context =
              new MethodContext(
                  CONTEXT.now(),
                  Locale.forLanguageTag(language),
                  "vpn",
                  RecoveryMethodTest::random);
          Enrolled enrolled = enrolled(sheet());
          assertThat(((Verification.Pending) method.begin(enrolled, context)).prompt())
              .startsWith(begin);
        });
  }

  @Test
  public void eachCodeOfASheetIsGoodOnce() {
    EnrollStep.Done sheet = sheet();
    List<String> codes = codes(sheet);
    assertThat(new HashSet<>(codes))
        .hasSize(10)
        .allMatch(it -> it.matches("[0-9A-Z]{5}-[0-9A-Z]{5}"));

    HashSet<String> claims = new HashSet<>();
    for (String code : codes) {
      Verification.Accepted right = (Verification.Accepted) verify(sheet, code);
      assertThat(right.result()).isEqualTo(ResultCode.RECOVERY_VERIFIED);
      assertThat(right.until()).isEmpty();
      claims.add(right.claim());
      assertThat(method.state(enrolled(sheet)))
          .containsEntry("left", Integer.toString(11 - claims.size()));
      right.registers().forEach(this::store);
      assertThat(verify(sheet, code))
          .isEqualTo(
              new Verification.Refused(ResultCode.RECOVERY_WRONG, "recovery code was used before"));
    }
    assertThat(claims).hasSize(10);
    assertThat(method.registers()).containsAll(registers.keySet());
  }

  @Test
  public void codesAreReadAsPeopleTypeThem() {
    EnrollStep.Done sheet = sheet();
    for (String code : codes(sheet)) {
      String sloppy = " " + code.replace('0', 'o').replace('1', 'l').toLowerCase(Locale.ROOT);
      assertThat(verify(sheet, sloppy)).isInstanceOf(Verification.Accepted.class);
      assertThat(verify(sheet, code.replace("-", ""))).isInstanceOf(Verification.Accepted.class);
    }
  }

  @Test
  public void otherCodesAreWrongAndOtherTextsAreNone() {
    EnrollStep.Done sheet = sheet();
    for (String code : codes(sheet())) {
      assertThat(verify(sheet, code))
          .isEqualTo(new Verification.Refused(ResultCode.RECOVERY_WRONG, "recovery code wrong"));
    }
    for (String text : List.of("", "123456", "ABCDE-FGHJU", "0123456789A")) {
      assertThat(verify(sheet, text)).as(text).isInstanceOf(Verification.Unable.class);
    }
  }

  @Test
  public void codesAreShownOnceAndNotKept() {
    EnrollStep.Done sheet = sheet();
    String kept = new String(sheet.secret().orElseThrow().bytes(), ISO_8859_1);

    for (String code : codes(sheet)) {
      assertThat(kept).doesNotContain(code.substring(0, 5));
    }
    assertThat(sheet.toString()).doesNotContain(codes(sheet).get(0));
    assertThat(method.info().fallbackOnly()).isTrue();
  }

  private EnrollStep.Done sheet() {
    return (EnrollStep.Done)
        method.begin(
            new EnrollRequest(
                User.builder(ID, "alice", "alice").build(),
                "Vedette",
                "standard",
                "",
                Map.of(),
                Optional.empty(),
                CONTEXT));
  }

  private static List<String> codes(EnrollStep.Done sheet) {
    return sheet.show().get("codes").text().lines().toList();
  }

  private Enrolled enrolled(EnrollStep.Done sheet) {
    return new Enrolled(ID, 1, "standard", 0, Map.of(), sheet.secret(), Map.copyOf(registers));
  }

  private Verification verify(EnrollStep.Done sheet, String text) {
    Enrolled enrolled = enrolled(sheet);
    return method.verify(enrolled, Optional.empty(), new Answer.Typed(Secret.of(text)), CONTEXT);
  }

  private void store(Register register) {
    registers.put(register.name(), new RegisterValue(register.stamp(), register.value()));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
