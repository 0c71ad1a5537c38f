package org.vedette.gateway.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.vedette.gateway.http.recipe.GatewaySettings;

/** Settings with the defaults that operators see, and some of them changed. */
final class TestSettings {
  static final String ACCOUNT = "AC00000000000000000000000000000001";
  static final String TOKEN = "marked-token-77aa";
  static final String FROM = "+15005550006";

  private final Map<String, Object> values = new HashMap<>();

  private TestSettings() {
    Arrays.stream(GatewayConfig.class.getDeclaredMethods())
        .filter(each -> each.getDefaultValue() != null)
        .forEach(each -> values.put(each.getName(), each.getDefaultValue()));
  }

  static TestSettings twilio(String url) {
    return new TestSettings()
        .with("url", url)
        .with("account", ACCOUNT)
        .with("secret", TOKEN)
        .with("from", FROM);
  }

  static TestSettings generic(String url) {
    return new TestSettings().with("preset", "generic").with("url", url);
  }

  TestSettings with(String key, Object value) {
    if (values.put(key, value) == null) {
      throw new IllegalArgumentException("there is no setting " + key);
    }
    return this;
  }

  Map<String, Object> map() {
    return new HashMap<>(values);
  }

  GatewaySettings.Reading read() {
    return GatewaySettings.read("http:main", values);
  }
}
