package org.vedette.directory;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;

/** Settings with the defaults that DS would add. */
final class TestSettings {
  private final Map<String, Object> values = new HashMap<>();

  TestSettings() {
    for (Method each : DirectoryConfig.class.getDeclaredMethods()) {
      if (each.getDefaultValue() != null) {
        values.put(each.getName(), each.getDefaultValue());
      }
    }
    with("baseDn", "dc=corp,dc=example");
    with("bindDn", "cn=service,dc=corp,dc=example");
    with("bindPassword", "$[secret:corp]");
    with("connectTimeoutMillis", "1000");
    with("responseTimeoutMillis", "1000");
  }

  TestSettings with(String key, Object value) {
    values.put(key, value);
    return this;
  }

  Map<String, Object> map() {
    return values;
  }

  DirectorySettings read() {
    SettingsReader.Reading reading = SettingsReader.read(values);
    return reading.settings().orElseThrow(() -> new AssertionError(reading.problems().toString()));
  }

  /** A vault with one secret, {@code corp}. */
  static SecretVault vault() {
    return new SecretVault() {
      @Override
      public byte[] seal(SealedPlace place, Secret plain) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Secret open(SealedPlace place, byte[] sealed) {
        throw new UnsupportedOperationException();
      }

      @Override
      public byte[] mac(String purpose, byte[]... parts) {
        throw new UnsupportedOperationException();
      }

      @Override
      public byte[] random(int count) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Optional<Secret> resolve(String setting) {
        return switch (setting) {
          case "$[secret:corp]" -> Optional.of(Secret.of(TestServer.SERVICE_PASSWORD));
          case "$[secret:absent]" -> Optional.empty();
          default -> Optional.of(Secret.of(setting));
        };
      }
    };
  }
}
