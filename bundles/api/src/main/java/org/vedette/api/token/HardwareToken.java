package org.vedette.api.token;

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
import org.vedette.api.user.Enrollment;

/**
 * A token of the inventory. It stays there while a user has it: the enrollment made of it has the
 * same id, so whether it is free is told by whether that enrollment exists, however it went. Claims
 * and registers bear that id too, so that a code used once stays used whoever has the token next.
 *
 * @param id identity, of the enrollment too
 * @param version version
 * @param serial serial number
 * @param manufacturer who made it; may be empty
 * @param model its model; may be empty
 * @param codeLength length of its codes
 * @param params settings of the method, as an enrollment has them
 * @param start counter at which an event token begins; steps a timed one is ahead
 * @param imported when it came
 * @param user the user it is meant for and who has not shown a code of it yet
 * @param expires end of its use as the vendor wishes
 * @param sealed the secret, sealed by the vault for {@link #place}
 */
public record HardwareToken(
    UUID id,
    long version,
    String serial,
    String manufacturer,
    String model,
    int codeLength,
    Map<String, String> params,
    long start,
    Instant imported,
    Optional<UUID> user,
    Optional<Instant> expires,
    byte[] sealed)
    implements StoredRecord {

  /** Byte form. */
  public static final RecordType<HardwareToken> TYPE =
      new RecordType<>(
          "hardware-token", 10, 1, HardwareToken.class, HardwareToken::write, HardwareToken::read);

  /** What occurs in {@link #searchText} of every token that is meant for somebody. */
  public static final String SEARCH_MEANT = "\nfor:";

  /** Copies the parameters. */
  public HardwareToken {
    params = Map.copyOf(params);
  }

  /** Where the secret is sealed: the place of the enrollment, which takes it over as it is. */
  public static SealedPlace place(UUID id) {
    return Enrollment.place(id);
  }

  /** The key by which {@code Records.findByKey} finds a token. */
  public static String key(String manufacturer, String serial) {
    return "token:" + lower(manufacturer) + "/" + lower(serial);
  }

  /** What occurs in {@link #searchText} of every token with exactly this serial number. */
  public static String searchSerial(String serial) {
    return "\n" + lower(serial) + "\n";
  }

  /** What occurs in {@link #searchText} of every token meant for this user. */
  public static String searchUser(UUID user) {
    return SEARCH_MEANT + user + "\n";
  }

  /** Returns the next version, meant for another user or for nobody. */
  public HardwareToken meantFor(Optional<UUID> next) {
    return new HardwareToken(
        id,
        version + 1,
        serial,
        manufacturer,
        model,
        codeLength,
        params,
        start,
        imported,
        next,
        expires,
        sealed);
  }

  @Override
  public String name() {
    return lower(serial);
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(manufacturer, serial));
  }

  @Override
  public String searchText() {
    return "\n"
        + lower(serial)
        + "\n"
        + lower(manufacturer)
        + " "
        + lower(model)
        + user.map(HardwareToken::searchUser).orElse("\n");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static void write(Encoder out, HardwareToken it) {
    out.uuid(it.id).i64(it.version).text(it.serial).text(it.manufacturer).text(it.model);
    out.i32(it.codeLength).map(it.params).i64(it.start).instant(it.imported);
    out.optional(it.user, Encoder::uuid).optional(it.expires, Encoder::instant).bytes(it.sealed);
  }

  private static HardwareToken read(int schema, Decoder in) {
    return new HardwareToken(
        in.uuid(),
        in.i64(),
        in.text(),
        in.text(),
        in.text(),
        in.i32(),
        in.map(),
        in.i64(),
        in.instant(),
        in.optional(Decoder::uuid),
        in.optional(Decoder::instant),
        in.bytes());
  }
}
