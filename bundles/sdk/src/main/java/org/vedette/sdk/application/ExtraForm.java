package org.vedette.sdk.application;

import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.auth.KeptSecret;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.sdk.http.Problem;

/** Reads the settings that a listener adds to an application; secret ones are sealed. */
final class ExtraForm {
  private static final String NAME = "extra.";

  private final ApplicationSchema schema;
  private final SecretVault vault;
  private final InstantSource clock;
  private final Map<String, ApplicationSchema.Field> fields;

  ExtraForm(ApplicationSchema schema, SecretVault vault, InstantSource clock) {
    this.schema = schema;
    this.vault = vault;
    this.clock = clock;
    this.fields =
        schema.fields().stream()
            .collect(
                Collectors.toMap(
                    ApplicationSchema.Field::name,
                    Function.identity(),
                    (first, second) -> first,
                    LinkedHashMap::new));
  }

  /**
   * Joins what is stored with what is given, and checks all of it.
   *
   * @param primary who checks the password of the application
   * @param stored as stored; empty for a new application
   * @param given as typed; null returns a field to its default
   */
  Map<String, String> read(
      UUID id, String primary, Map<String, String> stored, Map<String, @Nullable String> given) {
    given.keySet().forEach(this::known);
    Map<String, String> plain = new LinkedHashMap<>();
    Map<String, String> sealed = new HashMap<>();
    for (ApplicationSchema.Field field : fields.values()) {
      if (field.secret()) {
        secret(id, field, stored, given).ifPresent(value -> sealed.put(field.name(), value));
        if (field.kept()) {
          sealed.putAll(kept(id, field.name(), stored, sealed));
        }
      } else {
        plain.put(field.name(), plain(field, stored, given));
      }
    }
    List<ApplicationSchema.Problem> problems = schema.check(primary, plain);
    if (!problems.isEmpty()) {
      ApplicationSchema.Problem first = problems.get(0);
      throw Problem.field(NAME + first.field(), first.message());
    }
    Map<String, String> all = new HashMap<>(plain);
    all.putAll(sealed);
    return all;
  }

  private String plain(
      ApplicationSchema.Field field,
      Map<String, String> stored,
      Map<String, @Nullable String> given) {
    if (given.containsKey(field.name())) {
      String value = given.get(field.name());
      return value == null ? field.defaultValue() : value;
    }
    return stored.getOrDefault(field.name(), field.defaultValue());
  }

  private Optional<String> secret(
      UUID id,
      ApplicationSchema.Field field,
      Map<String, String> stored,
      Map<String, @Nullable String> given) {
    String name = field.name();
    String value = given.get(name);
    boolean unchanged = !given.containsKey(name) || ApplicationView.SET.equals(value);
    String before = stored.get(name);
    if (unchanged && before != null) {
      return Optional.of(before);
    }
    if (value == null || unchanged) {
      if (field.defaultValue().isEmpty()) {
        throw Problem.field(NAME + name, "must be given: " + field.description());
      }
      return Optional.of(seal(id, name, Secret.of(field.defaultValue())));
    }
    Secret typed = Secret.of(value);
    schema
        .checkSecret(name, typed)
        .ifPresent(
            problem -> {
              throw Problem.field(NAME + problem.field(), problem.message());
            });
    return Optional.of(seal(id, name, typed));
  }

  /** Keeps the secret that is being replaced, or what was kept before. */
  private Map<String, String> kept(
      UUID id, String name, Map<String, String> stored, Map<String, String> now) {
    String before = stored.get(name);
    if (before != null && !before.equals(now.get(name))) {
      try (Secret old =
          vault.open(Application.extraPlace(id, name), Base64.getDecoder().decode(before))) {
        return new KeptSecret(old, clock.instant()).seal(id, name, vault);
      }
    }
    Map<String, String> same = new HashMap<>();
    for (String each : List.of(KeptSecret.previous(name), KeptSecret.since(name))) {
      String value = stored.get(each);
      if (value != null) {
        same.put(each, value);
      }
    }
    return same;
  }

  private String seal(UUID id, String field, Secret value) {
    return Base64.getEncoder().encodeToString(vault.seal(Application.extraPlace(id, field), value));
  }

  private void known(String name) {
    if (!fields.containsKey(name)) {
      throw Problem.field(
          NAME + name, "is unknown; known are " + String.join(", ", fields.keySet()));
    }
  }
}
