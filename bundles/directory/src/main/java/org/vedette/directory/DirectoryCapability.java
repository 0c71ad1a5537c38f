package org.vedette.directory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;

/** The capability of this bundle: tells how all configured directories feel. */
@Component(
    service = {Capability.class, DirectoryCapability.class},
    immediate = true,
    property = Capability.PROPERTY + "=" + DirectoryCapability.ID)
public final class DirectoryCapability implements Capability {
  static final String ID = "directory";

  private final Map<String, Supplier<Health>> directories = new ConcurrentSkipListMap<>();
  private final String version;

  /** Made by DS. */
  @Activate
  public DirectoryCapability(BundleContext context) {
    this(context.getBundle().getVersion().toString());
  }

  DirectoryCapability(String version) {
    this.version = version;
  }

  /** Adds a directory; {@code key} is unique to its component. */
  void add(String key, Supplier<Health> health) {
    directories.put(key, health);
  }

  /** Removes a directory. */
  void remove(String key) {
    directories.remove(key);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Health health() {
    List<Health> unwell =
        directories.values().stream()
            .map(Supplier::get)
            .filter(each -> each.status() != Health.Status.OK)
            .toList();
    return unwell.stream()
        .map(Health::status)
        .max(Comparator.naturalOrder())
        .map(
            worst ->
                new Health(
                    worst, unwell.stream().map(Health::message).collect(Collectors.joining("; "))))
        .orElse(Health.ok());
  }
}
