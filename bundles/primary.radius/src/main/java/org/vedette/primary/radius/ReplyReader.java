package org.vedette.primary.radius;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vedette.api.auth.Relay;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.SecretVault;
import org.vedette.client.radius.Exchange;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.HiddenAttributes;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.SharedSecret;

/** Makes a verdict of a reply, with all that the server said beside it. */
final class ReplyReader {
  /** These are of one hop (RFC 2865 section 2.3). */
  private static final Set<Integer> OF_ONE_HOP =
      Set.of(
          AttributeTypes.STATE, AttributeTypes.PROXY_STATE, AttributeTypes.MESSAGE_AUTHENTICATOR);

  private final SecretVault vault;
  private final HiddenAttributes hidden;
  private final SharedSecret secret;

  ReplyReader(SecretVault vault, HiddenAttributes hidden, SharedSecret secret) {
    this.vault = vault;
    this.hidden = hidden;
    this.secret = secret;
  }

  PrimaryVerdict read(String server, Exchange exchange) {
    Packet reply = exchange.reply().orElseThrow();
    Map<String, String> said = said(reply, exchange.authenticator());
    return switch (reply.code()) {
      case ACCESS_ACCEPT -> new PrimaryVerdict.Confirmed(said, Set.of());
      case ACCESS_REJECT ->
          new PrimaryVerdict.Refused(server + " rejects" + quoted(exchange.message()), said);
      case ACCESS_CHALLENGE ->
          new PrimaryVerdict.Asked(
              exchange.message(), new Continuation(server, exchange.state()).bytes(), said);
      default ->
          new PrimaryVerdict.Unreachable(
              server + " answers with " + reply.code() + ", which is odd");
    };
  }

  private Map<String, String> said(Packet reply, byte[] requestAuthenticator) {
    List<Attribute> passed =
        reply.attributes().stream()
            .filter(each -> !OF_ONE_HOP.contains(each.type()))
            .flatMap(each -> hidden.reveal(each, secret, requestAuthenticator).stream())
            .toList();
    return new Relay(RequestWriter.PROTOCOL, Attributes.write(passed)).seal(vault);
  }

  /** The text of another server, made fit for one line of the log. */
  private static String quoted(String message) {
    byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
    String line = message.replaceAll("\\p{Cntrl}", " ").strip();
    return line.isEmpty() || utf8.length > 200 ? "" : ": " + line;
  }
}
