package org.vedette.api.delivery;

import org.vedette.api.secret.Secret;

/**
 * A text that came in.
 *
 * @param channel {@code sms}
 * @param gateway name of the gateway that received it, as in {@link DeliveryGateway#NAME}
 * @param from who sent it: {@code +} and digits (E.164); digits alone are taken as international
 * @param text what was sent, at most 1,000 characters; may hold a code and a PIN, so never logged
 */
public record Reply(String channel, String gateway, String from, Secret text) {
  /** Kind of the signal that a method gets; its content is the text. */
  public static final String SIGNAL = "reply";
}
