package org.vedette.sync.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.store.PluginRecord;
import org.vedette.api.store.Records;

/** What synchronization remembers with the durable records. */
public final class Shelf {
  /** Whose records they are. */
  public static final String PLUGIN = "org.vedette.sync";

  private static final String APPROVAL = "approval";
  private static final String DIRECTORY = "directory/";

  private final Records records;
  private final Supplier<UUID> ids;

  /** Reads {@code records}. */
  public Shelf(Records records, Supplier<UUID> ids) {
    this.records = records;
    this.ids = ids;
  }

  DirectoryState directory(String name) {
    return find(DIRECTORY + name)
        .map(it -> DirectoryState.of(it.bytes()))
        .orElse(DirectoryState.NONE);
  }

  /** Returns the directories that were read before. */
  public List<String> directories() {
    List<String> names = new ArrayList<>();
    for (PluginRecord each : records.all(PluginRecord.TYPE)) {
      if (each.plugin().equals(PLUGIN) && each.key().startsWith(DIRECTORY)) {
        names.add(each.key().substring(DIRECTORY.length()));
      }
    }
    return names;
  }

  /** Returns when everybody in these directories was looked at last; long ago if one never was. */
  public Instant full(Collection<String> names) {
    return names.stream()
        .map(it -> directory(it).full())
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** Returns what waits for approval. */
  public Approval approval() {
    return find(APPROVAL).map(it -> Approval.of(it.bytes())).orElse(Approval.NONE);
  }

  /** Keeps what waits for approval. */
  public CompletionStage<Committed> keep(ChangeLog log, Approval approval, Actor actor) {
    return put(log, APPROVAL, approval.bytes(), actor);
  }

  CompletionStage<Committed> keep(
      ChangeLog log, String directory, DirectoryState state, Actor actor) {
    return put(log, DIRECTORY + directory, state.bytes(), actor);
  }

  Optional<CompletionStage<Committed>> forget(ChangeLog log, String directory, Actor actor) {
    return find(DIRECTORY + directory)
        .map(it -> log.append(Change.remove(PluginRecord.TYPE, it), actor));
  }

  private CompletionStage<Committed> put(ChangeLog log, String key, byte[] bytes, Actor actor) {
    Optional<PluginRecord> stored = find(key);
    PluginRecord next =
        new PluginRecord(
            stored.map(PluginRecord::id).orElseGet(ids),
            stored.map(PluginRecord::version).orElse(0L) + 1,
            PLUGIN,
            key,
            Optional.empty(),
            bytes);
    return log.append(Change.put(PluginRecord.TYPE, next), actor);
  }

  private Optional<PluginRecord> find(String key) {
    return records.findByKey(PluginRecord.TYPE, PluginRecord.key(PLUGIN, key));
  }
}
