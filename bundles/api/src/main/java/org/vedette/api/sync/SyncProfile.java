package org.vedette.api.sync;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;

/**
 * How an entry becomes a user: which of its facts are taken, and what is set beside them.
 *
 * @param username fact that is the name of the user, see {@code DirectoryEntry}
 * @param phones facts that may hold the telephone number, like {@code phone.mobile}; the first that
 *     can be read is taken
 * @param backupPhones the same for the backup telephone
 * @param method method used first; empty: as for every new user
 * @param mode mode in which new users are enrolled in that method, where it needs nothing but a
 *     telephone or an address; empty: they are not enrolled
 * @param languages language by kind, where the directory tells none: {@code call}, {@code text},
 *     {@code app}, {@code oath}
 * @param group group of users, where the directory tells none; may be empty
 */
public record SyncProfile(
    String username,
    List<String> phones,
    List<String> backupPhones,
    Optional<String> method,
    Optional<String> mode,
    Map<String, String> languages,
    String group) {
  /** What holds where nothing else is said. */
  public static final SyncProfile USUAL =
      new SyncProfile(
          "username",
          List.of("phone.mobile", "phone.business"),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          "");

  /** Copies the collections. */
  public SyncProfile {
    phones = List.copyOf(phones);
    backupPhones = List.copyOf(backupPhones);
    languages = Map.copyOf(languages);
  }

  void write(Encoder out) {
    out.text(username).texts(phones).texts(backupPhones);
    out.optional(method, Encoder::text).optional(mode, Encoder::text);
    out.map(languages).text(group);
  }

  static SyncProfile read(Decoder in) {
    return new SyncProfile(
        in.text(),
        in.texts(),
        in.texts(),
        in.optional(Decoder::text),
        in.optional(Decoder::text),
        in.map(),
        in.text());
  }
}
