package org.vedette.gateway.call;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * A call, as the provider carries it in the addresses that it is to ask. Sealed, so that it tells
 * nobody anything, cannot be made up, and can be taken by any server of a cluster and by the next
 * version of this bundle.
 *
 * @param question what the call is about
 * @param id of the call, 32 hexadecimal digits
 * @param step how often the person was asked before
 * @param language language tag
 * @param prompt name of what is said first; empty in later steps
 * @param text the same in words
 * @param ends after that nothing of it counts
 */
record Call(
    ChallengeToken question,
    String id,
    int step,
    String language,
    String prompt,
    String text,
    Instant ends) {
  private static final int SCHEMA = 1;
  private static final int LONGEST = 4096;

  /** Returns the call after another question to the person. */
  Call next() {
    return new Call(question, id, step + 1, language, "", "", ends);
  }

  /** Seals it for one gateway; letters, digits, {@code -} and {@code _}. */
  String seal(SecretVault vault, String gateway) {
    byte[] clear =
        new Encoder()
            .i32(SCHEMA)
            .bytes(question.bytes())
            .text(id)
            .i32(step)
            .text(language)
            .text(prompt)
            .text(text)
            .instant(ends)
            .toBytes();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(vault.seal(place(gateway), Secret.of(clear)));
  }

  /**
   * Opens what {@link #seal} made for the same gateway; empty when it is anything else, or over.
   */
  static Optional<Call> open(SecretVault vault, String gateway, String sealed, Instant now) {
    if (sealed.length() > LONGEST) {
      return Optional.empty();
    }
    try (Secret clear = vault.open(place(gateway), Base64.getUrlDecoder().decode(sealed))) {
      Decoder in = new Decoder(clear.bytes());
      if (in.i32() != SCHEMA) {
        return Optional.empty();
      }
      Call call =
          new Call(
              new ChallengeToken(in.bytes()),
              in.text(),
              in.i32(),
              in.text(),
              in.text(),
              in.text(),
              in.instant());
      return now.isBefore(call.ends) ? Optional.of(call) : Optional.empty();
    } catch (UnsealException | MalformedRecordException | IllegalArgumentException another) {
      return Optional.empty();
    }
  }

  private static SealedPlace place(String gateway) {
    return new SealedPlace("call", gateway, "address");
  }

  /** Hides what it is about. */
  @Override
  public String toString() {
    return "Call[" + id + "]";
  }
}
