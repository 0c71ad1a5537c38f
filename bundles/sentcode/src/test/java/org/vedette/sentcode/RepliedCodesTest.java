package org.vedette.sentcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.Reply;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;

/** Codes that are sent and sent back. */
public class RepliedCodesTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final UUID ID = new UUID(1, 2);

  private final RepliedCodes codes =
      new RepliedCodes(
          new Kind(
              "text.reply",
              "Reply",
              "sms",
              user -> user.phone().map(phone -> "+" + phone.country() + phone.number()),
              "no number"),
          () -> new Settings(6, Duration.ofSeconds(60)));

  @Test
  public void codeThatComesBackIsRightHoweverItIsWritten() {
    Verification.Pending open = begin("standard");
    String code = code(open);
    assertThat(open.life()).contains(Duration.ofSeconds(60));
    assertThat(open.prompt()).contains("\u202667");

    for (String text :
        new String[] {code, " " + code + "\n", "Code: " + spaced(code), arabic(code)}) {
      assertThat(reply("standard", open, text)).isInstanceOf(Verification.Accepted.class);
    }
  }

  @Test
  public void anythingElseIsWrong() {
    Verification.Pending open = begin("standard");
    String code = code(open);

    for (String text : new String[] {"", "yes", code.substring(1), code + "1", "1" + code}) {
      assertThat(reply("standard", open, text))
          .isEqualTo(new Verification.Refused(ResultCode.SENT_CODE_WRONG, "the reply is wrong"));
    }
  }

  @Test
  public void pinStandsBehindTheCode() {
    Verification.Pending open = begin("pin");
    assertThat(open.sends().get(0).template()).isEqualTo("reply.pin");
    Verification.PinTyped typed = (Verification.PinTyped) reply("pin", open, code(open) + " 4711");

    assertThat(typed.pin().text()).isEqualTo("4711");
    assertThat(typed.right().result()).isEqualTo(ResultCode.SENT_CODE_PIN_VERIFIED);
    assertThat(((Verification.Refused) typed.wrong()).result())
        .isEqualTo(ResultCode.SENT_CODE_PIN_WRONG);
    assertThat(((Verification.Refused) reply("pin", open, "0000004711")).result())
        .isEqualTo(ResultCode.SENT_CODE_PIN_WRONG);
    assertThat(((Verification.PinTyped) reply("pin", open, code(open))).pin().length()).isZero();
  }

  @Test
  public void onlyAMessageAnswers() {
    Verification.Pending open = begin("standard");

    assertThat(verify("standard", open, new Answer.Typed(Secret.of(code(open)))))
        .isInstanceOf(Verification.Refused.class);
    assertThat(verify("standard", open, new Answer.Signal("keys", Secret.of(code(open)))))
        .isInstanceOf(Verification.Unable.class);
  }

  private static String spaced(String code) {
    return code.substring(0, 3) + " " + code.substring(3);
  }

  private static String arabic(String code) {
    return code.chars()
        .map(digit -> digit - '0' + 0x660)
        .collect(
            StringBuilder::new, StringBuilder::appendCodePoint, (one, other) -> one.append(other))
        .toString();
  }

  private Verification.Pending begin(String mode) {
    return (Verification.Pending) codes.begin(enrolled(mode), context());
  }

  private static String code(Verification.Pending open) {
    Message message = open.sends().get(0);
    return message.code().text();
  }

  private Verification reply(String mode, Verification.Pending open, String text) {
    return verify(mode, open, new Answer.Signal(Reply.SIGNAL, Secret.of(text)));
  }

  private Verification verify(String mode, Verification.Pending open, Answer answer) {
    return codes.verify(
        enrolled(mode), Optional.of(new OpenChallenge(NOW, open.data())), answer, context());
  }

  private static Enrolled enrolled(String mode) {
    return new Enrolled(ID, 1, mode, 6, Map.of(), Optional.of(Secret.of("k".repeat(32))), Map.of());
  }

  private static MethodContext context() {
    User alice =
        User.builder(ID, "alice", "alice")
            .phone(Optional.of(new Phone("41", "791234567", "")))
            .build();
    return new MethodContext(
        NOW,
        Locale.ENGLISH,
        "VPN",
        count -> {
          byte[] bytes = new byte[count];
          RANDOM.nextBytes(bytes);
          return bytes;
        },
        Optional.of(alice));
  }
}
