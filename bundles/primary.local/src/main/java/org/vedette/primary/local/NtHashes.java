package org.vedette.primary.local;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.auth.Credential;
import org.vedette.api.primary.MsChapProof;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.user.LocalPassword;
import org.vedette.codec.mschap.MsChap2;
import org.vedette.codec.mschap.NtHash;
import org.vedette.codec.mschap.Proof;

/** Keeps the NT hashes of passwords sealed, and checks MS-CHAPv2 with them. */
final class NtHashes {
  /** Compared with where there is none, so that nobody's password costs the same. */
  private static final byte[] NOBODYS = new byte[NtHash.LENGTH];

  private NtHashes() {}

  /** Hashes and seals a password. */
  static byte[] seal(SecretVault vault, UUID user, Secret password) {
    byte[] clear = password.bytes();
    byte[] hash = NtHash.of(clear);
    Arrays.fill(clear, (byte) 0);
    try (Secret secret = Secret.of(hash)) {
      return vault.seal(LocalPassword.ntHashPlace(user), secret);
    } finally {
      Arrays.fill(hash, (byte) 0);
    }
  }

  /** Checks an answer; a right one gets the proof and the keys in return. */
  static PrimaryVerdict check(
      SecretVault vault, Optional<LocalPassword> stored, Credential.MsChap2 shown) {
    Optional<byte[]> known;
    try {
      known = stored.flatMap(password -> open(vault, password));
    } catch (UnsealException damaged) {
      return new PrimaryVerdict.Unreachable("the NT hash cannot be opened; set the password again");
    }
    MsChap2 exchange =
        new MsChap2(shown.challenge(), shown.peerChallenge(), shown.username(), shown.response());
    byte[] hash = known.orElse(NOBODYS);
    boolean right = exchange.matches(hash) & known.isPresent();
    if (right) {
      Proof proof = exchange.proof(NtHash.again(hash));
      Arrays.fill(hash, (byte) 0);
      return new PrimaryVerdict.Confirmed(
          new MsChapProof(proof.response(), proof.sendKey(), proof.receiveKey()).seal(vault),
          Set.of());
    }
    return new PrimaryVerdict.Refused(
        stored.isPresent() && known.isEmpty()
            ? "no NT hash is kept: set keepNtHashes=true and set the password again"
            : "wrong password, or none is set here");
  }

  private static Optional<byte[]> open(SecretVault vault, LocalPassword password) {
    return password.sealedNtHash().map(blob -> open(vault, password.id(), blob));
  }

  private static byte[] open(SecretVault vault, UUID user, byte[] blob) {
    try (Secret hash = vault.open(LocalPassword.ntHashPlace(user), blob)) {
      return hash.bytes();
    }
  }
}
