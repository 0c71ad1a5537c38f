package org.vedette.sdk.signin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.SecretVault;
import org.vedette.sdk.http.Problem;

/**
 * Makes the keyed hash of what makes a request unique. It covers all that was sent: whoever sends
 * another name or code with a key that was used gets no answer that was meant for another.
 */
final class Owners {
  private static final String PURPOSE = "sdk.request";
  private static final int RANDOM = 16;

  private final Supplier<SecretVault> vault;

  Owners(Supplier<SecretVault> vault) {
    this.vault = vault;
  }

  /** Reads the header Idempotency-Key. */
  static Optional<String> key(@Nullable String header) {
    if (header != null && !header.matches("[!-~]{1,128}")) {
      throw Problem.field(
          "Idempotency-Key", "1 to 128 visible characters of ASCII, for example a UUID");
    }
    return Optional.ofNullable(header);
  }

  /** Hashes a request with its key; without one it is like no other. */
  byte[] of(Client client, Optional<String> key, String route, SignInForm form) {
    SecretVault hashes = vault.get();
    byte[] unique = key.map(Owners::utf8).orElseGet(() -> hashes.random(RANDOM));
    byte[] shown = form.shown().bytes();
    byte[] owner =
        hashes.mac(
            PURPOSE,
            client.tokenId(),
            client.id(),
            new byte[] {(byte) (key.isPresent() ? 1 : 0)},
            unique,
            utf8(route),
            utf8(form.username()),
            utf8(form.clientAddress()),
            shown);
    Arrays.fill(shown, (byte) 0);
    return owner;
  }

  /** Returns what is like no other. */
  byte[] fresh() {
    return vault.get().random(2 * RANDOM);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
