package org.vedette.client.http.callback;

import org.vedette.api.delivery.GatewayCallback;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.client.http.provider.ProviderUrl;

/**
 * Where providers reach a gateway. Signatures cover it, so it is what an operator has set and never
 * what a request says of itself.
 *
 * @param base with scheme and host, without a slash at the end; empty where nobody may call back
 */
public record PublicAddress(String base) {
  /**
   * Reads the public base of this server; what is wrong is noted.
   *
   * @param key the setting
   * @param gateway name of the gateway, for instance {@code http:main}
   */
  public static PublicAddress read(SettingText given, String key, String gateway) {
    String text = given.text(key);
    if (text.isEmpty()) {
      return new PublicAddress("");
    }
    ProviderUrl url = ProviderUrl.read(given, key, text, given.flag("allowClear"));
    if (url.whole().contains("?") || url.whole().contains("{")) {
      given.bad(key, "must be the public base address of this server only");
    }
    String whole = url.whole();
    String server = whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    return new PublicAddress(server + "/callbacks/" + gateway);
  }

  /** Returns whether providers may call back. */
  public boolean open() {
    return !base.isEmpty();
  }

  /** Returns the address of a path, which has no leading slash. */
  public String of(String path) {
    return base + "/" + path;
  }

  /** Returns the address that a request came to, as its sender saw it. */
  public String of(GatewayCallback.Request request) {
    String path = request.path().isEmpty() ? base : of(request.path());
    return request.query().isEmpty() ? path : path + "?" + request.query();
  }
}
