package org.vedette.store.act;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.store.Actor;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.RecordTypes;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.store.db.Effect;
import org.vedette.store.db.Row;

/**
 * Makes audit records of what a change did: one for each record that the change names, with what
 * was removed along with it. The records of one change share a request id.
 */
public final class ActRecords {
  private final InstantSource clock;
  private final LongSupplier random;
  private final Function<UUID, Optional<User>> users;

  /** Looks up users that are not part of the change by {@code users}, which must not throw. */
  public ActRecords(
      InstantSource clock, LongSupplier random, Function<UUID, Optional<User>> users) {
    this.clock = clock;
    this.random = random;
    this.users = users;
  }

  /** Describes what {@code actor} did. */
  public List<AuditRecord> of(Actor actor, List<Effect> effects) {
    String requestId = AuditIds.of(random.getAsLong());
    List<AuditRecord> records = new ArrayList<>();
    for (Effect effect : effects) {
      if (!effect.cascade()) {
        records.add(act(actor, requestId, effect, effects));
      }
    }
    return records;
  }

  private AuditRecord act(Actor actor, String requestId, Effect effect, List<Effect> all) {
    Optional<StoredRecord> before = effect.before().flatMap(ActRecords::read);
    Optional<StoredRecord> after = effect.after().flatMap(ActRecords::read);
    Optional<StoredRecord> target = after.or(() -> before);
    Optional<UUID> user = userOf(effect);
    Optional<Enrollment> enrollment =
        target.filter(Enrollment.class::isInstance).map(Enrollment.class::cast);
    Map<String, String> fields = new LinkedHashMap<>(difference(before, after));
    fields.put("via", actor.via());
    fields.put("record", effect.id().id());
    if (user.isEmpty() && target.flatMap(Describer::application).isEmpty()) {
      target.ifPresent(it -> fields.put("target", it.name()));
    }
    if (effect.after().isEmpty()) {
      fields.putAll(removedAlong(effect, all));
    }
    return new AuditRecord(
        AuditIds.of(random.getAsLong()),
        clock.instant(),
        AuditRecord.Kind.ACT,
        requestId,
        "admin",
        target.flatMap(Describer::application).orElse(""),
        user.flatMap(id -> username(id, all)).orElse(""),
        user,
        enrollment.map(Enrollment::method).orElse(""),
        enrollment.map(Enrollment::mode).orElse(""),
        verb(effect),
        true,
        actor.address(),
        "",
        actor.name(),
        fields,
        List.of());
  }

  private static Map<String, String> difference(
      Optional<StoredRecord> before, Optional<StoredRecord> after) {
    Facts was = before.map(Describer::describe).orElseGet(Facts::new);
    Facts is = after.map(Describer::describe).orElseGet(Facts::new);
    return was.difference(is);
  }

  private static String verb(Effect effect) {
    String what =
        effect.before().isEmpty() ? "add" : effect.after().isEmpty() ? "remove" : "change";
    return typeName(effect) + "." + what;
  }

  private static String typeName(Effect effect) {
    return RecordTypes.byCode(effect.id().type()).map(RecordType::name).orElse("record");
  }

  /** Counts by type what went because this record owned it. */
  private static Map<String, String> removedAlong(Effect effect, List<Effect> all) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Effect other : all) {
      Optional<String> owner = other.before().flatMap(Row::owner);
      if (other.cascade() && owner.equals(Optional.of(effect.id().id()))) {
        counts.merge(typeName(other), 1, Integer::sum);
      }
    }
    Map<String, String> fields = new TreeMap<>();
    counts.forEach((type, count) -> fields.put("removedAlong." + type, count.toString()));
    return fields;
  }

  /** Returns the user that the record is, or belongs to. */
  private Optional<UUID> userOf(Effect effect) {
    if (effect.id().type() == User.TYPE.code()) {
      return Optional.of(UUID.fromString(effect.id().id()));
    }
    if (effect.id().type() == TextTemplate.TYPE.code()) {
      // It belongs to an application, or to nothing.
      return Optional.empty();
    }
    return Stream.of(effect.after(), effect.before())
        .flatMap(Optional::stream)
        .flatMap(row -> row.owner().stream())
        .findFirst()
        .map(UUID::fromString);
  }

  private Optional<String> username(UUID id, List<Effect> all) {
    for (Effect effect : all) {
      if (effect.id().type() == User.TYPE.code() && effect.id().id().equals(id.toString())) {
        return effect
            .after()
            .or(effect::before)
            .flatMap(ActRecords::read)
            .map(record -> User.TYPE.cast(record).username());
      }
    }
    return users.apply(id).map(User::username);
  }

  private static Optional<StoredRecord> read(Row row) {
    try {
      return Optional.of(row.read());
    } catch (MalformedRecordException newer) {
      return Optional.empty();
    }
  }
}
