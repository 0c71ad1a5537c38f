package org.vedette.radius;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vedette.api.eap.EapReply;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Microsoft;

/** What replies to supplicants hold beside what every reply holds (RFC 3579). */
final class EapReplies {
  /** Longer than this a supplicant waits only for a person. */
  private static final Duration DEVICE = Duration.ofSeconds(30);

  private static final int KEY = 32;

  private EapReplies() {}

  /** Attributes of an Access-Challenge beside State (RFC 3579 section 2.2). */
  static List<Attribute> challenge(EapReply.Continue goOn) {
    List<Attribute> all = new ArrayList<>(message(goOn.eap()));
    if (goOn.patience().compareTo(DEVICE) > 0) {
      // RFC 3580 section 3.17: how long the client waits for the supplicant's answer.
      all.add(Attribute.integer(AttributeTypes.SESSION_TIMEOUT, goOn.patience().toSeconds()));
    }
    return all;
  }

  /**
   * Attributes of an Access-Accept: the success, the keys in clear, and the name inside the tunnel,
   * by which the client accounts from then on (RFC 2865 section 5.1).
   */
  static List<Attribute> accept(EapReply.Accepted accepted) {
    List<Attribute> all = new ArrayList<>(message(accepted.eap()));
    accepted
        .key()
        .ifPresent(
            key -> {
              // RFC 3748 section 7.10 and RFC 2548 section 2.4: the first half is what the client
              // receives with.
              byte[] receive = Arrays.copyOf(key, KEY);
              byte[] send = Arrays.copyOfRange(key, KEY, 2 * KEY);
              all.add(Microsoft.attribute(Microsoft.MS_MPPE_RECV_KEY, receive));
              all.add(Microsoft.attribute(Microsoft.MS_MPPE_SEND_KEY, send));
              Arrays.fill(receive, (byte) 0);
              Arrays.fill(send, (byte) 0);
              Arrays.fill(key, (byte) 0);
            });
    byte[] name = accepted.granted().username().getBytes(StandardCharsets.UTF_8);
    if (name.length <= Attribute.MAX_VALUE) {
      all.add(new Attribute(AttributeTypes.USER_NAME, name));
    }
    return all;
  }

  /** RFC 3579 section 3.1: one packet, split where an attribute ends. */
  private static List<Attribute> message(byte[] eap) {
    List<Attribute> parts = new ArrayList<>();
    for (int from = 0; from < eap.length; from += Attribute.MAX_VALUE) {
      int to = Math.min(eap.length, from + Attribute.MAX_VALUE);
      parts.add(new Attribute(AttributeTypes.EAP_MESSAGE, Arrays.copyOfRange(eap, from, to)));
    }
    return parts;
  }
}
