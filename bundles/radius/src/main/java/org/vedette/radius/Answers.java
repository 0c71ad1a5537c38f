package org.vedette.radius;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.auth.Outcome;
import org.vedette.api.eap.EapReply;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.PacketWriter;

/**
 * Writes replies. Each but an Accounting-Response begins with Message-Authenticator (RFC 3579
 * section 3.2), and all return the Proxy-States unchanged and in order (RFC 2865 section 5.33).
 */
final class Answers {
  private static final int EAP_FAILURE = 4;

  private final Accepts accepts;
  private final MsChapReply msChap;
  private final Relays relays;

  Answers(Accepts accepts, MsChapReply msChap, Relays relays) {
    this.accepts = accepts;
    this.msChap = msChap;
    this.relays = relays;
  }

  /** Writes an Access-Accept. */
  byte[] accept(Arrival to, Outcome.Granted granted) {
    return accept(to, granted, List.of());
  }

  /** Writes the Access-Accept that ends a conversation of EAP. */
  byte[] accept(Arrival to, EapReply.Accepted accepted) {
    return accept(to, accepted.granted(), EapReplies.accept(accepted));
  }

  private byte[] accept(Arrival to, Outcome.Granted granted, List<Attribute> own) {
    PacketWriter writer = begin(to, Code.ACCESS_ACCEPT);
    msChap.success(to, granted.attributes(), writer);
    List<Attribute> all = new ArrayList<>(own);
    accepts.choose(to.client(), granted.username(), granted.attributes()).stream()
        .map(Accepts.Said::attribute)
        .filter(it -> own.stream().noneMatch(each -> isSameSingle(each, it)))
        .forEach(all::add);
    relays.add(to, all, writer);
    return end(to, writer);
  }

  /** User-Name stands once; others of one type may follow each other. */
  private static boolean isSameSingle(Attribute own, Attribute chosen) {
    return own.type() == AttributeTypes.USER_NAME && chosen.type() == AttributeTypes.USER_NAME;
  }

  /** Writes an Access-Challenge that carries EAP (RFC 3579 section 2.2). */
  byte[] challenge(Arrival to, EapReply.Continue goOn) {
    PacketWriter writer = start(to, Code.ACCESS_CHALLENGE);
    writer.add(AttributeTypes.STATE, goOn.state());
    writer.copyAll(to.packet(), AttributeTypes.PROXY_STATE);
    for (Attribute each : EapReplies.challenge(goOn)) {
      if (!writer.add(each)) {
        throw new IllegalStateException("a message of EAP does not fit: lower fragmentOctets");
      }
    }
    return end(to, writer);
  }

  /** Writes an Access-Challenge (RFC 2865 section 4.4). */
  byte[] challenge(Arrival to, Outcome.Challenged challenged, String requestId, Instant now) {
    PacketWriter writer = start(to, Code.ACCESS_CHALLENGE);
    writer.add(AttributeTypes.STATE, challenged.token().bytes());
    writer.copyAll(to.packet(), AttributeTypes.PROXY_STATE);
    List<Attribute> said = relays.said(challenged.attributes());
    if (!said.isEmpty()) {
      relays.add(to, said, writer);
      return end(to, writer);
    }
    long seconds = Math.max(1, Duration.between(now, challenged.expires()).toSeconds());
    writer.add(Attribute.integer(AttributeTypes.SESSION_TIMEOUT, seconds));
    text(writer, to.client().replyMessage().fill(challenged.prompt().text(), requestId));
    return end(to, writer);
  }

  /** Writes an Access-Reject; to EAP it says so in EAP too (RFC 3579 section 2.6.3). */
  byte[] reject(Arrival to, String auditId) {
    return reject(to, auditId, Map.of());
  }

  /** Writes an Access-Reject with what another server said with its own. */
  byte[] reject(Arrival to, String auditId, Map<String, String> attributes) {
    PacketWriter writer = begin(to, Code.ACCESS_REJECT);
    List<Attribute> said = relays.said(attributes);
    if (!said.isEmpty()) {
      relays.add(to, said, writer);
      return end(to, writer);
    }
    Optional<byte[]> eap =
        to.packet().joined(AttributeTypes.EAP_MESSAGE).filter(it -> it.length > 1);
    if (eap.isPresent()) {
      // RFC 3579 section 2.6.5: no Reply-Message beside EAP, which nobody would see.
      writer.add(
          AttributeTypes.EAP_MESSAGE, new byte[] {EAP_FAILURE, eap.get()[1], 0, EAP_FAILURE});
      return end(to, writer);
    }
    String message = to.client().rejectMessage().fill("", auditId);
    msChap.failure(to, attributes, message, writer);
    text(writer, message);
    return end(to, writer);
  }

  /** Says no more than that the server lives: Access-Accept or Accounting-Response (RFC 5997). */
  byte[] alive(Arrival to, Code code) {
    return end(to, begin(to, code));
  }

  /**
   * Writes an Accounting-Response (RFC 2866 section 4.2). It has no Message-Authenticator: no RFC
   * defines one for it, and clients compute it differently.
   */
  byte[] acknowledge(Arrival to) {
    PacketWriter writer = new PacketWriter(Code.ACCOUNTING_RESPONSE, to.packet().identifier());
    writer.copyAll(to.packet(), AttributeTypes.PROXY_STATE);
    return end(to, writer);
  }

  private static PacketWriter start(Arrival to, Code code) {
    return new PacketWriter(code, to.packet().identifier()).messageAuthenticator();
  }

  private static PacketWriter begin(Arrival to, Code code) {
    PacketWriter writer = start(to, code);
    writer.copyAll(to.packet(), AttributeTypes.PROXY_STATE);
    return writer;
  }

  private static void text(PacketWriter writer, String text) {
    if (!text.isEmpty()) {
      writer.addText(AttributeTypes.REPLY_MESSAGE, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] end(Arrival to, PacketWriter writer) {
    return writer.reply(to.packet().authenticator(), to.secret());
  }
}
