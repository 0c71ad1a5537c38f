package org.vedette.sdk.signin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Application;
import org.vedette.api.policy.AddressRange;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.UserNames;
import org.vedette.sdk.http.Fields;

/**
 * What an application sends.
 *
 * @param username as typed
 * @param shown what is typed to prove a password or a code; may be empty only where the application
 *     has checked the password itself
 * @param clientAddress address of the person's device; empty when it is not told
 */
record SignInForm(String username, Secret shown, String clientAddress) {
  private static final int MAX_PASSWORD = 128;
  private static final int MAX_CODE = 64;
  private static final int MAX_ADDRESS = 45;

  /** Reads the beginning of a sign-in. */
  static SignInForm begin(@Nullable ObjectNode body, Application application) {
    Fields fields = new Fields(body);
    String username = username(fields);
    Optional<Secret> password = fields.secret("password", 1, MAX_PASSWORD);
    Optional<Secret> code = fields.secret("code", 1, MAX_CODE);
    String address =
        fields
            .text("clientAddress", 1, MAX_ADDRESS, "192.0.2.7")
            .map(
                text ->
                    AddressRange.address(text)
                        .map(found -> AddressRange.parse(text).map(AddressRange::toString))
                        .flatMap(found -> found)
                        .orElseThrow(
                            () ->
                                fields.bad(
                                    "clientAddress",
                                    "an address, for example 192.0.2.7 or 2001:db8::1")))
            .orElse("");
    fields.end();
    return new SignInForm(username, shown(fields, application, password, code), address);
  }

  /** Reads the answer to a question. */
  static SignInForm answer(@Nullable ObjectNode body) {
    Fields fields = new Fields(body);
    String username = username(fields);
    Optional<Secret> code = fields.secret("code", 1, MAX_CODE);
    fields.end();
    return new SignInForm(
        username,
        code.orElseThrow(() -> fields.bad("code", "must be given, for example \"123456\"")),
        "");
  }

  private static String username(Fields fields) {
    return fields.needText("username", 1, UserNames.MAX_LENGTH, "alice");
  }

  private static Secret shown(
      Fields fields, Application application, Optional<Secret> password, Optional<Secret> code) {
    if (application.primary().equals(Application.PRIMARY_NONE)) {
      if (password.isPresent()) {
        throw fields.bad(
            "password",
            "is not checked here: the application has primary=none, and sends only a code");
      }
      // Never nothing at all, which would say that the password was proved: an empty password is
      // refused by everybody else, should the application have been changed this very moment.
      return code.orElseGet(() -> Secret.of(""));
    }
    Secret checked =
        password.orElseThrow(
            () -> fields.bad("password", "must be given: a text of 1 to %d bytes", MAX_PASSWORD));
    return code.map(typed -> joined(fields, application.appended(), checked, typed))
        .orElse(checked);
  }

  /** Puts password and code into one field, the way the core takes them apart. */
  private static Secret joined(
      Fields fields, Application.Appended appended, Secret password, Secret code) {
    if (appended.mode() == Application.Appended.Mode.OFF) {
      throw fields.bad(
          "code",
          "goes with a password only where the application says appended=plain or separated; else"
              + " answer the question that follows");
    }
    byte[] between = appended.separator().getBytes(StandardCharsets.UTF_8);
    if (between.length > 0 && code.text().contains(appended.separator())) {
      throw fields.bad("code", "must not hold the separator of the application");
    }
    byte[] first = password.bytes();
    byte[] last = code.bytes();
    byte[] all = Arrays.copyOf(first, first.length + between.length + last.length);
    System.arraycopy(between, 0, all, first.length, between.length);
    System.arraycopy(last, 0, all, first.length + between.length, last.length);
    Secret joined = Secret.of(all);
    Arrays.fill(first, (byte) 0);
    Arrays.fill(last, (byte) 0);
    Arrays.fill(all, (byte) 0);
    return joined;
  }
}
