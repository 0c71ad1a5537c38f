package org.vedette.primary.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Credential;
import org.vedette.api.primary.MsChapProof;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Refused;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.LocalPassword;
import org.vedette.codec.mschap.MsChap2;
import org.vedette.codec.mschap.NtHash;
import org.vedette.testkit.memory.MemoryVault;

public class NtHashesTest {
  private static final UUID ALICE = new UUID(0, 1);
  private static final byte[] CHALLENGE = "0123456789abcdef".getBytes(UTF_8);
  private static final byte[] PEER = "fedcba9876543210".getBytes(UTF_8);
  private static final byte[] NAME = "CORP\\alice".getBytes(UTF_8);

  private final MemoryVault vault = new MemoryVault(1);

  @Test
  public void confirmsWhoKnowsThePasswordAndProvesItself() {
    PrimaryVerdict verdict = check(stored("correct hörse"), "correct hörse");

    MsChapProof proof = MsChapProof.open(((Confirmed) verdict).attributes(), vault).orElseThrow();
    MsChap2 exchange = new MsChap2(CHALLENGE, PEER, NAME, answer("correct hörse"));
    assertThat(proof.response())
        .isEqualTo(
            exchange.proof(NtHash.again(NtHash.of("correct hörse".getBytes(UTF_8)))).response());
    assertThat(proof.sendKey()).isNotEqualTo(proof.receiveKey());
  }

  @Test
  public void refusesEverybodyElse() {
    assertThat(check(stored("correct horse"), "battery")).isInstanceOf(Refused.class);
    assertThat(check(Optional.empty(), "battery")).isInstanceOf(Refused.class);
    assertThat(check(without(), "battery"))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.detail()).contains("keepNtHashes=true"));
  }

  /** The hash that nobody has must let nobody in. */
  @Test
  public void knowsNobodysHash() {
    byte[] response = MsChap2.answer(CHALLENGE, PEER, NAME, new byte[NtHash.LENGTH]);
    Credential.MsChap2 shown = new Credential.MsChap2(CHALLENGE, PEER, NAME, response);

    assertThat(NtHashes.check(vault, Optional.empty(), shown)).isInstanceOf(Refused.class);
    assertThat(NtHashes.check(vault, without(), shown)).isInstanceOf(Refused.class);
  }

  @Test
  public void decidesNothingOnADamagedHash() {
    Optional<LocalPassword> foreign =
        Optional.of(
            new LocalPassword(
                new UUID(0, 2),
                1,
                "phc",
                Optional.of(NtHashes.seal(vault, ALICE, Secret.of("correct horse"))),
                Instant.EPOCH));

    assertThat(check(foreign, "correct horse")).isInstanceOf(Unreachable.class);
  }

  private PrimaryVerdict check(Optional<LocalPassword> stored, String typed) {
    return NtHashes.check(
        vault, stored, new Credential.MsChap2(CHALLENGE, PEER, NAME, answer(typed)));
  }

  private static byte[] answer(String typed) {
    return MsChap2.answer(CHALLENGE, PEER, NAME, NtHash.of(typed.getBytes(UTF_8)));
  }

  private Optional<LocalPassword> stored(String password) {
    return Optional.of(
        new LocalPassword(
            ALICE,
            1,
            "phc",
            Optional.of(NtHashes.seal(vault, ALICE, Secret.of(password))),
            Instant.EPOCH));
  }

  private static Optional<LocalPassword> without() {
    return Optional.of(new LocalPassword(ALICE, 1, "phc", Optional.empty(), Instant.EPOCH));
  }
}
