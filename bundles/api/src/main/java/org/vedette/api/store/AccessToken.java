package org.vedette.api.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A personal token for the REST API; only a keyed hash of it is stored.
 *
 * @param id identity
 * @param version version
 * @param name what its owner calls it
 * @param hash keyed hash of the token, 32 bytes
 * @param role {@code admin}, {@code read} or {@code signin}
 * @param created when it was made
 * @param expires when it ends; empty for never
 */
public record AccessToken(
    UUID id,
    long version,
    String name,
    byte[] hash,
    String role,
    Instant created,
    Optional<Instant> expires)
    implements StoredRecord {

  /** Byte form. */
  public static final RecordType<AccessToken> TYPE =
      new RecordType<>(
          "token",
          8,
          1,
          AccessToken.class,
          (out, it) ->
              out.uuid(it.id)
                  .i64(it.version)
                  .text(it.name)
                  .bytes(it.hash)
                  .text(it.role)
                  .instant(it.created)
                  .optional(it.expires, Encoder::instant),
          (schema, in) ->
              new AccessToken(
                  in.uuid(),
                  in.i64(),
                  in.text(),
                  in.bytes(),
                  in.text(),
                  in.instant(),
                  in.optional(Decoder::instant)));

  /** The key by which {@link Records#findByKey} finds the token called {@code name}. */
  public static String key(String name) {
    return "name:" + name;
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(name));
  }
}
