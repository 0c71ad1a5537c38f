package org.vedette.store.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.Records;
import org.vedette.api.store.Setting;

/**
 * Makes Configuration Admin agree with the settings in the store. May be run at any time and any
 * number of times; changes only what differs. Not thread-safe.
 */
final class SettingsReconciler {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsReconciler.class);
  private static final String FILE_NAME = "felix.fileinstall.filename";
  private static final String ANY_LOCATION = "?";

  private final ConfigurationAdmin admin;
  private final Records records;
  private final Supplier<Set<String>> declared;
  private final Map<String, Path> files = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private volatile Set<String> relevant = Set.of();

  SettingsReconciler(ConfigurationAdmin admin, Records records, Supplier<Set<String>> declared) {
    this.admin = admin;
    this.records = records;
    this.declared = declared;
  }

  /** Returns whether an event of this PID or factory PID is a reason to run. From any thread. */
  boolean concerns(@Nullable String pid) {
    return pid != null && relevant.contains(pid);
  }

  /**
   * Publishes, withdraws and overrides.
   *
   * @return what an operator must know
   * @throws IOException when Configuration Admin cannot store: run again later
   */
  Health reconcile() throws IOException {
    Map<String, Setting> wanted = new TreeMap<>();
    records.all(Setting.TYPE).forEach(setting -> wanted.put(setting.pid(), setting));
    Set<String> replicated = declared.get();
    Set<String> concerned = new HashSet<>(replicated);
    wanted.keySet().forEach(pid -> concerned.add(factory(pid).orElse(pid)));
    concerned.addAll(wanted.keySet());
    relevant = Set.copyOf(concerned);

    files.values().removeIf(file -> !Files.exists(file));
    for (Configuration configuration : existing()) {
      inspect(configuration, replicated, wanted);
    }
    refused.keySet().retainAll(wanted.keySet());
    for (Setting setting : wanted.values()) {
      publish(setting);
    }
    return health();
  }

  private void inspect(
      Configuration configuration, Set<String> replicated, Map<String, Setting> wanted)
      throws IOException {
    @Nullable Dictionary<String, Object> properties = configuration.getProperties();
    if (properties == null) {
      return;
    }
    String pid = configuration.getPid();
    @Nullable String factory = configuration.getFactoryPid();
    @Nullable Object file = properties.get(FILE_NAME);
    boolean ours = properties.get(SettingValues.MARK) != null;
    if (file != null && replicated.contains(factory == null ? pid : factory)) {
      refuseFile(pid, file.toString());
      ours = true;
    }
    if (ours && !wanted.containsKey(pid)) {
      configuration.delete();
    }
  }

  private void refuseFile(String pid, String fileName) {
    Path file = fileName.startsWith("file:") ? Path.of(URI.create(fileName)) : Path.of(fileName);
    if (!file.equals(files.put(pid, file))) {
      LOG.error(
          "A file for replicated settings is not used: remove it and change the settings through"
              + " the REST API or bin/vedette pid={} file={}",
          pid,
          file);
    }
  }

  private void publish(Setting setting) throws IOException {
    Optional<String> problem = SettingValues.problem(setting);
    if (problem.isPresent()) {
      refuse(setting.pid(), problem.get());
      return;
    }
    try {
      configuration(setting.pid()).updateIfDifferent(SettingValues.properties(setting));
      refused.remove(setting.pid());
    } catch (IllegalArgumentException unfit) {
      refuse(setting.pid(), "no settings can have this PID or these keys");
    }
  }

  private void refuse(String pid, String problem) {
    if (!problem.equals(refused.put(pid, problem))) {
      LOG.error("Settings cannot be used pid={} reason=\"{}\"", pid, problem);
    }
  }

  private Configuration configuration(String pid) throws IOException {
    Optional<String> factory = factory(pid);
    return factory.isPresent()
        ? admin.getFactoryConfiguration(
            factory.get(), pid.substring(factory.get().length() + 1), ANY_LOCATION)
        : admin.getConfiguration(pid, ANY_LOCATION);
  }

  private Configuration[] existing() throws IOException {
    try {
      Configuration @Nullable [] all = admin.listConfigurations(null);
      return all == null ? new Configuration[0] : all;
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Health health() {
    if (!files.isEmpty()) {
      Map.Entry<String, Path> first = files.entrySet().iterator().next();
      return Health.critical(
          "The settings of "
              + first.getKey()
              + " are replicated: remove the file "
              + first.getValue()
              + " and change them through the REST API or bin/vedette.");
    }
    if (!refused.isEmpty()) {
      Map.Entry<String, String> first = refused.entrySet().iterator().next();
      return Health.critical(
          "The settings of " + first.getKey() + " are not used: " + first.getValue() + ".");
    }
    return Health.ok();
  }

  private static Optional<String> factory(String pid) {
    int tilde = pid.indexOf('~');
    return tilde < 0 ? Optional.empty() : Optional.of(pid.substring(0, tilde));
  }
}
