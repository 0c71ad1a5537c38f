package org.vedette.disconnect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.Attributes;
import org.vedette.codec.radius.Code;

/** Writes Disconnect-Request (RFC 5176 section 2.1) for a session. */
final class DisconnectRequest {
  private static final int EVENT_TIMESTAMP = 55;

  /**
   * What identifies client and session (RFC 5176 section 3), of the attributes that reports hold.
   */
  private static final Set<Integer> IDENTIFIES =
      Set.of(
          1, // User-Name
          4, // NAS-IP-Address
          5, // NAS-Port
          8, // Framed-IP-Address
          30, // Called-Station-Id
          31, // Calling-Station-Id
          32, // NAS-Identifier
          44, // Acct-Session-Id
          50, // Acct-Multi-Session-Id
          61, // NAS-Port-Type
          87, // NAS-Port-Id
          89, // Chargeable-User-Identity
          95, // NAS-IPv6-Address
          96, // Framed-Interface-Id
          97); // Framed-IPv6-Prefix

  private DisconnectRequest() {}

  /**
   * Writes one.
   *
   * @param reported attributes of the client's last report of the session
   * @param now goes out as Event-Timestamp, against repetition (RFC 5176 section 6.3)
   */
  static RadiusRequest of(byte[] reported, Instant now) {
    List<Attribute> attributes = new ArrayList<>();
    for (Attribute each : Attributes.read(reported)) {
      if (IDENTIFIES.contains(each.type())) {
        attributes.add(each);
      }
    }
    attributes.add(Attribute.integer(EVENT_TIMESTAMP, now.getEpochSecond()));
    RadiusRequest request = RadiusRequest.of(Code.DISCONNECT_REQUEST).messageAuthenticator(true);
    for (Attribute each : attributes) {
      request = request.with(each);
    }
    return request;
  }
}
