package org.vedette.gateway.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.gateway.http.Provider.Reply;
import org.vedette.gateway.http.Provider.Seen;

/**
 * Answers as the messages resource of Twilio does: it checks path, authentication and fields, and
 * knows Twilio's magic numbers of its test credentials.
 */
final class TwilioDesk implements Provider.Desk {
  private static final Map<String, String> MAGIC =
      Map.of(
          "+15005550001", "21211",
          "+15005550003", "21408",
          "+15005550004", "21610",
          "+15005550009", "21614");

  private final String user;
  private final String token;
  private final AtomicInteger sent = new AtomicInteger();

  TwilioDesk(String user, String token) {
    this.user = user;
    this.token = token;
  }

  @Override
  public Reply answer(Seen seen) {
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
    if (!basic.equals(seen.header("Authorization"))) {
      return error(401, "20003", "Authenticate");
    }
    if (!seen.path().equals("/2010-04-01/Accounts/" + TestSettings.ACCOUNT + "/Messages.json")
        || !seen.method().equals("POST")) {
      return error(404, "20404", "The requested resource " + seen.path() + " was not found");
    }
    if (!"application/x-www-form-urlencoded".equals(seen.header("Content-Type"))) {
      return error(415, "20415", "Unsupported media type");
    }
    Map<String, String> form = form(seen.body());
    if (form.getOrDefault("Body", "").isEmpty()) {
      return error(400, "21602", "Message body is required.");
    }
    if (form.containsKey("From") == form.containsKey("MessagingServiceSid")) {
      return error(400, "21603", "A 'From' phone number is required.");
    }
    String magic = MAGIC.get(form.get("To"));
    if (magic != null) {
      return error(400, magic, "The 'To' number " + form.get("To") + " is not valid");
    }
    return Reply.of(
        201,
        "{\"sid\":\"SM%032d\",\"status\":\"queued\",\"error_code\":null,\"body\":\"%s\"}"
            .formatted(sent.incrementAndGet(), form.get("Body").length()));
  }

  static Map<String, String> form(String body) {
    Map<String, String> fields = new TreeMap<>();
    Arrays.stream(body.split("&", -1))
        .map(each -> each.split("=", 2))
        .forEach(
            each ->
                fields.put(
                    URLDecoder.decode(each[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    return fields;
  }

  private static Reply error(int status, String code, String message) {
    return Reply.of(
        status,
        "{\"code\":%s,\"message\":\"%s\",\"more_info\":\"https://www.twilio.com/docs/errors/%s\",\"status\":%d}"
            .formatted(code, message, code, status));
  }
}
