package org.vedette.client.http.provider;

import java.util.regex.Pattern;
import org.vedette.api.lifecycle.SettingText;

/**
 * An account at Twilio, or at what speaks like it. Source: "API requests" of Twilio's
 * documentation.
 *
 * @param url base of its interface
 * @param account its SID
 * @param user who signs in: the account itself, or an API key
 */
public record TwilioAccount(ProviderUrl url, String account, String user) {
  private static final String USUAL_BASE = "https://api.twilio.com";
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{2,64}");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_-]{0,64}");

  /** Reads the settings {@code url}, {@code account} and {@code user}; what is wrong is noted. */
  public static TwilioAccount read(SettingText given) {
    String account = matching(given, "account", ACCOUNT, "must be the account SID, like AC0123...");
    String user = matching(given, "user", USER, "must be the SID of an API key, or empty");
    String base = given.text("url").isEmpty() ? USUAL_BASE : given.text("url");
    ProviderUrl url = ProviderUrl.read(given, "url", withoutSlash(base), given.flag("allowClear"));
    if (url.whole().contains("?") || url.whole().contains("{")) {
      given.bad("url", "must be the base address only, like " + USUAL_BASE);
    }
    return new TwilioAccount(url, account, user.isEmpty() ? account : user);
  }

  /** Returns the address of a resource of the account, for instance {@code Messages.json}. */
  public String resource(String name) {
    return url.whole() + "/2010-04-01/Accounts/" + account + "/" + name;
  }

  /** Returns how this server proves who it is. */
  public Authentication authentication() {
    return new Authentication(Authentication.Kind.BASIC, user);
  }

  private static String withoutSlash(String base) {
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  private static String matching(SettingText given, String key, Pattern shape, String otherwise) {
    String value = given.text(key);
    if (!shape.matcher(value).matches()) {
      given.bad(key, otherwise);
    }
    return value;
  }
}
