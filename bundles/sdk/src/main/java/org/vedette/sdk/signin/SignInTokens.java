package org.vedette.sdk.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.user.UserNames;

/**
 * Names open sign-ins to the application that began them: the token of the challenge, how it is
 * answered, and whose it is, with a keyed hash that no other application's token fits.
 */
final class SignInTokens {
  private static final String WHOLE = "sdk.signin";
  private static final String NAME = "sdk.signin.name";
  private static final String STRANGER = "sdk.signin.stranger";
  private static final int NAME_LENGTH = 8;
  private static final int MAC_LENGTH = 16;
  private static final int CONTENT = ChallengeToken.LENGTH + 1 + NAME_LENGTH;
  private static final int MAX_TEXT = 64;

  /**
   * One that was made for this application and this user.
   *
   * @param challenge names the challenge
   * @param typed whether a code is to be typed; otherwise the person is asked elsewhere
   */
  record Opened(ChallengeToken challenge, boolean typed) {}

  private final Supplier<SecretVault> vault;

  SignInTokens(Supplier<SecretVault> vault) {
    this.vault = vault;
  }

  /** Returns the text form, 55 characters of base64url. */
  String write(Client client, String username, ChallengeToken challenge, boolean typed) {
    byte[] content =
        ByteBuffer.allocate(CONTENT)
            .put(challenge.bytes())
            .put((byte) (typed ? 1 : 0))
            .put(name(client, username))
            .array();
    byte[] all = Arrays.copyOf(content, CONTENT + MAC_LENGTH);
    System.arraycopy(mac(client, content), 0, all, CONTENT, MAC_LENGTH);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Reads one; empty when it was not made for this application. */
  Optional<Opened> read(Client client, String text) {
    return content(client, text).map(SignInTokens::opened);
  }

  /** Reads one; empty when it was not made for this application and this user. */
  Optional<Opened> read(Client client, String text, String username) {
    return content(client, text)
        .filter(
            it ->
                MessageDigest.isEqual(
                    Arrays.copyOfRange(it, CONTENT - NAME_LENGTH, CONTENT), name(client, username)))
        .map(SignInTokens::opened);
  }

  /** Returns a token that nobody holds, always the same for the same text. */
  ChallengeToken stranger(String text) {
    byte[] hash = vault.get().mac(STRANGER, text.getBytes(StandardCharsets.UTF_8));
    return new ChallengeToken(Arrays.copyOf(hash, ChallengeToken.LENGTH));
  }

  private Optional<byte[]> content(Client client, String text) {
    if (text.length() > MAX_TEXT) {
      return Optional.empty();
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (all.length != CONTENT + MAC_LENGTH) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(all, CONTENT);
    byte[] given = Arrays.copyOfRange(all, CONTENT, all.length);
    return MessageDigest.isEqual(given, mac(client, content))
        ? Optional.of(content)
        : Optional.empty();
  }

  private static Opened opened(byte[] content) {
    return new Opened(
        new ChallengeToken(Arrays.copyOf(content, ChallengeToken.LENGTH)),
        content[ChallengeToken.LENGTH] == 1);
  }

  private byte[] mac(Client client, byte[] content) {
    return Arrays.copyOf(vault.get().mac(WHOLE, client.id(), content), MAC_LENGTH);
  }

  private byte[] name(Client client, String username) {
    String normal = UserNames.normalise(username).orElse(username);
    byte[] hash = vault.get().mac(NAME, client.id(), normal.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(hash, NAME_LENGTH);
  }
}
