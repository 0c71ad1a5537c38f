package org.vedette.primary.radius;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.primary.LoopMark;
import org.vedette.api.secret.SecretVault;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Values;

/** Writes a stored report as a request to another server (RFC 2866 section 2.1: proxy). */
final class AccountingRequest {
  private static final long MOST_SECONDS = 0xFFFF_FFFFL;

  private AccountingRequest() {}

  /**
   * Writes it; empty when it does not fit into a packet with what is added.
   *
   * @param waited how long the report has been here
   */
  static Optional<RadiusRequest> write(byte[] attributes, Duration waited, SecretVault vault) {
    List<Attribute> all = new ArrayList<>(Attributes.read(attributes));
    delay(all, Math.max(0, waited.toSeconds()));
    // RFC 2865 section 5.33: it comes back with the acknowledgement, and tells a loop.
    all.add(new Attribute(AttributeTypes.PROXY_STATE, LoopMark.make(vault)));
    int octets = Packet.HEADER + all.stream().mapToInt(each -> each.value().length + 2).sum();
    return octets > Packet.MAX_LENGTH || all.size() > Packet.MAX_ATTRIBUTES
        ? Optional.empty()
        : Optional.of(new RadiusRequest(Code.ACCOUNTING_REQUEST, Optional.empty(), all, false));
  }

  /** RFC 2866 section 5.2: how long it has been on its way, before it came here and since. */
  private static void delay(List<Attribute> all, long seconds) {
    if (seconds == 0) {
      return;
    }
    for (int at = 0; at < all.size(); at++) {
      Attribute each = all.get(at);
      if (each.type() == AttributeTypes.ACCT_DELAY_TIME && each.value().length == 4) {
        all.set(at, delayed(Values.number(each.value()).orElse(0) + seconds));
        return;
      }
    }
    all.add(delayed(seconds));
  }

  private static Attribute delayed(long seconds) {
    return Attribute.integer(AttributeTypes.ACCT_DELAY_TIME, Math.min(seconds, MOST_SECONDS));
  }
}
