package org.vedette.radius;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Microsoft;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.VendorAttribute;

/** How a client proves a password. */
enum Protocol {
  /** The text itself (RFC 2865 section 5.2). */
  PAP("pap", "PAP"),
  /** A hash of the text (RFC 2865 section 5.3): here always of a code. */
  CHAP("chap", "CHAP"),
  /** A proof of the password's NT hash (RFC 2548 section 2.3). */
  MSCHAPV2("mschapv2", "MS-CHAPv2"),
  /** EAP, which passes to another RADIUS server unread (RFC 3579). */
  EAP("eap", "EAP"),
  /**
   * Nothing: the client has let the person sign in itself, and another server is asked whether its
   * rules let them in, as by a Remote Desktop Gateway.
   */
  NONE("none", "none");

  /** Proofs that are not served (RFC 2869 section 5.4, RFC 5090 section 3.1). */
  private static final int ARAP_PASSWORD = 70;

  private static final int DIGEST_RESPONSE = 103;

  private final String id;
  private final String label;

  Protocol(String id, String label) {
    this.id = id;
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Reads a list as an operator writes it; empty when it holds anything else, or nothing. */
  static Optional<Set<Protocol>> list(String text) {
    Set<Protocol> found = EnumSet.noneOf(Protocol.class);
    for (String each : text.split(",", -1)) {
      Optional<Protocol> one = named(each.strip().toLowerCase(Locale.ROOT));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      found.add(one.get());
    }
    return Optional.of(Set.copyOf(found));
  }

  /** Finds out which one a request uses; empty when it is none that is served. */
  static Optional<Protocol> of(Packet packet) {
    if (packet.has(AttributeTypes.USER_PASSWORD)) {
      return Optional.of(PAP);
    }
    if (packet.has(AttributeTypes.EAP_MESSAGE)) {
      return Optional.of(EAP);
    }
    if (packet.has(AttributeTypes.CHAP_PASSWORD)) {
      return Optional.of(CHAP);
    }
    if (hasMicrosoft(packet, Microsoft.MS_CHAP2_RESPONSE)) {
      return Optional.of(MSCHAPV2);
    }
    return provesNothing(packet) ? Optional.of(NONE) : Optional.empty();
  }

  /** RFC 2548 section 2.1: whatever proves by MS-CHAP, or changes a password, has a challenge. */
  private static boolean provesNothing(Packet packet) {
    return !hasMicrosoft(packet, Microsoft.MS_CHAP_CHALLENGE)
        && !hasMicrosoft(packet, Microsoft.MS_CHAP_RESPONSE)
        && !packet.has(ARAP_PASSWORD)
        && !packet.has(DIGEST_RESPONSE);
  }

  /** Names what a request uses, for the log. */
  static String name(Packet packet) {
    return of(packet)
        .map(Protocol::label)
        .orElse(hasMicrosoft(packet, Microsoft.MS_CHAP_RESPONSE) ? "MS-CHAPv1" : "unknown");
  }

  private static boolean hasMicrosoft(Packet packet, int type) {
    return VendorAttribute.all(packet).stream()
        .anyMatch(each -> each.vendor() == Microsoft.VENDOR && each.type() == type);
  }

  private static Optional<Protocol> named(String id) {
    for (Protocol each : values()) {
      if (each.id.equals(id)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
