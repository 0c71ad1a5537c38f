package org.vedette.sdk.setting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.vedette.api.store.Setting;
import org.vedette.sdk.service.Installed;

/** Shows settings: what is stored, or what stands in the file, or the default. */
final class SettingViews {
  static final String SET = "(set)";

  private static final String LOCAL = "local";
  private static final String REPLICATED = "replicated";

  private final Installed installed;

  SettingViews(Installed installed) {
    this.installed = installed;
  }

  /** Shows a PID; of a factory its defaults and then every instance. */
  List<SettingView> all(PidDescription description) {
    List<SettingView> views = new ArrayList<>();
    views.add(view(description, description.pid()));
    if (description.factory()) {
      instances(description).forEach(pid -> views.add(view(description, pid)));
    }
    return views;
  }

  SettingView view(PidDescription description, String pid) {
    Map<String, String> values = description.replicated() ? stored(pid) : inForce(pid);
    return new SettingView(
        pid,
        description.replicated() ? REPLICATED : LOCAL,
        description.replicated() ? null : PidDescription.file(pid),
        description.description(),
        description.keys().stream().map(key -> view(key, values)).toList());
  }

  private static SettingView.Key view(KeyDescription key, Map<String, String> values) {
    String value = values.getOrDefault(key.name(), key.defaultValue());
    return new SettingView.Key(
        key.name(),
        key.description(),
        key.type(),
        key.defaultValue(),
        key.secret() && !value.isEmpty() ? SET : value,
        key.secret());
  }

  private List<String> instances(PidDescription description) {
    String prefix = description.pid() + "~";
    if (description.replicated()) {
      return installed.records().all(Setting.TYPE).stream()
          .map(Setting::pid)
          .filter(pid -> pid.startsWith(prefix))
          .sorted()
          .toList();
    }
    return configurations("(service.factoryPid=" + description.pid() + ")").stream()
        .map(Configuration::getPid)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private Map<String, String> stored(String pid) {
    return installed
        .records()
        .findByKey(Setting.TYPE, Setting.key(pid))
        .map(Setting::values)
        .orElse(Map.of());
  }

  private Map<String, String> inForce(String pid) {
    Map<String, String> values = new HashMap<>();
    for (Configuration each : configurations("(service.pid=" + pid + ")")) {
      Dictionary<String, Object> properties = each.getProperties();
      if (properties != null) {
        properties
            .keys()
            .asIterator()
            .forEachRemaining(key -> values.put(key, text(properties.get(key))));
      }
    }
    return values;
  }

  private List<Configuration> configurations(String filter) {
    return installed
        .findConfigurations()
        .map(
            admin -> {
              try {
                Configuration @Nullable [] found = admin.listConfigurations(filter);
                return found == null ? List.<Configuration>of() : List.of(found);
              } catch (IOException | InvalidSyntaxException unreadable) {
                return List.<Configuration>of();
              }
            })
        .orElse(List.of());
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Object[] array) {
      return List.of(array).stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return Optional.ofNullable(value).map(String::valueOf).orElse("");
  }
}
