package org.vedette.sdk.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.secret.Secret;

/** What a RADIUS client has, as far as tests need it. */
final class FakeSchema implements ApplicationSchema {
  @Override
  public List<Field> fields() {
    return List.of(
        new Field("secret", "Shared secret, at least 16 characters.", "", true, true),
        new Field("messageAuthenticator", "auto or require.", "auto", false));
  }

  @Override
  public Optional<String> selector(String typed) {
    return typed.matches("[0-9.]+(/[0-9]+)?")
        ? Optional.of(typed.contains("/") ? typed : typed + "/32")
        : Optional.empty();
  }

  @Override
  public String selectorHelp() {
    return "an address or a network like 192.0.2.0/24";
  }

  @Override
  public List<Problem> check(String primary, Map<String, String> values) {
    return Set.of("auto", "require").contains(values.get("messageAuthenticator"))
        ? List.of()
        : List.of(new Problem("messageAuthenticator", "auto or require"));
  }

  @Override
  public Optional<Problem> checkSecret(String field, Secret value) {
    return value.length() < 16
        ? Optional.of(new Problem(field, "at least 16 characters"))
        : Optional.empty();
  }
}
