package org.vedette.radius;

import java.net.InetSocketAddress;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;

/** Decides by its Message-Authenticator whether an Access-Request is looked at. */
final class Gate {
  /** What a request may do. */
  enum Pass {
    /** It is dropped. */
    NO,
    /** It is served, but nothing proves that it was not altered on its way. */
    UNPROVEN,
    /** It is served; it is what the client sent. */
    PROVEN
  }

  private final Learned learned;
  private final Runnable writeLearned;
  private final Notices notices;

  Gate(Learned learned, Runnable writeLearned, Notices notices) {
    this.learned = learned;
    this.writeLearned = writeLearned;
    this.notices = notices;
  }

  Pass check(Client client, Packet packet, InetSocketAddress source) {
    return switch (MessageAuthenticator.ofRequest(packet, client.secret())) {
      case VALID -> {
        if (client.rule() == Client.Rule.LEARNED && learned.note(client)) {
          writeLearned.run();
        }
        yield Pass.PROVEN;
      }
      case WRONG -> {
        notices.wrong(client, source);
        yield Pass.NO;
      }
      case ABSENT -> absent(client, packet, source) ? Pass.UNPROVEN : Pass.NO;
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
