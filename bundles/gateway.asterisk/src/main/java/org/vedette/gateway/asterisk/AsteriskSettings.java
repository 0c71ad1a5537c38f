package org.vedette.gateway.asterisk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.net.Certificates;
import org.vedette.client.http.Sender;
import org.vedette.client.http.answer.BodyTest;
import org.vedette.client.http.answer.Rules;
import org.vedette.client.http.answer.StatusSet;
import org.vedette.client.http.json.JsonPointer;
import org.vedette.client.http.provider.Authentication;
import org.vedette.client.http.provider.ProviderUrl;

/**
 * Settings that passed.
 *
 * @param plan how calls are ordered
 * @param base address of the interface, {@code /ari} included
 * @param secret as set: a reference to a stored secret
 * @param endpoint whom Asterisk is to dial, with {@code {number}} or {@code {digits}}
 * @param callerId who calls; may be empty
 * @param sounds folder of the sound files
 * @param ringing how long it rings
 * @param most calls at a time
 */
record AsteriskSettings(
    Sender.Plan plan,
    String base,
    String secret,
    String endpoint,
    String callerId,
    String sounds,
    Duration ringing,
    int most) {
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern ENDPOINT =
      Pattern.compile("[A-Za-z0-9_]+/[A-Za-z0-9_.:@/+-]*\\{(number|digits)\\}[A-Za-z0-9_.:@/-]*");
  private static final Pattern CALLER = Pattern.compile("[ -~]{0,80}");
  private static final Pattern SOUNDS = Pattern.compile("[A-Za-z0-9_-]{1,32}");
  private static final int ORDERS_AT_A_TIME = 8;

  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  record Reading(Optional<AsteriskSettings> settings, List<SettingText.Problem> problems) {}

  /** Reads the properties; defaults are expected to be among them. */
  static Reading read(Map<String, ?> properties) {
    SettingText given = new SettingText(properties);
    ProviderUrl url = ProviderUrl.read(given, "url", given.text("url"), given.flag("allowClear"));
    if (url.whole().contains("?") || url.whole().contains("{")) {
      given.bad("url", "must be the base address only, like https://pbx.example.com:8089");
    }
    String whole = url.whole();
    int most = given.number("maxCalls", 1, 500);
    AsteriskSettings settings =
        new AsteriskSettings(
            new Sender.Plan(
                url.server(),
                rules(),
                new Authentication(
                    Authentication.Kind.BASIC,
                    matching(given, "user", USER, "must be the user of ari.conf")),
                Certificates.read(given, "trustedCertificates"),
                Duration.ofMillis(given.number("connectTimeoutMillis", 100, 30_000)),
                Duration.ofMillis(given.number("timeoutMillis", 500, 60_000)),
                ORDERS_AT_A_TIME,
                most),
            (whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole) + "/ari",
            secret(given),
            matching(
                given,
                "endpoint",
                ENDPOINT,
                "must be what Asterisk dials, with {number} or {digits}, like PJSIP/{number}@trunk"),
            matching(given, "callerId", CALLER, "must be at most 80 ASCII characters"),
            matching(given, "sounds", SOUNDS, "must be the name of a folder, like vedette"),
            Duration.ofSeconds(given.number("ringSeconds", 5, 120)),
            most);
    return new Reading(
        given.problems().isEmpty() ? Optional.of(settings) : Optional.empty(), given.problems());
  }

  private static String matching(SettingText given, String key, Pattern shape, String otherwise) {
    String value = given.text(key);
    if (!shape.matcher(value).matches()) {
      given.bad(key, otherwise);
    }
    return value;
  }

  private static String secret(SettingText given) {
    String secret = given.text("secret");
    if (secret.isEmpty()) {
      given.bad("secret", "must be given: the password of ari.conf, as $[secret:name]");
    }
    return secret;
  }

  /** "Channels REST API": the channel comes back; whatever else says nothing of the number. */
  private static Rules rules() {
    return new Rules(
        new StatusSet(List.of(new StatusSet.Range(200, 299))),
        BodyTest.NONE,
        JsonPointer.parse("/id"),
        new StatusSet(List.of()),
        BodyTest.NONE,
        Optional.empty());
  }

  /** Hides secrets, which may stand there in clear. */
  @Override
  public String toString() {
    return "AsteriskSettings[" + base + "]";
  }
}
