package org.vedette.method.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.delivery.Message;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;

/** The numbers of a user in the order in which they are called. */
final class Numbers {
  private static final String VOICE = "voice";
  private static final String EXTENSION = "extension";
  private static final char ODD = '@';

  private Numbers() {}

  /** The first and then the backup, so often. */
  static List<Phone> of(User user, int rounds) {
    List<Phone> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      user.phone().ifPresent(all::add);
      user.backupPhone().ifPresent(all::add);
    }
    return all;
  }

  /** The call to the number at a place; empty behind the last. */
  static Optional<Message> call(
      Optional<User> user, int at, int rounds, String template, Locale language) {
    List<Phone> all = user.map(it -> of(it, rounds)).orElse(List.of());
    return at < all.size()
        ? Optional.of(message(all.get(at), template, language))
        : Optional.empty();
  }

  private static Message message(Phone phone, String template, Locale language) {
    // Systems that this product follows put an @ before some extensions; it is not pressed.
    String extension = phone.extension().replace(String.valueOf(ODD), "");
    return new Message(
        VOICE,
        "+" + phone.country() + phone.number(),
        template,
        language.toLanguageTag(),
        extension.isEmpty() ? Map.of() : Map.of(EXTENSION, extension),
        Secret.of(""));
  }
}
