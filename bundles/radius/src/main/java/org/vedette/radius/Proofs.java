package org.vedette.radius;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Authenticators;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.MessageAuthenticator.Check;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.codec.radius.UserPassword;

/**
 * Finds out with which of its client's secrets a packet was made: while a secret is being changed
 * there are two.
 */
final class Proofs {
  /**
   * What was found.
   *
   * @param check of Message-Authenticator
   * @param secret the one that fits; the present one where none does
   * @param previous whether it is the one that was replaced
   */
  record Proof(Check check, SharedSecret secret, boolean previous) {}

  private final InstantSource clock;

  Proofs(InstantSource clock) {
    this.clock = clock;
  }

  /** Checks an Access-Request or Status-Server. */
  Proof ofRequest(Client client, Packet packet) {
    Proof now = with(client.secret(), false, packet);
    Optional<SharedSecret> previous = now.check() == Check.VALID ? Optional.empty() : old(client);
    if (previous.isEmpty()) {
      return now;
    }
    Proof before = with(previous.get(), true, packet);
    boolean better =
        now.check() == Check.WRONG
            ? before.check() == Check.VALID
            : !readable(client, now, packet) && readable(client, before, packet);
    return better ? before : now;
  }

  /** Checks a request whose own authenticator proves it (RFC 2866 section 3). */
  Proof ofReport(Client client, Packet packet) {
    Proof now = report(client.secret(), false, packet);
    return now.check() == Check.WRONG
        ? old(client)
            .map(secret -> report(secret, true, packet))
            .filter(before -> before.check() != Check.WRONG)
            .orElse(now)
        : now;
  }

  private Optional<SharedSecret> old(Client client) {
    return client
        .previous()
        .filter(each -> clock.instant().isBefore(each.until()))
        .map(Client.Previous::secret);
  }

  private static Proof with(SharedSecret secret, boolean previous, Packet packet) {
    return new Proof(MessageAuthenticator.ofRequest(packet, secret), secret, previous);
  }

  private static Proof report(SharedSecret secret, boolean previous, Packet packet) {
    return Authenticators.provesRequest(packet, secret)
        ? with(secret, previous, packet)
        : new Proof(Check.WRONG, secret, previous);
  }

  /** Without Message-Authenticator only a password tells which secret hides it. */
  private static boolean readable(Client client, Proof proof, Packet packet) {
    return packet
        .first(AttributeTypes.USER_PASSWORD)
        .map(
            hidden ->
                UserPassword.reveal(
                    hidden, proof.secret(), packet.authenticator(), client.charset()))
        .map(
            it ->
                it.match(
                    clear -> {
                      Arrays.fill(clear.utf8(), (byte) 0);
                      return true;
                    },
                    garbled -> false))
        .orElse(true);
  }
}
