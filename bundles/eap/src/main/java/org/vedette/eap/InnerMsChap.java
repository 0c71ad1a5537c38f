package org.vedette.eap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.primary.MsChapProof;
import org.vedette.api.primary.PasswordExpired;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.eap.MsChapPacket;
import org.vedette.codec.eap.MsChapPacket.Operation;
import org.vedette.codec.mschap.ErrorText;
import org.vedette.codec.mschap.Proof;

/**
 * MS-CHAPv2 in the tunnel (draft-kamath-pppext-eap-mschapv2): challenge, answer, and what the
 * server shows in return. The keys of the tunnel are used, not those of MS-CHAPv2.
 */
final class InnerMsChap implements Method {
  private static final byte[] SERVER = "vedette".getBytes(UTF_8);

  private enum State {
    ASKED,
    WAITING,
    GRANTED,
    REFUSED,
    OVER
  }

  private final String username;
  private final SecretVault vault;
  private final byte[] challenge;
  private State state = State.ASKED;
  private int exchange;
  private Outcome.@Nullable Granted granted;
  private Move.@Nullable Fail refused;

  InnerMsChap(String username, SecretVault vault) {
    this.username = username;
    this.vault = vault;
    this.challenge = vault.random(MsChapPacket.CHALLENGE_LENGTH);
  }

  /** Section 2.1. */
  @Override
  public Move start(int identifier) {
    exchange = identifier;
    return new Move.Say(MsChapPacket.challenge(identifier, challenge, SERVER).encode());
  }

  @Override
  public Move receive(byte[] data, int identifier) {
    Optional<MsChapPacket> packet = MsChapPacket.decode(data);
    if (packet.isEmpty()) {
      return new Move.Fail("what came is no EAP-MSCHAPv2");
    }
    return switch (state) {
      case ASKED -> answer(packet.get());
      case GRANTED -> accepted(packet.get());
      // Section 2.6: whatever the peer says to a failure, it is over.
      case REFUSED -> over();
      case WAITING, OVER -> new Move.Fail("EAP-MSCHAPv2 out of turn");
    };
  }

  /** Section 2.2. */
  private Move answer(MsChapPacket packet) {
    Optional<MsChapPacket.Response> response = packet.response();
    if (response.isEmpty() || packet.identifier() != exchange) {
      return new Move.Fail("what came is no answer to the challenge of EAP-MSCHAPv2");
    }
    state = State.WAITING;
    return new Move.Ask(
        new EapQuestion.First(
            username,
            new Credential.MsChap2(
                challenge,
                response.get().peerChallenge(),
                response.get().name(),
                response.get().response()),
            Asking.NEVER));
  }

  @Override
  public Move concluded(Outcome outcome, int identifier) {
    Move verdict = Verdicts.of(outcome, this::success);
    return verdict instanceof Move.Fail fail ? failure(fail) : verdict;
  }

  /** Section 2.3: the proof that the password is known here too. */
  private Move success(Outcome.Granted outcome) {
    Optional<MsChapProof> known = MsChapProof.open(outcome.attributes(), vault);
    if (known.isEmpty()) {
      return new Move.Fail("whoever checked the password gave no proof for EAP-MSCHAPv2");
    }
    Proof proof =
        new Proof(known.get().response(), known.get().sendKey(), known.get().receiveKey());
    Arrays.fill(known.get().sendKey(), (byte) 0);
    Arrays.fill(known.get().receiveKey(), (byte) 0);
    state = State.GRANTED;
    granted = outcome;
    byte[] text = (proof.text() + " M=OK").getBytes(UTF_8);
    return new Move.Say(new MsChapPacket(Operation.SUCCESS, exchange, text).encode());
  }

  /**
   * Section 2.5: no other try, and the same for every reason but a right password that is too old
   * (RFC 2759 section 6).
   */
  private Move failure(Move.Fail why) {
    state = State.REFUSED;
    refused = why;
    boolean expired =
        why.denied().map(Outcome.Denied::attributes).map(PasswordExpired::isIn).orElse(false);
    ErrorText error =
        new ErrorText(
            expired ? ErrorText.Code.PASSWORD_EXPIRED : ErrorText.Code.AUTHENTICATION_FAILURE,
            false,
            vault.random(MsChapPacket.CHALLENGE_LENGTH),
            "Sign-in failed.");
    byte[] text = error.text().getBytes(UTF_8);
    return new Move.Say(new MsChapPacket(Operation.FAILURE, exchange, text).encode());
  }

  /** Section 2.4: the peer has checked the proof; if it was wrong for it, it says so. */
  private Move accepted(MsChapPacket packet) {
    Outcome.Granted outcome = granted;
    state = State.OVER;
    return outcome != null && packet.operation() == Operation.SUCCESS
        ? new Move.Done(outcome)
        : new Move.Fail("the supplicant does not believe the server's proof of EAP-MSCHAPv2");
  }

  private Move over() {
    state = State.OVER;
    Move.Fail why = refused;
    return why == null ? new Move.Fail("EAP-MSCHAPv2 was refused") : why;
  }
}
