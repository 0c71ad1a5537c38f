package org.vedette.itests.blackbox;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends what Twilio sends: a form by POST, signed over the public address and the sorted fields.
 */
final class TwilioPost {
  /** What the operator has told the provider; a reverse proxy would take it. */
  static final String PUBLIC = "https://mfa.example.com";

  private final Server server;
  private final String token;

  /** Signs with {@code token}. */
  TwilioPost(Server server, String token) {
    this.server = server;
    this.token = token;
  }

  /**
   * Sends a form.
   *
   * @param path with its query, as the provider was told it
   */
  HttpResponse<String> send(String path, Map<String, String> fields)
      throws IOException, InterruptedException, GeneralSecurityException {
    Map<String, String> sorted = new TreeMap<>(fields);
    StringBuilder signed = new StringBuilder(PUBLIC + path);
    sorted.forEach((name, value) -> signed.append(name).append(value));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    byte[] signature = mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8));
    String form =
        sorted.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return server
        .rest()
        .form(path, form, "X-Twilio-Signature", Base64.getEncoder().encodeToString(signature));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
