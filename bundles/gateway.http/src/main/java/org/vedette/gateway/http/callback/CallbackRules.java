package org.vedette.gateway.http.callback;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.api.delivery.GatewayCallback.Request;
import org.vedette.api.delivery.GatewayCallback.Response;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.PublicAddress;
import org.vedette.client.http.callback.TwilioSignature;
import org.vedette.client.http.json.JsonPointer;

/**
 * How the provider's requests are checked and read.
 *
 * @param address where it sends them; not open where only the provider's own settings know it
 * @param secret as set: a reference to the stored secret that they are signed with
 * @param reader checks and reads one
 * @param thanks what a reply is answered with
 */
public record CallbackRules(PublicAddress address, String secret, Reader reader, Response thanks) {
  /** Checks and reads a request. */
  public interface Reader {
    /** Checks it under {@code secret}, which is not empty. */
    CallbackVerdict read(Request request, Secret secret);
  }

  private static final Response OK = Response.empty(200);

  /** TwiML that sends nothing back ("TwiML for Programmable SMS" of Twilio's documentation). */
  private static final Response SILENCE = new Response(200, "text/xml", "<Response/>");

  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");

  /**
   * Reads the settings of Twilio; what is wrong is noted.
   *
   * @param address where Twilio calls back
   */
  public static Optional<CallbackRules> twilio(SettingText given, PublicAddress address) {
    String own = given.text("callbackSecret");
    if (!address.open()) {
      if (!own.isEmpty()) {
        given.bad("callbackUrl", "must be given with callbackSecret: the signature covers it");
      }
      return Optional.empty();
    }
    if (own.isEmpty() && !given.text("user").isEmpty()) {
      given.bad(
          "callbackSecret",
          "must be given with an API key: the account's token, which signs, as $[secret:name]");
    }
    return Optional.of(
        new CallbackRules(
            address,
            own.isEmpty() ? given.text("secret") : own,
            (request, secret) ->
                new TwilioCallback(secret)
                    .read(
                        address.of(request),
                        request.body(),
                        request.header(TwilioSignature.HEADER).orElse("")),
            SILENCE));
  }

  /** Reads the settings of any other provider; what is wrong is noted. */
  public static Optional<CallbackRules> generic(SettingText given) {
    SignedCallback.Places places = places(given);
    String header = given.text("callbackHeader");
    if (!HEADER.matcher(header).matches()) {
      given.bad("callbackHeader", "must be the name of a header, like X-Signature");
    }
    if (!given.text("callbackUrl").isEmpty()) {
      given.bad("callbackUrl", "is for preset twilio: tell other providers the address there");
    }
    String secret = given.text("callbackSecret");
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    boolean receipts = places.status().isPresent();
    boolean replies = places.from().isPresent() && places.text().isPresent();
    if (places.reference().isEmpty() || !receipts && !replies) {
      given.bad(
          "callbackReference",
          "must be given, with callbackStatus for receipts, or callbackFrom and callbackText for"
              + " replies");
    }
    String name = header.toLowerCase(Locale.ROOT);
    return Optional.of(
        new CallbackRules(
            new PublicAddress(""),
            secret,
            (request, key) ->
                new SignedCallback(key, places)
                    .read(request.body(), request.header(name).orElse("")),
            OK));
  }

  private static SignedCallback.Places places(SettingText given) {
    return new SignedCallback.Places(
        pointer(given, "callbackReference"),
        pointer(given, "callbackStatus"),
        new HashSet<>(given.list("callbackDelivered")),
        new HashSet<>(given.list("callbackFailed")),
        pointer(given, "callbackFrom"),
        pointer(given, "callbackText"));
  }

  private static Optional<JsonPointer> pointer(SettingText given, String key) {
    String text = given.text(key);
    Optional<JsonPointer> pointer = JsonPointer.parse(text);
    if (!text.isEmpty() && pointer.isEmpty()) {
      given.bad(key, "must be a JSON pointer like /message/id");
    }
    return text.isEmpty() ? Optional.empty() : pointer;
  }

  /** Hides the secret, which may stand there in clear. */
  @Override
  public String toString() {
    return "CallbackRules[" + address + "]";
  }
}
