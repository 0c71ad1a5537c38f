package org.vedette.testkit.eap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.Attribute;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.Microsoft;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Salted;
import org.vedette.codec.radius.SharedSecret;
import org.vedette.codec.radius.VendorAttribute;

/** Carries the messages of a {@link Supplicant} by RADIUS, as an access point does (RFC 3579). */
public final class RadiusSupplicant {
  private static final int KEY = 32;

  private RadiusSupplicant() {}

  /** Signs in; returns the last exchange. */
  public static Exchange signIn(RadiusClient client, Supplicant device) {
    Exchange last = begin(client, device);
    while (last.challenged()) {
      last = goOn(client, device, last);
    }
    return last;
  }

  /** Sends the first message. */
  public static Exchange begin(RadiusClient client, Supplicant device) {
    return took(device, client.exchange(request(device.identity(1))));
  }

  /** Answers a challenge. */
  public static Exchange goOn(RadiusClient client, Supplicant device, Exchange challenge) {
    byte[] answer = device.answer(message(challenge).orElseThrow()).orElseThrow();
    return took(device, client.exchange(request(answer).state(challenge.state())));
  }

  /** Returns what the client of an accept has as keys: those it receives with, then the others. */
  public static byte[] keys(Exchange accept, String secret) {
    byte[] both = Arrays.copyOf(key(accept, Microsoft.MS_MPPE_RECV_KEY, secret), 2 * KEY);
    System.arraycopy(key(accept, Microsoft.MS_MPPE_SEND_KEY, secret), 0, both, KEY, KEY);
    return both;
  }

  private static byte[] key(Exchange accept, int type, String secret) {
    byte[] hidden =
        VendorAttribute.all(accept.reply().orElseThrow()).stream()
            .filter(each -> each.vendor() == Microsoft.VENDOR && each.type() == type)
            .map(VendorAttribute::value)
            .findFirst()
            .orElseThrow();
    return Salted.reveal(hidden, SharedSecret.of(secret), accept.authenticator()).orElseThrow();
  }

  /** The end is no request: the device takes note of it and says nothing. */
  private static Exchange took(Supplicant device, Exchange exchange) {
    if (!exchange.challenged()) {
      message(exchange).ifPresent(device::answer);
    }
    return exchange;
  }

  private static Optional<byte[]> message(Exchange exchange) {
    return exchange.reply().flatMap(RadiusSupplicant::message);
  }

  private static Optional<byte[]> message(Packet reply) {
    return reply.joined(AttributeTypes.EAP_MESSAGE);
  }

  private static RadiusRequest request(byte[] eap) {
    RadiusRequest request =
        RadiusRequest.of(Code.ACCESS_REQUEST)
            .messageAuthenticator(true)
            .with(new Attribute(AttributeTypes.USER_NAME, "anonymous".getBytes(UTF_8)));
    for (int from = 0; from < eap.length; from += Attribute.MAX_VALUE) {
      int to = Math.min(eap.length, from + Attribute.MAX_VALUE);
      request =
          request.with(
              new Attribute(AttributeTypes.EAP_MESSAGE, Arrays.copyOfRange(eap, from, to)));
    }
    return request;
  }
}
