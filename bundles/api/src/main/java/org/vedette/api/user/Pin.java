package org.vedette.api.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * The one PIN of a user, as a salted keyed hash.
 *
 * @param id identity: that of the user
 * @param version version
 * @param salt 16 random bytes
 * @param hash {@code SecretVault.mac("pin", salt, pin)}
 * @param mustChange the next verification asks for a new one
 * @param expires when it must be changed
 * @param history hashes of former PINs under the same salt, newest first
 */
public record Pin(
    UUID id,
    long version,
    byte[] salt,
    byte[] hash,
    boolean mustChange,
    Optional<Instant> expires,
    List<byte[]> history)
    implements StoredRecord {

  /** Purpose of the keyed hash. */
  public static final String PURPOSE = "pin";

  /** Byte form. */
  public static final RecordType<Pin> TYPE =
      new RecordType<>("pin", 3, 1, Pin.class, Pin::write, Pin::read);

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

  private static void write(Encoder out, Pin it) {
    out.uuid(it.id).i64(it.version).bytes(it.salt).bytes(it.hash).bool(it.mustChange);
    out.optional(it.expires, Encoder::instant).list(it.history, Encoder::bytes);
  }

  private static Pin read(int schema, Decoder in) {
    return new Pin(
        in.uuid(),
        in.i64(),
        in.bytes(),
        in.bytes(),
        in.bool(),
        in.optional(Decoder::instant),
        in.list(Decoder::bytes));
  }
}
