package org.vedette.radius;

import java.util.Arrays;
import java.util.Optional;
import org.vedette.api.auth.Credential;
import org.vedette.api.secret.Secret;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.ChapPassword;
import org.vedette.codec.radius.MsChap2Response;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.UserPassword;

/** Reads what a request shows to prove a password or a code. */
final class CredentialReader {
  private final Notices notices;

  CredentialReader(Notices notices) {
    this.notices = notices;
  }

  /** Reads it; empty when it cannot be read, and the reason was logged. */
  Optional<Credential> read(Arrival arrival, Protocol protocol) {
    return switch (protocol) {
      case PAP -> text(arrival);
      case CHAP -> chap(arrival);
      case MSCHAPV2 -> msChap2(arrival);
      case EAP -> eap(arrival);
      case NONE -> Optional.of(new Credential.Opaque(new byte[0]));
    };
  }

  private Optional<Credential> text(Arrival arrival) {
    Packet packet = arrival.packet();
    Client client = arrival.client();
    return UserPassword.reveal(
            packet.first(AttributeTypes.USER_PASSWORD).orElseThrow(),
            arrival.secret(),
            packet.authenticator(),
            client.charset())
        .match(
            clear -> {
              Secret text = Secret.of(clear.utf8());
              Arrays.fill(clear.utf8(), (byte) 0);
              return Optional.of(new Credential.Typed(text));
            },
            garbled -> {
              notices.garbled(client, arrival.source(), garbled.why());
              return Optional.empty();
            });
  }

  private Optional<Credential> chap(Arrival arrival) {
    Optional<Credential> read =
        ChapPassword.of(arrival.packet())
            .map(it -> new Credential.Chap(it.identifier(), it.challenge(), it.response()));
    if (read.isEmpty()) {
      notices.badProof(
          arrival.client(), arrival.source(), "CHAP-Password or CHAP-Challenge of wrong length");
    }
    return read;
  }

  private static Optional<Credential> eap(Arrival arrival) {
    return arrival.packet().joined(AttributeTypes.EAP_MESSAGE).map(Credential.Opaque::new);
  }

  /** The peer has hashed the name as it stands in User-Name (RFC 2759 section 4). */
  private Optional<Credential> msChap2(Arrival arrival) {
    byte[] username = arrival.packet().first(AttributeTypes.USER_NAME).orElseThrow();
    Optional<Credential> read =
        MsChap2Response.of(arrival.packet())
            .map(
                it ->
                    new Credential.MsChap2(
                        it.challenge(), it.peerChallenge(), username, it.response()));
    if (read.isEmpty()) {
      notices.badProof(
          arrival.client(),
          arrival.source(),
          "MS-CHAP-Challenge missing, or it or MS-CHAP2-Response of wrong length");
    }
    return read;
  }
}
