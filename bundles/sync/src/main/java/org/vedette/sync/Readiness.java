package org.vedette.sync;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.store.Records;
import org.vedette.api.store.Setting;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.user.UserDefaults;
import org.vedette.sync.run.Approval;
import org.vedette.sync.run.Ports;
import org.vedette.sync.run.RunSettings;
import org.vedette.sync.run.Shelf;

/** Tells whether a run could begin, and what it would be told. Reads durable records. */
final class Readiness {
  private final Ports ports;
  private final Supplier<String> host;
  private final Supplier<Optional<ClusterView>> cluster;

  /**
   * Compares the server that is chosen with {@code host}.
   *
   * @param cluster how several servers stand; empty without replication
   */
  Readiness(Ports ports, Supplier<String> host, Supplier<Optional<ClusterView>> cluster) {
    this.ports = ports;
    this.host = host;
    this.cluster = cluster;
  }

  /** Says what is missing for any run. */
  Optional<String> needs() {
    return ports.records().get().isEmpty() || ports.changes().get().isEmpty()
        ? Optional.of("the store is not there now; try again shortly")
        : Optional.empty();
  }

  /** Says why no run can begin. */
  Optional<String> hindrance(SyncSettings settings) {
    Optional<String> needs = needs();
    if (needs.isPresent()) {
      return needs;
    }
    Optional<String> elsewhere = elsewhere(settings);
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    return directories().isEmpty() && shelf().map(Shelf::directories).orElseThrow().isEmpty()
        ? Optional.of("there is no item yet: bin/vedette sync item add --help")
        : Optional.empty();
  }

  /** Says which other server runs it: the one that is chosen, else the master of several. */
  Optional<String> elsewhere(SyncSettings settings) {
    if (!settings.server().isEmpty()) {
      return settings.server().equalsIgnoreCase(host.get())
          ? Optional.empty()
          : Optional.of("synchronization runs on " + settings.server() + ", this is " + host.get());
    }
    return cluster
        .get()
        .filter(it -> it.role() != ServerRole.SINGLE && it.role() != ServerRole.MASTER)
        .filter(it -> !(it.role() == ServerRole.EQUAL && isFirst(it)))
        .map(
            it ->
                "synchronization runs at the master%s, this is %s"
                    .formatted(it.master().map(name -> " " + name).orElse(""), it.self()));
  }

  /** Of servers that share a database one runs it. */
  private static boolean isFirst(ClusterView view) {
    return view.master().equals(Optional.of(view.self()));
  }

  /** Says why no run begins by itself; empty when one may. */
  String paused(SyncSettings settings) {
    Optional<String> hindrance = hindrance(settings);
    if (hindrance.isPresent()) {
      return hindrance.get();
    }
    if (shelf().map(Shelf::directories).orElseThrow().isEmpty()) {
      return "it must be run by hand once: bin/vedette sync run";
    }
    Set<String> missing =
        directories().stream()
            .filter(it -> ports.sources().apply(it).isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    return missing.isEmpty()
        ? ""
        : "not there now: directory "
            + String.join(", ", missing)
            + "; see the status of directory";
  }

  private Set<String> directories() {
    return ports
        .records()
        .get()
        .map(
            it ->
                it.all(SyncItem.TYPE).stream().map(SyncItem::directory).collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private Optional<Shelf> shelf() {
    return ports.records().get().map(it -> new Shelf(it, ports.ids()));
  }

  Approval approval() {
    return shelf().map(Shelf::approval).orElse(Approval.NONE);
  }

  Instant lastFull() {
    return shelf().map(it -> it.full(directories())).orElse(Instant.EPOCH);
  }

  RunSettings runSettings(SyncSettings settings) {
    Optional<Records> records = ports.records().get();
    Map<String, String> values =
        records
            .flatMap(it -> it.findByKey(Setting.TYPE, Setting.key(UserDefaults.PID)))
            .map(Setting::values)
            .orElse(Map.of());
    return new RunSettings(
        settings.removeDeleted(),
        settings.threshold(),
        settings.approvers(),
        UserDefaults.of(values));
  }
}
