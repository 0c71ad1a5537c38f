package org.vedette.api.user;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * The password of a built-in account.
 *
 * @param id identity: that of the user
 * @param version version
 * @param phc Argon2id hash as a PHC string
 * @param changed when it was set
 */
public record LocalPassword(UUID id, long version, String phc, Instant changed)
    implements StoredRecord {

  /** Byte form. */
  public static final RecordType<LocalPassword> TYPE =
      new RecordType<>(
          "local-password",
          4,
          1,
          LocalPassword.class,
          LocalPassword::write,
          (schema, in) -> new LocalPassword(in.uuid(), in.i64(), in.text(), in.instant()));

  private static Encoder write(Encoder out, LocalPassword it) {
    return out.uuid(it.id).i64(it.version).text(it.phc).instant(it.changed);
  }

  @Override
  public String name() {
    return id.toString();
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of();
  }

  @Override
  public Optional<UUID> owner() {
    return Optional.of(id);
  }

  /** Hides the hash. */
  @Override
  public String toString() {
    return "LocalPassword[id=" + id + ", version=" + version + "]";
  }
}
