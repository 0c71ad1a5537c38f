package org.vedette.sdk.setting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Change;
import org.vedette.api.store.Setting;
import org.vedette.api.store.StoredSecret;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Writes;

/**
 * Plans changes of replicated settings: values are checked, secrets are sealed and stored beside
 * the settings in the same change, which then refer to them.
 */
final class SettingPlanner {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\[secret:([a-z0-9.]{1,200})\\]");
  private static final String OWN_PREFIX = "org.vedette.";

  private final Installed installed;

  SettingPlanner(Installed installed) {
    this.installed = installed;
  }

  /**
   * Plans the settings of a PID.
   *
   * @param given values by key as typed; null returns a key to its default
   */
  Writes.Plan<Setting> put(
      PidDescription description, String pid, Map<String, @Nullable String> given) {
    Optional<Setting> stored = find(pid);
    Map<String, String> values = new HashMap<>(stored.map(Setting::values).orElse(Map.of()));
    List<Change> changes = new ArrayList<>();
    given.forEach((name, value) -> apply(description, pid, name, value, values, changes));
    demandRequired(description, values);
    Setting next =
        stored
            .map(old -> old.with(values))
            .orElseGet(() -> new Setting(UUID.randomUUID(), 1, pid, values));
    changes.add(Change.put(Setting.TYPE, next));
    return new Writes.Plan<>(oneOrAll(changes), next);
  }

  /** Plans the removal of settings with the secrets that only they refer to. */
  Writes.Plan<Setting> remove(PidDescription description, Setting stored) {
    List<Change> changes = new ArrayList<>();
    for (KeyDescription key : description.keys()) {
      if (key.secret()) {
        removeSecret(stored.pid(), key, changes);
      }
    }
    changes.add(Change.remove(Setting.TYPE, stored));
    return new Writes.Plan<>(oneOrAll(changes), stored);
  }

  Optional<Setting> find(String pid) {
    return installed.records().findByKey(Setting.TYPE, Setting.key(pid));
  }

  /** Name of the stored secret that holds a key of a PID. */
  static String secretName(String pid, String key) {
    String own = pid.startsWith(OWN_PREFIX) ? pid.substring(OWN_PREFIX.length()) : pid;
    return (own + "." + key).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", ".");
  }

  private void apply(
      PidDescription description,
      String pid,
      String name,
      @Nullable String value,
      Map<String, String> values,
      List<Change> changes) {
    KeyDescription key =
        description
            .key(name)
            .orElseThrow(
                () ->
                    Problem.field(
                        name,
                        "is unknown; known are "
                            + String.join(
                                ", ",
                                description.keys().stream().map(KeyDescription::name).toList())));
    if (key.secret() && SettingViews.SET.equals(value)) {
      return;
    }
    if (value == null) {
      values.remove(name);
      if (key.secret()) {
        removeSecret(pid, key, changes);
      }
    } else if (key.secret() && !value.isEmpty() && !REFERENCE.matcher(value).matches()) {
      values.put(name, putSecret(pid, key, value, changes));
    } else if (value.equals(key.defaultValue())) {
      values.remove(name);
    } else {
      values.put(name, key.check(value));
    }
  }

  private String putSecret(String pid, KeyDescription key, String value, List<Change> changes) {
    String name = secretName(pid, key.name());
    Optional<StoredSecret> before = secret(name);
    UUID id = before.map(StoredSecret::id).orElseGet(UUID::randomUUID);
    long version = before.map(StoredSecret::version).orElse(0L) + 1;
    byte[] sealed = installed.vault().seal(StoredSecret.place(id), Secret.of(key.check(value)));
    changes.add(Change.put(StoredSecret.TYPE, new StoredSecret(id, version, name, sealed)));
    return "$[secret:" + name + "]";
  }

  private void removeSecret(String pid, KeyDescription key, List<Change> changes) {
    secret(secretName(pid, key.name()))
        .ifPresent(stored -> changes.add(Change.remove(StoredSecret.TYPE, stored)));
  }

  private Optional<StoredSecret> secret(String name) {
    return installed.records().findByKey(StoredSecret.TYPE, StoredSecret.key(name));
  }

  private static void demandRequired(PidDescription description, Map<String, String> values) {
    for (KeyDescription key : description.keys()) {
      if (key.required() && values.getOrDefault(key.name(), key.defaultValue()).isEmpty()) {
        throw Problem.field(key.name(), "must be given: " + key.description());
      }
    }
  }

  private static Change oneOrAll(List<Change> changes) {
    return changes.size() == 1 ? changes.get(0) : new Change.Batch(changes);
  }
}
