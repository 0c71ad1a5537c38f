package org.vedette.method.oath;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.method.MethodContext;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;

public class OathEnrollerTest {
  private static final String TEN_BYTES = "MJSWGYLVONSWCYLT";
  private final OathEnroller enroller = new OathEnroller();
  private final Random random = new Random(1);

  @Test
  public void makesANewSecretAsLongAsTheHash() {
    assertThat(secretLength(Map.of())).isEqualTo(20);
    assertThat(secretLength(Map.of("algorithm", "SHA256"))).isEqualTo(32);
    assertThat(secretLength(Map.of("algorithm", "SHA512"))).isEqualTo(64);
  }

  @Test
  public void showsTheUriThatAppsRead() {
    EnrollStep.Done done = done(Map.of("digits", "8", "period", "60"), Optional.empty());
    String secret = done.show().get("secret").text();
    assertThat(done.show().get("otpauth").text())
        .isEqualTo(
            "otpauth://totp/M%C3%BCller%20%26%20Co:zo%C3%AB%40example.org?secret="
                + secret
                + "&issuer=M%C3%BCller%20%26%20Co&algorithm=SHA1&digits=8&period=60");
    assertThat(done.codeLength()).isEqualTo(8);
    assertThat(done.params())
        .isEqualTo(Map.of("type", "totp", "algorithm", "SHA1", "digits", "8", "period", "60"));
  }

  @Test
  public void showsACounterForAnHotpToken() {
    EnrollStep.Done done = done(Map.of("type", "hotp"), Optional.empty());
    assertThat(done.show().get("otpauth").text())
        .startsWith("otpauth://hotp/")
        .endsWith("&digits=6&counter=0");
    assertThat(done.params()).doesNotContainKey("period");
  }

  @Test
  public void takesTheSecretOfAnExistingToken() throws Exception {
    String text = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
    EnrollStep.Done done = done(Map.of("serial", "A-17"), Optional.of(text));
    assertThat(done.serial()).contains("A-17");
    assertThat(done.secret().orElseThrow().text()).isEqualTo("12345678901234567890");
    assertThat(done.label()).isEqualTo("Token A-17");
  }

  @Test
  public void refusesAShortSecretUnlessItIsInHardware() {
    assertThat(failed(Map.of(), Optional.of(TEN_BYTES)).field()).isEqualTo("secret");
    assertThat(done(Map.of("serial", "1"), Optional.of(TEN_BYTES)).secret()).isPresent();
    assertThat(failed(Map.of("serial", "1"), Optional.of("MJSWGYLVONSWCYI")).message())
        .contains("9 bytes", "10 to 128");
  }

  @Test
  public void namesWhatIsWrong() {
    assertThat(failed(Map.of("type", "ocra"), Optional.empty()).field()).isEqualTo("type");
    assertThat(failed(Map.of("algorithm", "MD5"), Optional.empty()).field()).isEqualTo("algorithm");
    assertThat(failed(Map.of("digits", "5"), Optional.empty()).field()).isEqualTo("digits");
    assertThat(failed(Map.of("period", "29"), Optional.empty()).field()).isEqualTo("period");
    assertThat(failed(Map.of("colour", "red"), Optional.empty()).field()).isEqualTo("colour");
    assertThat(failed(Map.of("serial", "a b"), Optional.empty()).field()).isEqualTo("serial");
    assertThat(failed(Map.of(), Optional.of("MZXW8YTB")).message())
        .isEqualTo("character '8' at position 5 is not Base32 (A-Z and 2-7)");
  }

  private int secretLength(Map<String, String> params) {
    return done(params, Optional.empty()).secret().orElseThrow().length();
  }

  private EnrollStep.Done done(Map<String, String> params, Optional<String> secret) {
    return (EnrollStep.Done) begin(params, secret);
  }

  private EnrollStep.Failed failed(Map<String, String> params, Optional<String> secret) {
    return (EnrollStep.Failed) begin(params, secret);
  }

  private EnrollStep begin(Map<String, String> params, Optional<String> secret) {
    MethodContext context = new MethodContext(Instant.EPOCH, Locale.ENGLISH, "", this::randomBytes);
    User user = User.builder(new UUID(0, 7), "zoë@example.org", "zoë@example.org").build();
    return enroller.begin(
        new EnrollRequest(
            user, "Müller & Co", "standard", "", params, secret.map(Secret::of), context));
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
