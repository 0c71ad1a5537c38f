package org.vedette.gateway.smpp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vedette.testkit.smpp.SmppCentre;

/** Settings with the defaults that operators see, and some of them changed. */
final class TestSettings {
  static final String SYSTEM = "vedette";

  /** At most eight characters. */
  static final String PASSWORD = "mk-77aa!";

  private final Map<String, Object> values = new HashMap<>();

  private TestSettings() {
    Arrays.stream(GatewayConfig.class.getDeclaredMethods())
        .filter(each -> each.getDefaultValue() != null)
        .forEach(each -> values.put(each.getName(), each.getDefaultValue()));
  }

  static TestSettings of(String... centres) {
    return new TestSettings()
        .with("centres", centres)
        .with("tls", Arrays.stream(centres).noneMatch(each -> each.startsWith("127.0.0.1:")))
        .with("systemId", SYSTEM)
        .with("password", PASSWORD)
        .with("from", "+15005550006");
  }

  static TestSettings of(SmppCentre... centres) {
    return of(
        List.of(centres).stream().map(each -> "127.0.0.1:" + each.port()).toArray(String[]::new));
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

  SettingsReader.Reading read() {
    return SettingsReader.read(values);
  }
}
