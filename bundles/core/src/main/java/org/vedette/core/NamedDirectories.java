package org.vedette.core;

import java.util.List;
import java.util.function.Predicate;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.store.Records;
import org.vedette.api.store.Setting;
import org.vedette.api.store.StoreUnavailableException;

/**
 * Whether the directories that resolve names are there. Where one is not, a name that is nobody's
 * exact name stays undecided: to call it unknown would let a user in by another form of the name
 * without a second factor, where the application lets unknown users in.
 */
final class NamedDirectories {
  private static final String FACTORY = "org.vedette.directory~";

  private final Predicate<String> present;
  private final Predicate<String> configured;

  /**
   * Takes who knows.
   *
   * @param present whether a directory of a name can be asked now
   * @param configured whether there are settings for it
   */
  NamedDirectories(Predicate<String> present, Predicate<String> configured) {
    this.present = present;
    this.configured = configured;
  }

  /** Asks the services and the settings; what cannot be read is not called wrong. */
  static NamedDirectories of(ServiceDirectory<String, DirectorySource> sources, Records records) {
    return new NamedDirectories(
        name -> sources.find(name).isPresent(),
        name -> {
          try {
            return records.findByKey(Setting.TYPE, Setting.key(FACTORY + name)).isPresent();
          } catch (StoreUnavailableException unreadable) {
            return true;
          }
        });
  }

  /** Returns how it is with these directories. */
  Health health(List<String> names) {
    for (String name : names) {
      if (!present.test(name)) {
        return configured.test(name)
            ? Health.warn(
                "names cannot be resolved now: directory " + name + " of resolveNames does not run")
            : Health.critical(
                "settings "
                    + CoreConfig.PID
                    + " are wrong: resolveNames names the directory "
                    + name
                    + ", which does not exist; sign-ins by other than exact names are unavailable");
      }
    }
    return Health.ok();
  }
}
