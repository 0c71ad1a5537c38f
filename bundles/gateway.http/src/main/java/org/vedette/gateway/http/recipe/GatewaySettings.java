package org.vedette.gateway.http.recipe;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.api.net.Certificates;
import org.vedette.client.http.Sender;
import org.vedette.client.http.callback.PublicAddress;
import org.vedette.gateway.http.callback.CallbackRules;

/**
 * Settings that passed.
 *
 * @param recipe how requests are made
 * @param secret as set: a reference to a stored secret; empty where none is needed
 * @param callback how the provider's requests are taken; empty where none are
 * @param trusted certificates to trust; none: those that Java trusts
 * @param connecting longest time for connecting
 * @param patience longest time for a message, waiting for its turn included
 * @param inFlight most requests at a time
 * @param waiting most messages that wait for their turn
 */
public record GatewaySettings(
    Recipe recipe,
    String secret,
    Optional<CallbackRules> callback,
    List<X509Certificate> trusted,
    Duration connecting,
    Duration patience,
    int inFlight,
    int waiting) {
  /**
   * What was read.
   *
   * @param settings present when nothing is wrong
   * @param problems what is wrong
   */
  public record Reading(Optional<GatewaySettings> settings, List<SettingText.Problem> problems) {}

  /** Returns whom messages are sent to, and how many. */
  public Sender.Plan plan() {
    return new Sender.Plan(
        recipe.server(),
        recipe.rules(),
        recipe.authentication(),
        trusted,
        connecting,
        patience,
        inFlight,
        waiting);
  }

  /**
   * Reads the properties; defaults are expected to be among them.
   *
   * @param gateway name of the gateway, for instance {@code http:main}
   */
  public static Reading read(String gateway, Map<String, ?> properties) {
    SettingText given = new SettingText(properties);
    PublicAddress address = PublicAddress.read(given, "callbackUrl", gateway);
    GatewaySettings settings =
        new GatewaySettings(
            recipe(given, address),
            given.text("secret"),
            callback(given, address),
            Certificates.read(given, "trustedCertificates"),
            Duration.ofMillis(given.number("connectTimeoutMillis", 100, 30_000)),
            Duration.ofMillis(given.number("timeoutMillis", 500, 60_000)),
            given.number("maxInFlight", 1, 64),
            given.number("maxWaiting", 0, 10_000));
    return new Reading(
        given.problems().isEmpty() ? Optional.of(settings) : Optional.empty(), given.problems());
  }

  private static Optional<CallbackRules> callback(SettingText given, PublicAddress address) {
    return isGeneric(given) ? CallbackRules.generic(given) : CallbackRules.twilio(given, address);
  }

  private static boolean isGeneric(SettingText given) {
    return given.text("preset").equalsIgnoreCase("generic");
  }

  private static Recipe recipe(SettingText given, PublicAddress address) {
    String preset = given.text("preset").toLowerCase(Locale.ROOT);
    if (isGeneric(given)) {
      return GenericRecipe.read(given);
    }
    if (!preset.equals("twilio")) {
      given.bad("preset", "must be twilio or generic");
    }
    if (given.text("secret").isEmpty()) {
      given.bad("secret", "must be given: the authentication token, as $[secret:name]");
    }
    return TwilioRecipe.read(given, address);
  }

  /** Hides the secret, which may stand there in clear. */
  @Override
  public String toString() {
    return "GatewaySettings[" + recipe + "]";
  }
}
