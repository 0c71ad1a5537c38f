package org.vedette.gateway.call;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.net.Certificates;
import org.vedette.client.http.Sender;
import org.vedette.client.http.answer.BodyTest;
import org.vedette.client.http.answer.Rules;
import org.vedette.client.http.answer.StatusSet;
import org.vedette.client.http.callback.PublicAddress;
import org.vedette.client.http.json.JsonPointer;
import org.vedette.client.http.provider.ProviderUrl;
import org.vedette.client.http.provider.TwilioAccount;

/**
 * Settings that passed.
 *
 * @param plan whom calls are ordered from, and how many at a time
 * @param resource the URL that takes orders
 * @param secret as set: a reference to a stored secret
 * @param signing the same of what the provider signs with
 * @param from number that is shown to the person
 * @param address where the provider asks how the call goes on
 * @param ringing how long it rings, in seconds
 * @param twiml how things are said
 */
record CallSettings(
    Sender.Plan plan,
    String resource,
    String secret,
    String signing,
    String from,
    PublicAddress address,
    int ringing,
    Twiml twiml) {
  private static final Pattern FROM = Pattern.compile("\\+[1-9][0-9]{3,14}");
  private static final Pattern SPOKEN = Pattern.compile("([a-z]{2,3})=([A-Za-z0-9-]{2,20})");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final int MOST_RECORDINGS_URL = 500;

  /** States in which a call is on its way. */
  private static final Set<String> TAKEN =
      Set.of("queued", "initiated", "ringing", "in-progress", "completed");

  /**
   * Errors of the number, which no other provider would call either: invalid (21211, 21217, 13223,
   * 13224, 21401).
   */
  private static final Set<String> REJECTIONS = Set.of("21211", "21217", "21401", "13223", "13224");

  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  record Reading(Optional<CallSettings> settings, List<SettingText.Problem> problems) {}

  /**
   * Reads the properties; defaults are expected to be among them.
   *
   * @param gateway name of the gateway, for instance {@code call:main}
   */
  static Reading read(String gateway, Map<String, ?> properties) {
    SettingText given = new SettingText(properties);
    TwilioAccount account = TwilioAccount.read(given);
    PublicAddress address = PublicAddress.read(given, "callbackUrl", gateway);
    if (!address.open() && given.problems().stream().noneMatch(CallSettings::isAddress)) {
      given.bad("callbackUrl", "must be given: the provider asks there how a call goes on");
    }
    if (!FROM.matcher(given.text("from")).matches()) {
      given.bad("from", "must be a number like +15550100 that the account owns or has verified");
    }
    CallSettings settings =
        new CallSettings(
            plan(given, account),
            account.resource("Calls.json"),
            secret(given),
            signing(given),
            given.text("from"),
            address,
            given.number("ringSeconds", 5, 120),
            twiml(given));
    return new Reading(
        given.problems().isEmpty() ? Optional.of(settings) : Optional.empty(), given.problems());
  }

  private static boolean isAddress(SettingText.Problem problem) {
    return problem.key().equals("callbackUrl");
  }

  private static Sender.Plan plan(SettingText given, TwilioAccount account) {
    return new Sender.Plan(
        account.url().server(),
        rules(),
        account.authentication(),
        Certificates.read(given, "trustedCertificates"),
        Duration.ofMillis(given.number("connectTimeoutMillis", 100, 30_000)),
        Duration.ofMillis(given.number("timeoutMillis", 500, 60_000)),
        given.number("maxInFlight", 1, 64),
        given.number("maxWaiting", 0, 10_000));
  }

  private static Rules rules() {
    return new Rules(
        new StatusSet(List.of(new StatusSet.Range(200, 299))),
        new BodyTest(Optional.empty(), JsonPointer.parse("/status"), TAKEN),
        JsonPointer.parse("/sid"),
        new StatusSet(List.of()),
        new BodyTest(Optional.empty(), JsonPointer.parse("/code"), REJECTIONS),
        JsonPointer.parse("/code"));
  }

  private static String secret(SettingText given) {
    String secret = given.text("secret");
    if (secret.isEmpty()) {
      given.bad("secret", "must be given: the authentication token, as $[secret:name]");
    }
    return secret;
  }

  private static String signing(SettingText given) {
    String own = given.text("callbackSecret");
    if (own.isEmpty() && !given.text("user").isEmpty()) {
      given.bad(
          "callbackSecret",
          "must be given with an API key: the account's token, which signs, as $[secret:name]");
    }
    return own.isEmpty() ? given.text("secret") : own;
  }

  private static Twiml twiml(SettingText given) {
    String recordings = recordings(given);
    Set<String> recorded = new HashSet<>(given.list("recordedLanguages"));
    if (!recorded.stream().allMatch(each -> LANGUAGE.matcher(each).matches())) {
      given.bad("recordedLanguages", "must be languages like en,de");
    }
    if (recordings.isEmpty() != recorded.isEmpty()) {
      given.bad("recordings", "and recordedLanguages go together");
    }
    String format = given.text("recordingFormat");
    if (!Set.of("wav", "mp3").contains(format)) {
      given.bad("recordingFormat", "must be wav or mp3");
    }
    Map<String, String> spoken = new HashMap<>();
    for (String each : given.list("spokenLanguages")) {
      Matcher shape = SPOKEN.matcher(each);
      if (shape.matches()) {
        spoken.put(shape.group(1), shape.group(2));
      } else {
        given.bad("spokenLanguages", "must be pairs like de=de-DE");
      }
    }
    return new Twiml(recordings, recorded, format, spoken);
  }

  private static String recordings(SettingText given) {
    String text = given.text("recordings");
    if (text.isEmpty()) {
      return "";
    }
    String whole = ProviderUrl.read(given, "recordings", text, given.flag("allowClear")).whole();
    if (whole.contains("?") || whole.contains("{") || whole.length() > MOST_RECORDINGS_URL) {
      given.bad("recordings", "must be a base address, of at most 500 characters");
    }
    return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
  }

  /** Hides secrets, which may stand there in clear. */
  @Override
  public String toString() {
    return "CallSettings[" + resource + "]";
  }
}
