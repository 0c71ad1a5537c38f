package org.vedette.lifecycle.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.lifecycle.Begun.Refused;
import org.vedette.api.lifecycle.CapabilityOperation;
import org.vedette.api.lifecycle.CapabilityOperation.Ending;
import org.vedette.api.state.Journal;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.store.Actor;
import org.vedette.lifecycle.files.Operations.Entry;

/** Writes what operators do with capabilities into the audit record. */
final class Acts {
  private static final Duration FORCE = Duration.ofSeconds(10);

  private final Supplier<String> ids;
  private final InstantSource clock;

  /** Takes what makes ids. */
  Acts(Supplier<String> ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** Describes an operation that has ended. */
  AuditRecord ended(Entry entry) {
    CapabilityOperation it = entry.operation();
    Map<String, String> fields = new HashMap<>();
    fields.put("operation", it.id());
    fields.put("from", it.from());
    fields.put("to", it.to());
    if (!entry.sha256().isEmpty()) {
      fields.put("sha256", entry.sha256());
    }
    Optional<String> why = it.ending().flatMap(Acts::why);
    why.ifPresent(text -> fields.put("why", text));
    return record(verb(it), it.capability(), why.isEmpty(), entry.actor(), fields, it.began());
  }

  /** Describes a refusal. */
  AuditRecord refused(String capability, Refused refusal, Actor actor) {
    Map<String, String> fields = new HashMap<>();
    fields.put("why", refusal.why());
    return record("capability.refused", capability, false, actor, fields, clock.instant());
  }

  /** Writes a record; returns whether it is on disk. */
  static boolean write(Journal journal, AuditRecord record) {
    try {
      return journal
          .append(JournalEntry.of(record))
          .toCompletableFuture()
          .get(FORCE.toMillis(), TimeUnit.MILLISECONDS)
          .match(done -> true, unavailable -> false);
    } catch (ExecutionException | TimeoutException unknown) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String verb(CapabilityOperation it) {
    boolean back = it.ending().flatMap(Acts::why).isPresent();
    return "capability."
        + switch (it.verb()) {
          case UPDATE -> back ? "rolledback" : "updated";
          case ROLLBACK -> "rolledback";
          case ENABLE, DISABLE -> it.verb().name().toLowerCase(Locale.ROOT) + "d";
        };
  }

  private static Optional<String> why(Ending ending) {
    return ending.match(
        done -> Optional.<String>empty(),
        unchanged -> Optional.<String>empty(),
        rolledBack -> Optional.of(rolledBack.why()),
        failed -> Optional.of(failed.why()));
  }

  private AuditRecord record(
      String verb,
      String capability,
      boolean success,
      Actor actor,
      Map<String, String> fields,
      Instant at) {
    fields.put("via", actor.via());
    fields.put("target", capability);
    String id = ids.get();
    return new AuditRecord(
        id,
        at,
        AuditRecord.Kind.ACT,
        id,
        "admin",
        "",
        "",
        Optional.empty(),
        "",
        "",
        verb,
        success,
        actor.address(),
        "",
        actor.name(),
        fields,
        List.of());
  }
}
