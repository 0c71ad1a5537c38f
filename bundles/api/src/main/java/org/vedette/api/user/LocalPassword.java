package org.vedette.api.user;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * The password of a built-in account.
 *
 * @param id identity: that of the user
 * @param version version
 * @param phc Argon2id hash as a PHC string
 * @param sealedNtHash the NT hash, sealed for {@link #ntHashPlace}; only where MS-CHAPv2 is wanted
 * @param changed when it was set
 */
public record LocalPassword(
    UUID id, long version, String phc, Optional<byte[]> sealedNtHash, Instant changed)
    implements StoredRecord {

  /** Byte form. */
  public static final RecordType<LocalPassword> TYPE =
      new RecordType<>(
          "local-password", 4, 2, LocalPassword.class, LocalPassword::write, LocalPassword::read);

  /** Where the NT hash of a user is sealed. */
  public static SealedPlace ntHashPlace(UUID user) {
    return new SealedPlace("local-password", user.toString(), "ntHash");
  }

  private static Encoder write(Encoder out, LocalPassword it) {
    return out.uuid(it.id)
        .i64(it.version)
        .text(it.phc)
        .instant(it.changed)
        .optional(it.sealedNtHash, Encoder::bytes);
  }

  /** Schema 1 had no NT hash. */
  private static LocalPassword read(int schema, Decoder in) {
    UUID id = in.uuid();
    long version = in.i64();
    String phc = in.text();
    Instant changed = in.instant();
    Optional<byte[]> ntHash = schema < 2 ? Optional.empty() : in.optional(Decoder::bytes);
    return new LocalPassword(id, version, phc, ntHash, changed);
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

  /** Hides the hashes. */
  @Override
  public String toString() {
    return "LocalPassword[id=" + id + ", version=" + version + "]";
  }
}
