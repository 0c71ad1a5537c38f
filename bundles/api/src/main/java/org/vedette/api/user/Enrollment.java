package org.vedette.api.user;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.secret.SealedPlace;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * A user's instance of a method: a token, a phone, an app. What changes with each sign-in lives in
 * registers, not here.
 *
 * @param id identity
 * @param version version
 * @param user the user it belongs to
 * @param method id of the method, for instance {@code oath}
 * @param mode {@code standard} or {@code pin}, or another mode of the method
 * @param label what the user or help desk calls it
 * @param enabled false: never offered
 * @param created when it was made
 * @param codeLength length of the code typed, 0 when none is
 * @param params settings of the method, not secret
 * @param serial serial number, unique within the method
 * @param sealed the secret, sealed by the vault for {@link #place}
 */
public record Enrollment(
    UUID id,
    long version,
    UUID user,
    String method,
    String mode,
    String label,
    boolean enabled,
    Instant created,
    int codeLength,
    Map<String, String> params,
    Optional<String> serial,
    Optional<byte[]> sealed)
    implements StoredRecord {

  /** Mode without a PIN. */
  public static final String STANDARD = "standard";

  /** Mode in which the code is followed by the user's PIN. */
  public static final String PIN = "pin";

  /** Byte form. */
  public static final RecordType<Enrollment> TYPE =
      new RecordType<>("enrollment", 2, 1, Enrollment.class, Enrollment::write, Enrollment::read);

  /** Copies the parameters. */
  public Enrollment {
    params = Map.copyOf(params);
  }

  /** Where the secret of the enrollment with this id is sealed. */
  public static SealedPlace place(UUID id) {
    return new SealedPlace("enrollment", id.toString(), "secret");
  }

  /** The key by which {@code Records.findByKey} finds the enrollment with a serial number. */
  public static String serialKey(String method, String serial) {
    return "serial:" + method + "/" + serial;
  }

  /** Returns the next version, enabled or not. */
  public Enrollment withEnabled(boolean value) {
    return new Enrollment(
        id,
        version + 1,
        user,
        method,
        mode,
        label,
        value,
        created,
        codeLength,
        params,
        serial,
        sealed);
  }

  @Override
  public String name() {
    return method + "/" + created.toEpochMilli() + "/" + id;
  }

  @Override
  public Set<String> uniqueKeys() {
    return serial.map(number -> Set.of(serialKey(method, number))).orElse(Set.of());
  }

  @Override
  public Optional<UUID> owner() {
    return Optional.of(user);
  }

  @Override
  public String searchText() {
    return String.join("\n", method, label, serial.orElse("")).toLowerCase(Locale.ROOT);
  }

  private static void write(Encoder out, Enrollment it) {
    out.uuid(it.id).i64(it.version).uuid(it.user).text(it.method).text(it.mode).text(it.label);
    out.bool(it.enabled).instant(it.created).i32(it.codeLength).map(it.params);
    out.optional(it.serial, Encoder::text).optional(it.sealed, Encoder::bytes);
  }

  private static Enrollment read(int schema, Decoder in) {
    return new Enrollment(
        in.uuid(),
        in.i64(),
        in.uuid(),
        in.text(),
        in.text(),
        in.text(),
        in.bool(),
        in.instant(),
        in.i32(),
        in.map(),
        in.optional(Decoder::text),
        in.optional(Decoder::bytes));
  }
}
