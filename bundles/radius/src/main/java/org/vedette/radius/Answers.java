package org.vedette.radius;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vedette.api.auth.Outcome;
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
    PacketWriter writer = begin(to, Code.ACCESS_ACCEPT);
    msChap.success(to, granted.attributes(), writer);
    relays.add(
        to,
        accepts.choose(to.client(), granted.username(), granted.attributes()).stream()
            .map(Accepts.Said::attribute)
            .toList(),
        writer);
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
    to.packet()
        .joined(AttributeTypes.EAP_MESSAGE)
        .filter(eap -> eap.length > 1)
        .ifPresent(
            eap ->
                writer.add(
                    AttributeTypes.EAP_MESSAGE, new byte[] {EAP_FAILURE, eap[1], 0, EAP_FAILURE}));
    String message = to.client().rejectMessage().fill("", auditId);
    msChap.failure(to, message, writer);
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
