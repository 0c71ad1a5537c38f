package org.vedette.radius;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.api.auth.Relay;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.HiddenAttributes;
import org.vedette.codec.radius.PacketWriter;
import org.vedette.codec.radius.Salted;

/**
 * What passes between a client and another RADIUS server unread: every attribute but those that
 * belong to one hop (RFC 2865 section 2.3).
 */
final class Relays {
  /** These are of one hop, or said by the core. */
  private static final Set<Integer> NOT_FROM_CLIENTS =
      Set.of(
          AttributeTypes.USER_NAME,
          AttributeTypes.USER_PASSWORD,
          AttributeTypes.STATE,
          AttributeTypes.PROXY_STATE,
          AttributeTypes.MESSAGE_AUTHENTICATOR);

  private final SecretVault vault;
  private final HiddenAttributes hidden;
  private final Notices notices;

  Relays(SecretVault vault, Dictionary dictionary, Notices notices) {
    this.vault = vault;
    this.hidden = new HiddenAttributes(dictionary);
    this.notices = notices;
  }

  /** Collects what a request says beside name and password, where its client's target may ask. */
  Optional<Relay> of(Arrival arrival) {
    if (!arrival.client().relays()) {
      return Optional.empty();
    }
    List<Attribute> passed =
        arrival.packet().attributes().stream()
            .filter(each -> !NOT_FROM_CLIENTS.contains(each.type()))
            .toList();
    return Optional.of(new Relay(ClientFields.LISTENER, Attributes.write(passed)));
  }

  /** Finds what the other server said with its verdict; empty when none was asked. */
  List<Attribute> said(Map<String, String> attributes) {
    return Relay.open(attributes, ClientFields.LISTENER, vault)
        .map(relay -> Attributes.read(relay.content()))
        .orElse(List.of());
  }

  /**
   * Adds it to a reply, hidden values with the secret of this client. What finds no room is left
   * out, and a log line says so.
   */
  void add(Arrival to, List<Attribute> said, PacketWriter writer) {
    if (said.isEmpty()) {
      return;
    }
    AtomicInteger salt = new AtomicInteger(ByteBuffer.wrap(vault.random(Salted.SALT)).getShort());
    boolean room = true;
    for (Attribute each : said) {
      for (Attribute one :
          hidden.hide(each, salt::incrementAndGet, to.secret(), to.packet().authenticator())) {
        room &= writer.add(one);
      }
    }
    if (!room) {
      notices.noRoom(to.client(), to.source());
    }
  }

  /** Tells whether an attribute of a type is among them. */
  static boolean has(List<Attribute> said, int type) {
    return said.stream().anyMatch(each -> each.type() == type);
  }
}
