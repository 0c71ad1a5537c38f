package org.vedette.gateway.call;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Settings with the defaults that operators see, and some of them changed. */
final class TestSettings {
  static final String TOKEN = "marked-token-88bb";

  private final Map<String, Object> values = new HashMap<>();

  private TestSettings() {
    Arrays.stream(GatewayConfig.class.getDeclaredMethods())
        .filter(each -> each.getDefaultValue() != null)
        .forEach(each -> values.put(each.getName(), each.getDefaultValue()));
  }

  static TestSettings at(String url) {
    return new TestSettings()
        .with("url", url)
        .with("account", "AC01")
        .with("secret", TOKEN)
        .with("from", "+15005550006")
        .with("callbackUrl", "https://mfa.example/");
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
}
