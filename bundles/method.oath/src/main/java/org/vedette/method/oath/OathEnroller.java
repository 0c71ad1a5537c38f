package org.vedette.method.oath;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.MethodContext;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Enrollment;

/** Makes enrollments of new and of existing OATH tokens, in one step. */
@Component(property = AuthenticationMethod.PROPERTY + "=" + OathMethod.ID)
public final class OathEnroller implements Enroller {
  private static final String SERIAL = "serial";
  private static final int MAX_SERIAL = 64;
  private static final int MAX_BYTES = 128;

  /** Shortest secret: 128 bits (RFC 4226, section 4, R6). */
  private static final int MIN_BYTES = 16;

  /** Shortest secret of a hardware token: many were made with 80 bits. */
  private static final int MIN_HARDWARE_BYTES = 10;

  private static final List<Param> PARAMS =
      List.of(
          new Param(
              Token.TYPE, "totp (a new code every period) or hotp (one per press).", Token.TOTP),
          new Param(Token.ALGORITHM, "SHA1, SHA256 or SHA512; many apps know SHA1 only.", "SHA1"),
          new Param(Token.DIGITS, "Length of a code: 6, 7 or 8.", "6"),
          new Param(Token.PERIOD, "Seconds for which a totp code is shown: 30 or 60.", "30"),
          new Param(
              SERIAL,
              "Serial number printed on a hardware token, up to 64 characters, for instance"
                  + " 1100312.",
              ""));

  /** Started by DS. */
  @Activate
  public OathEnroller() {}

  @Override
  public List<Param> params() {
    return PARAMS;
  }

  @Override
  public EnrollStep begin(EnrollRequest request) {
    if (!Set.of(Enrollment.STANDARD, Enrollment.PIN).contains(request.mode())) {
      return new EnrollStep.Failed("mode", "mode is standard or pin, for instance standard");
    }
    Map<String, String> params = new HashMap<>(request.params());
    String serial = params.getOrDefault(SERIAL, "").strip();
    params.remove(SERIAL);
    Set<String> unknown = new HashSet<>(params.keySet());
    unknown.removeAll(Set.of(Token.TYPE, Token.ALGORITHM, Token.DIGITS, Token.PERIOD));
    if (!unknown.isEmpty()) {
      return new EnrollStep.Failed(
          unknown.iterator().next(),
          "not known; known are type, algorithm, digits, period and serial");
    }
    if (!printable(serial)) {
      return new EnrollStep.Failed(
          SERIAL, "serial has up to 64 letters, digits and signs of ASCII, for instance 1100312");
    }
    Token.Parsed parsed = Token.parse(params);
    if (parsed.bad().isPresent()) {
      return new EnrollStep.Failed(parsed.bad().get().field(), parsed.bad().get().message());
    }
    return parsed.token().map(token -> withSecret(request, token, serial)).orElseThrow();
  }

  @Override
  public EnrollStep advance(Secret state, Map<String, Secret> entered, MethodContext context) {
    return new EnrollStep.Failed("state", "an OATH token is enrolled in one step: begin again");
  }

  private static EnrollStep withSecret(EnrollRequest request, Token token, String serial) {
    byte[] key;
    try {
      key =
          request.secret().isPresent()
              ? SecretText.decode(request.secret().get().text())
              : request.context().random().apply(token.algorithm().keyBytes());
    } catch (MalformedTextException malformed) {
      return new EnrollStep.Failed("secret", malformed.problem());
    }
    try {
      int fewest = serial.isEmpty() ? MIN_BYTES : MIN_HARDWARE_BYTES;
      if (key.length < fewest || key.length > MAX_BYTES) {
        return new EnrollStep.Failed("secret", tooShortOrLong(key.length, fewest));
      }
      return done(request, token, serial, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static EnrollStep done(EnrollRequest request, Token token, String serial, byte[] key) {
    String text = Base32.encode(key);
    String uri = OtpauthUri.write(token, request.issuer(), request.user().username(), text);
    return new EnrollStep.Done(
        request.label().isBlank() ? defaultLabel(token, serial) : request.label(),
        token.digits(),
        token.params(),
        serial.isEmpty() ? Optional.empty() : Optional.of(serial),
        Optional.of(Secret.of(key)),
        List.of(),
        Map.of("otpauth", Secret.of(uri), "secret", Secret.of(text)));
  }

  private static String tooShortOrLong(int length, int fewest) {
    return "the secret has "
        + length
        + " bytes, allowed are "
        + fewest
        + " to "
        + MAX_BYTES
        + (fewest == MIN_BYTES ? " (from " + MIN_HARDWARE_BYTES + " with a serial number)" : "")
        + "; 20 bytes are 32 letters of Base32";
  }

  private static String defaultLabel(Token token, String serial) {
    return serial.isEmpty() ? (token.timed() ? "App" : "Counter token") : "Token " + serial;
  }

  private static boolean printable(String serial) {
    return serial.length() <= MAX_SERIAL
        && serial.chars().allMatch(each -> each > 32 && each < 127);
  }
}
