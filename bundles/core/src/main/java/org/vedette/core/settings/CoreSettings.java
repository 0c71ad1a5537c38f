package org.vedette.core.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vedette.core.delivery.Routes;

/**
 * Settings of the sign-in flow, checked as a whole.
 *
 * @param challengeLife how long a challenge for a typed code stays open
 * @param lockoutThreshold denials with a PIN before a lockout; 0 is off
 * @param lockoutReset silence after which the count begins anew
 * @param lockoutLife how long a lockout lasts
 * @param throttlePasswords wrong passwords for one name from one source before a wait
 * @param throttleWindow time in which they are counted, and the wait
 * @param throttleCodes wrong codes in a row before a wait
 * @param pins what PINs must be
 * @param fraud what a report of fraud does
 * @param issuer name of the organisation
 * @param language language of users without one
 * @param routes which gateways serve which addresses
 * @param sending how much may be sent
 * @param mails which mails are sent to users and administrators
 * @param names how typed names become users
 */
public record CoreSettings(
    Duration challengeLife,
    int lockoutThreshold,
    Duration lockoutReset,
    Duration lockoutLife,
    int throttlePasswords,
    Duration throttleWindow,
    int throttleCodes,
    Pins pins,
    Fraud fraud,
    String issuer,
    Locale language,
    Routes routes,
    SendSettings sending,
    MailSettings mails,
    NameSettings names) {

  /**
   * What PINs must be.
   *
   * @param minLength fewest digits
   * @param life how long one may be used before it has to be changed; zero: for ever
   * @param history how many former ones may not be used again
   */
  public record Pins(int minLength, Duration life, int history) {}

  /**
   * What a report of fraud does.
   *
   * @param blocks whether it blocks the user
   * @param life for how long
   */
  public record Fraud(boolean blocks, Duration life) {}

  /** What a server has before anybody changed anything. */
  public static final CoreSettings DEFAULTS =
      new CoreSettings(
          Duration.ofSeconds(120),
          0,
          Duration.ofMinutes(15),
          Duration.ofMinutes(15),
          10,
          Duration.ofSeconds(60),
          10,
          new Pins(4, Duration.ZERO, 5),
          new Fraud(true, Duration.ofDays(90)),
          "Vedette",
          Locale.ENGLISH,
          Routes.NONE,
          SendSettings.DEFAULTS,
          MailSettings.NONE,
          NameSettings.EXACT);

  /** Says what is wrong, a sentence for each key; empty when the settings may be used. */
  public List<String> problems() {
    List<String> found = new ArrayList<>();
    within(found, "challengeSeconds", challengeLife.toSeconds(), 30, 600);
    within(found, "lockoutThreshold", lockoutThreshold, 0, 99);
    within(found, "lockoutResetMinutes", lockoutReset.toMinutes(), 1, 9999);
    within(found, "lockoutMinutes", lockoutLife.toMinutes(), 1, 9999);
    within(found, "throttlePasswords", throttlePasswords, 3, 100);
    within(found, "throttleSeconds", throttleWindow.toSeconds(), 10, 3600);
    within(found, "throttleCodes", throttleCodes, 3, 100);
    sending.problems(found);
    within(found, "pinMinLength", pins.minLength(), 4, 16);
    within(found, "pinDays", pins.life().toDays(), 0, 3650);
    within(found, "pinHistory", pins.history(), 0, 20);
    within(found, "fraudBlockDays", fraud.life().toDays(), 1, 3650);
    if (issuer.isBlank() || issuer.length() > 64 || issuer.indexOf(':') >= 0) {
      found.add("issuer: 1 to 64 characters without a colon, for example Example Ltd");
    }
    found.addAll(mails.problems());
    found.addAll(names.problems());
    return found;
  }

  static void within(List<String> found, String key, long value, long min, long max) {
    if (value < min || value > max) {
      found.add(key + ": " + min + " to " + max + ", not " + value);
    }
  }
}
