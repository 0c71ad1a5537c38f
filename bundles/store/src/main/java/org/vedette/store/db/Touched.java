package org.vedette.store.db;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which answers about one record a change has made wrong.
 *
 * @param id the record
 * @param keys every unique text it had or has
 * @param owners whoever it belonged or belongs to
 */
public record Touched(RecordId id, Set<String> keys, Set<UUID> owners) {
  /** Copies the sets. */
  public Touched {
    keys = Set.copyOf(keys);
    owners = Set.copyOf(owners);
  }

  /** What an effect has touched. */
  public static Touched of(Effect effect) {
    Set<UUID> owners = new LinkedHashSet<>();
    Stream.of(effect.before(), effect.after())
        .flatMap(Optional::stream)
        .flatMap(row -> row.owner().stream())
        .forEach(owner -> owners.add(UUID.fromString(owner)));
    return new Touched(effect.id(), effect.keys(), owners);
  }
}
