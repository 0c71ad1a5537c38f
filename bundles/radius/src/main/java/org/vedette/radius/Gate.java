package org.vedette.radius;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.SharedSecret;

/** Decides by its Message-Authenticator whether an Access-Request is looked at. */
final class Gate {
  /**
   * A request that is looked at.
   *
   * @param secret the secret it was made with
   * @param proven whether it is what the client sent; else it may have been altered on its way
   */
  record Pass(SharedSecret secret, boolean proven) {}

  private final Proofs proofs;
  private final Onlooker onlooker;
  private final Learned learned;
  private final Runnable writeLearned;
  private final Notices notices;

  Gate(Proofs proofs, Onlooker onlooker, Learned learned, Runnable writeLearned, Notices notices) {
    this.proofs = proofs;
    this.onlooker = onlooker;
    this.learned = learned;
    this.writeLearned = writeLearned;
    this.notices = notices;
  }

  /** Looks at a request; empty when it is to be dropped, and the reason was logged. */
  Optional<Pass> check(Client client, Packet packet, InetSocketAddress source) {
    Proofs.Proof proof = proofs.ofRequest(client, packet);
    onlooker.proved(client, proof);
    if (proof.previous()) {
      notices.previousSecret(client, source);
    }
    return switch (proof.check()) {
      case VALID -> {
        if (client.rule() == Client.Rule.LEARNED && learned.note(client)) {
          writeLearned.run();
        }
        yield Optional.of(new Pass(proof.secret(), true));
      }
      case WRONG -> {
        notices.wrong(client, source);
        yield Optional.empty();
      }
      case ABSENT ->
          absent(client, packet, source)
              ? Optional.of(new Pass(proof.secret(), false))
              : Optional.empty();
    };
  }

  private boolean absent(Client client, Packet packet, InetSocketAddress source) {
    if (packet.has(AttributeTypes.EAP_MESSAGE)) {
      // RFC 3579 section 3.1: silently discarded.
      notices.unprotectedEap(client, source);
      return false;
    }
    if (packet.has(AttributeTypes.PROXY_STATE)) {
      // Proxy-State is what a forger of replies steers MD5 with (CVE-2024-3596).
      notices.unprotectedProxy(client, source);
      return false;
    }
    return switch (client.rule()) {
      case OFF -> true;
      case LEARNED -> {
        boolean known = learned.knows(client);
        if (known) {
          notices.missing(client, source, "off");
        }
        yield !known;
      }
      case REQUIRED -> {
        notices.missing(client, source, "learned");
        yield false;
      }
    };
  }
}
