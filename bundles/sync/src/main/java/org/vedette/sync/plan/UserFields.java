package org.vedette.sync.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;
import org.vedette.api.user.UserBuilder;

/** Fields of a user that a directory may decide, as texts; no value is the empty text. */
final class UserFields {
  static final String USERNAME = "username";
  static final String FIRST_NAME = "firstName";
  static final String LAST_NAME = "lastName";
  static final String EMAIL = "email";
  static final String GROUP = "group";
  static final String DESCRIPTION = "description";
  static final String PHONE = "phone";
  static final String BACKUP_PHONE = "backupPhone";
  static final String METHOD = "method";

  /** Start of fields that are languages. */
  static final String LANGUAGE = "language.";

  /** What people change themselves, and want to keep. */
  static final Set<String> OWN = Set.of(PHONE, BACKUP_PHONE);

  private UserFields() {}

  /** Returns what a user has. */
  static String get(User user, String field) {
    return switch (field) {
      case USERNAME -> user.username();
      case FIRST_NAME -> user.firstName();
      case LAST_NAME -> user.lastName();
      case EMAIL -> user.email();
      case GROUP -> user.group();
      case DESCRIPTION -> user.description();
      case PHONE -> user.phone().map(Phone::toString).orElse("");
      case BACKUP_PHONE -> user.backupPhone().map(Phone::toString).orElse("");
      case METHOD -> user.defaultMethod().orElse("");
      default -> user.languages().getOrDefault(field.substring(LANGUAGE.length()), "");
    };
  }

  /** Sets what is to change. */
  static void set(UserBuilder user, User before, Map<String, String> changes, Wish wish) {
    Map<String, String> languages = new TreeMap<>(before.languages());
    changes.forEach(
        (field, value) -> {
          switch (field) {
            case FIRST_NAME -> user.firstName(value);
            case LAST_NAME -> user.lastName(value);
            case EMAIL -> user.email(value);
            case GROUP -> user.group(value);
            case DESCRIPTION -> user.description(value);
            case PHONE -> user.phone(wish.phone());
            case BACKUP_PHONE -> user.backupPhone(wish.backupPhone());
            case METHOD -> user.defaultMethod(Optional.of(value).filter(it -> !it.isEmpty()));
            default -> language(languages, field, value);
          }
        });
    user.languages(languages);
  }

  private static void language(Map<String, String> languages, String field, String value) {
    if (!field.startsWith(LANGUAGE)) {
      return;
    }
    String kind = field.substring(LANGUAGE.length());
    if (value.isEmpty()) {
      languages.remove(kind);
    } else {
      languages.put(kind, value);
    }
  }
}
