package org.vedette.lifecycle.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vedette.api.lifecycle.CapabilityOperation;
import org.vedette.api.lifecycle.CapabilityOperation.Ending;
import org.vedette.api.store.Actor;

/** The last 50 operations, each a durable file. Thread-safe. */
public final class Operations {
  private static final int KEPT = 50;
  private static final String ENDING = ".properties";

  private final Path directory;

  /** In this directory. */
  public Operations(Path directory) {
    this.directory = directory;
  }

  /**
   * An operation with what its audit record needs.
   *
   * @param operation the operation
   * @param actor who gave the order
   * @param sha256 digest of the jar; empty where there is none
   * @param audited whether its audit record is written
   */
  public record Entry(CapabilityOperation operation, Actor actor, String sha256, boolean audited) {
    /** The same, ended. */
    public Entry ended(Ending how) {
      return new Entry(operation.ended(how), actor, sha256, audited);
    }

    /** The same, with its audit record written. */
    public Entry inAudit() {
      return new Entry(operation, actor, sha256, true);
    }
  }

  /** Writes an operation in the place of what was known of it. */
  public synchronized void put(Entry entry) throws IOException {
    Map<String, String> facts = new HashMap<>();
    CapabilityOperation it = entry.operation();
    facts.put("id", it.id());
    facts.put("verb", it.verb().name());
    facts.put("capability", it.capability());
    facts.put("from", it.from());
    facts.put("to", it.to());
    facts.put("began", it.began().toString());
    facts.put("actor", entry.actor().name());
    facts.put("via", entry.actor().via());
    facts.put("address", entry.actor().address());
    facts.put("sha256", entry.sha256());
    facts.put("audited", Boolean.toString(entry.audited()));
    it.ending().ifPresent(ending -> facts.putAll(facts(ending)));
    Facts.write(directory.resolve(it.id() + ENDING), facts);
    List<Entry> all = all();
    for (Entry old : all.subList(0, Math.max(0, all.size() - KEPT))) {
      DurableFiles.delete(directory.resolve(old.operation().id() + ENDING));
    }
  }

  /** Finds one by its id. */
  public Optional<CapabilityOperation> find(String id) throws IOException {
    return all().stream().map(Entry::operation).filter(it -> it.id().equals(id)).findFirst();
  }

  /** Returns all, the oldest first. */
  public synchronized List<Entry> all() throws IOException {
    List<Entry> all = new ArrayList<>();
    for (Path file : DurableFiles.list(directory, ENDING)) {
      Facts.read(file).map(Operations::entry).ifPresent((Consumer<Entry>) all::add);
    }
    all.sort(Comparator.comparing(it -> it.operation().began()));
    return all;
  }

  private static Map<String, String> facts(Ending ending) {
    return ending.match(
        done -> Map.of("ending", "done", "millis", Long.toString(done.millis())),
        unchanged -> Map.of("ending", "unchanged"),
        rolledBack -> Map.of("ending", "rolledback", "why", rolledBack.why()),
        failed -> Map.of("ending", "failed", "why", failed.why()));
  }

  private static Entry entry(Map<String, String> facts) {
    return new Entry(
        new CapabilityOperation(
            facts.getOrDefault("id", ""),
            CapabilityOperation.Verb.valueOf(facts.getOrDefault("verb", "UPDATE")),
            facts.getOrDefault("capability", ""),
            facts.getOrDefault("from", ""),
            facts.getOrDefault("to", ""),
            Instant.parse(facts.getOrDefault("began", "1970-01-01T00:00:00Z")),
            ending(facts)),
        new Actor(
            facts.getOrDefault("actor", ""),
            facts.getOrDefault("via", ""),
            facts.getOrDefault("address", "")),
        facts.getOrDefault("sha256", ""),
        Boolean.parseBoolean(facts.get("audited")));
  }

  private static Optional<Ending> ending(Map<String, String> facts) {
    String why = facts.getOrDefault("why", "");
    return switch (facts.getOrDefault("ending", "")) {
      case "done" ->
          Optional.of(new Ending.Done(Long.parseLong(facts.getOrDefault("millis", "0"))));
      case "unchanged" -> Optional.of(new Ending.Unchanged());
      case "rolledback" -> Optional.of(new Ending.RolledBack(why));
      case "failed" -> Optional.of(new Ending.Failed(why));
      default -> Optional.empty();
    };
  }
}
