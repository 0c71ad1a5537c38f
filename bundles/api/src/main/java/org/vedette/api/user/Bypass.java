package org.vedette.api.user;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * Leave to sign in once without a second factor. A user has one at most; another replaces it.
 *
 * @param id identity: that of the user
 * @param version version
 * @param created when it was given; with the user it names the bypass when it is used up
 * @param until when it ends, used or not
 * @param reason why, 1 to 200 characters
 * @param by who gave it
 */
public record Bypass(
    UUID id, long version, Instant created, Instant until, String reason, String by)
    implements StoredRecord {
  /** How long one lasts unless said otherwise. */
  public static final Duration USUAL = Duration.ofSeconds(300);

  /** How long one may last. */
  public static final Duration LONGEST = Duration.ofSeconds(1800);

  /** Byte form. */
  public static final RecordType<Bypass> TYPE =
      new RecordType<>("bypass", 11, 1, Bypass.class, Bypass::write, Bypass::read);

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

  private static void write(Encoder out, Bypass it) {
    out.uuid(it.id).i64(it.version).instant(it.created).instant(it.until);
    out.text(it.reason).text(it.by);
  }

  private static Bypass read(int schema, Decoder in) {
    return new Bypass(in.uuid(), in.i64(), in.instant(), in.instant(), in.text(), in.text());
  }
}
