package org.vedette.api.store;

import java.util.Set;
import java.util.UUID;
import org.vedette.api.secret.SealedPlace;

/**
 * A secret that settings refer to as {@code $[secret:name]}.
 *
 * @param id identity
 * @param version version
 * @param name its name: lower-case letters, digits and dots
 * @param sealed the value, sealed by the vault for {@link #place}
 */
public record StoredSecret(UUID id, long version, String name, byte[] sealed)
    implements StoredRecord {

  /** Byte form. */
  public static final RecordType<StoredSecret> TYPE =
      new RecordType<>(
          "secret",
          7,
          1,
          StoredSecret.class,
          (out, it) -> out.uuid(it.id).i64(it.version).text(it.name).bytes(it.sealed),
          (schema, in) -> new StoredSecret(in.uuid(), in.i64(), in.text(), in.bytes()));

  /** The key by which {@link Records#findByKey} finds the secret called {@code name}. */
  public static String key(String name) {
    return "name:" + name;
  }

  /** Where the value of the secret with this id is sealed. */
  public static SealedPlace place(UUID id) {
    return new SealedPlace("secret", id.toString(), "value");
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(name));
  }
}
