package org.vedette.sentcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Message;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;
import org.vedette.api.user.UserBuilder;

/** Codes that are sent. */
public class SentCodesTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final UUID ID = new UUID(1, 2);

  private final SentCodes codes =
      new SentCodes(
          new Kind("mail", "Code by mail", "mail", User::mailAddress, "no mail address"),
          () -> Settings.DEFAULTS);

  @Test
  public void theCodeIsSentAndOnlyItsHashIsKept() {
    Verification.Pending pending = pending(Locale.GERMAN);
    Message message = pending.sends().get(0);

    assertThat(message.code().text()).matches("[0-9]{6}");
    assertThat(message.to()).isEqualTo("alice@example.org");
    assertThat(message.language()).isEqualTo("de");
    assertThat(message.fields()).containsEntry("minutes", "5");
    assertThat(pending.prompt()).contains("a\u2026@example.org").startsWith("Bitte");
    assertThat(pending.life()).contains(Duration.ofMinutes(5));
    assertThat(new String(pending.data(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(message.code().text());
    assertThat(pending.toString() + message).doesNotContain(message.code().text());
  }

  @Test
  public void asksInFourLanguages() {
    assertThat(List.of("en", "de", "fr", "es", "xx"))
        .extracting(each -> pending(Locale.forLanguageTag(each)).prompt().split(" ")[0])
        .containsExactly("Please", "Bitte", "Veuillez", "Escriba", "Please");
  }

  @Test
  public void onlyTheCodeThatWasSentIsRight() {
    Verification.Pending pending = pending(Locale.ENGLISH);
    String code = pending.sends().get(0).code().text();
    String other = code.startsWith("1") ? "2" + code.substring(1) : "1" + code.substring(1);

    assertThat(verify(pending.data(), code)).isInstanceOf(Verification.Accepted.class);
    assertThat(verify(pending.data(), other))
        .isEqualTo(new Verification.Refused(ResultCode.SENT_CODE_WRONG, "code wrong"));
    assertThat(verify(pending(Locale.ENGLISH).data(), "")).isInstanceOf(Verification.Refused.class);
    assertThat(verify(new byte[0], code)).isInstanceOf(Verification.Refused.class);
    assertThat(codes.verify(enrolled(), Optional.empty(), typed(code), context(Locale.ENGLISH)))
        .isInstanceOf(Verification.Unable.class);
  }

  @Test
  public void claimsDifferFromCodeToCode() {
    Set<String> claims = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      Verification.Pending pending = pending(Locale.ENGLISH);
      Verification verdict = verify(pending.data(), pending.sends().get(0).code().text());
      claims.add(((Verification.Accepted) verdict).claim());
    }

    assertThat(claims).hasSize(50);
  }

  @Test
  public void everyDigitIsAsLikely() {
    int[] counts = new int[10];
    for (int i = 0; i < 20_000; i++) {
      Code.make(6, SentCodesTest::random).text().chars().forEach(each -> counts[each - '0']++);
    }

    // 12,000 of each are expected; 4.5 standard deviations of 104 are 468.
    for (int count : counts) {
      assertThat(count).isBetween(11_500, 12_500);
    }
  }

  @Test
  public void whoCannotBeReachedIsNotAskedAndNotEnrolled() {
    MethodContext nowhere = context(Locale.ENGLISH, user(it -> it));
    assertThat(codes.begin(enrolled(), nowhere))
        .isEqualTo(new Verification.Unable("no mail address"));
    assertThat(enroll(user(it -> it), Map.of()))
        .isEqualTo(new EnrollStep.Failed("user", "no mail address"));
    assertThat(enroll(alice(), Map.of("digits", "6"))).isInstanceOf(EnrollStep.Failed.class);
  }

  @Test
  public void anEnrollmentHasASecretOfItsOwn() {
    EnrollStep.Done done = (EnrollStep.Done) enroll(alice(), Map.of());

    assertThat(done.codeLength()).isEqualTo(6);
    assertThat(done.secret().orElseThrow().length()).isEqualTo(32);
    assertThat(done.show()).isEmpty();
  }

  private EnrollStep enroll(User user, Map<String, String> params) {
    return codes.enroll(
        new EnrollRequest(
            user, "Vedette", "standard", "", params, Optional.empty(), context(Locale.ENGLISH)));
  }

  private Verification.Pending pending(Locale language) {
    return (Verification.Pending) codes.begin(enrolled(), context(language));
  }

  private Verification verify(byte[] data, String code) {
    return codes.verify(
        enrolled(),
        Optional.of(new OpenChallenge(NOW, data)),
        typed(code),
        context(Locale.ENGLISH));
  }

  private static Answer typed(String code) {
    return new Answer.Typed(Secret.of(code));
  }

  private static Enrolled enrolled() {
    return new Enrolled(
        ID, 1, "standard", 6, Map.of(), Optional.of(Secret.of("k".repeat(32))), Map.of());
  }

  private static MethodContext context(Locale language) {
    return context(language, alice());
  }

  private static MethodContext context(Locale language, User user) {
    return new MethodContext(NOW, language, "vpn", SentCodesTest::random, Optional.of(user));
  }

  private static User alice() {
    return user(it -> it.email("alice@example.org"));
  }

  private static User user(UnaryOperator<UserBuilder> change) {
    return change.apply(User.builder(ID, "alice", "alice")).build();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
