package org.vedette.client.http.callback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import org.vedette.api.secret.Secret;
import org.vedette.client.http.callback.FormFields.Field;

/**
 * How Twilio, and what speaks like it, signs requests: HMAC-SHA1 under the account's token, in
 * base64. Source: "Webhooks security" of Twilio's documentation.
 */
public final class TwilioSignature {
  /** The header that holds the signature, in lower case. */
  public static final String HEADER = "x-twilio-signature";

  private TwilioSignature() {}

  /**
   * Returns whether a request is signed; takes the same time whatever differs.
   *
   * @param token the account's authentication token, not empty; never an API key
   * @param url the URL that Twilio was told, query included, as it sees it: not as a reverse proxy
   *     rewrote it
   * @param form the fields of a form sent by POST; none for GET
   * @param signature the header's value; empty when it is missing
   */
  public static boolean genuine(Secret token, String url, FormFields form, String signature) {
    byte[] given;
    try {
      given = Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
    return MessageDigest.isEqual(given, mac(token, url, form));
  }

  /** The URL, then name and value of every field, sorted; of equal ones Twilio signs one. */
  private static byte[] mac(Secret token, String url, FormFields form) {
    StringBuilder signed = new StringBuilder(url);
    form.fields().stream()
        .distinct()
        .sorted(Comparator.comparing(Field::name).thenComparing(Field::value))
        .forEach(field -> signed.append(field.name()).append(field.value()));
    return Macs.of("HmacSHA1", token, signed.toString().getBytes(StandardCharsets.UTF_8));
  }
}
