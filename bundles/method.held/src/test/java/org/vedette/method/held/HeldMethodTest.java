package org.vedette.method.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;

public class HeldMethodTest {
  private static final Secret KEY = Secret.of("marked-key-of-a-phone");
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final HeldMethod method = new HeldMethod();
  private final MethodContext context =
      new MethodContext(NOW, Locale.ENGLISH, "vpn", length -> new byte[length]);
  private final Enrolled alice =
      new Enrolled(
          new UUID(0, 1),
          1,
          "standard",
          0,
          Map.of(HeldMethod.PHONE, "40001"),
          Optional.of(KEY),
          Map.of());

  @Test
  public void asksThePhoneOfTheEnrollment() {
    Verification.Pending pending = (Verification.Pending) method.begin(alice, context);

    assertThat(pending.sends()).hasSize(1);
    assertThat(pending.sends().get(0).channel()).isEqualTo("held");
    assertThat(pending.sends().get(0).to()).isEqualTo("40001");
    assertThat(pending.data()).hasSize(16);
  }

  @Test
  public void approvalAndDeclineAreSigned() {
    assertThat(verify("approve", Signature.of(KEY, "approve", new byte[16])))
        .isInstanceOf(Verification.Accepted.class);
    assertThat(verify("decline", Signature.of(KEY, "decline", new byte[16])))
        .isInstanceOf(Verification.Refused.class);
  }

  @Test
  public void wrongSignatureDecidesNothing() {
    assertThat(verify("approve", Signature.of(KEY, "decline", new byte[16])))
        .isInstanceOf(Verification.Unable.class);
    assertThat(verify("approve", Signature.of(KEY, "approve", new byte[15])))
        .isInstanceOf(Verification.Unable.class);
    assertThat(verify("decline", Secret.of(""))).isInstanceOf(Verification.Unable.class);
  }

  @Test
  public void aPhoneIsAPortOrAnAddressOfDigitsAndAPort() {
    assertThat(Wire.phone("40001"))
        .contains(new InetSocketAddress(InetAddress.getLoopbackAddress(), 40001));
    assertThat(Wire.phone("10.77.1.254:7")).contains(new InetSocketAddress("10.77.1.254", 7));
    for (String none : List.of("", "0", "65536", "host:7", "256.1.1.1:7", "1.2.3:7", "1.2.3.4:")) {
      assertThat(Wire.phone(none)).as(none).isEmpty();
    }
  }

  @Test
  public void readsNothingButAnswers() {
    String token = new ChallengeToken(new byte[16]).text();

    assertThat(answer("answer " + token + " approve 00")).isPresent();
    assertThat(answer("answer " + token + " maybe 00")).isEmpty();
    assertThat(answer("answer 00 approve 00")).isEmpty();
    assertThat(answer("answer zz approve 00")).isEmpty();
    assertThat(answer("")).isEmpty();
  }

  private static Optional<Wire.PhoneAnswer> answer(String text) {
    return Wire.answer(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private Verification verify(String kind, Secret signature) {
    return method.verify(
        alice,
        Optional.of(new OpenChallenge(NOW, new byte[16])),
        new Answer.Signal(kind, signature),
        context);
  }
}
