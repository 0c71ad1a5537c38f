package org.vedette.radius;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.IpText;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Texts;

/** Facts of a request that rules and reports may use, by the lower-case names of attributes. */
final class RequestFacts {
  private static final int TUNNEL_CLIENT_ENDPOINT = 66;

  private static final List<String> NAMES =
      List.of(
          "NAS-IP-Address",
          "NAS-IPv6-Address",
          "NAS-Identifier",
          "NAS-Port",
          "NAS-Port-Id",
          "NAS-Port-Type",
          "Service-Type",
          "Framed-IP-Address",
          "Called-Station-Id",
          "Calling-Station-Id",
          "Tunnel-Client-Endpoint",
          "Connect-Info",
          "Acct-Session-Id");

  private record Fact(String name, Dictionary.Entry entry) {}

  private final @Nullable Fact[] byType = new Fact[256];
  private final Dictionary dictionary;

  RequestFacts(Dictionary dictionary) {
    this.dictionary = dictionary;
    for (String name : NAMES) {
      Dictionary.Entry entry = dictionary.named(name).orElseThrow();
      byType[entry.type()] = new Fact(name.toLowerCase(Locale.ROOT), entry);
    }
  }

  Map<String, String> read(Packet packet) {
    Map<String, String> facts = new HashMap<>();
    for (int index = 0; index < packet.size(); index++) {
      Fact fact = byType[packet.typeAt(index)];
      if (fact != null) {
        byte[] value = packet.valueAt(index);
        dictionary
            .text(fact.entry(), value)
            .filter(text -> isClean(text))
            .ifPresent(text -> facts.putIfAbsent(fact.name(), text));
      }
    }
    return facts;
  }

  /**
   * Finds the address of the person's device: Calling-Station-Id (RFC 2865 section 5.31) or
   * Tunnel-Client-Endpoint (RFC 2868 section 3.3), if it is an IP address. Framed-IP-Address is not
   * asked: it is what the client hands out, often of a trusted network.
   */
  static String clientAddress(Packet packet) {
    return address(packet, AttributeTypes.CALLING_STATION_ID)
        .or(() -> address(packet, TUNNEL_CLIENT_ENDPOINT))
        .orElse("");
  }

  private static Optional<String> address(Packet packet, int type) {
    return packet
        .first(type)
        .flatMap(Texts::read)
        .flatMap(text -> IpText.parse(text.strip()))
        .map(IpText::format);
  }

  private static boolean isClean(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (Character.isISOControl(text.charAt(index))) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
