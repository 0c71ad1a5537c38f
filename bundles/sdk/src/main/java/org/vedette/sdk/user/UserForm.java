package org.vedette.sdk.user;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vedette.api.user.Phone;
import org.vedette.api.user.User;
import org.vedette.api.user.UserBuilder;
import org.vedette.api.user.UserDefaults;
import org.vedette.api.user.UserNames;
import org.vedette.phones.PhoneNumbers;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;

/** Reads users from JSON and checks every field. */
final class UserForm {
  private static final Pattern MAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.][^\\s@]{0,188}");
  private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2})(-[A-Z]{2})?");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final Set<String> KINDS = new TreeSet<>(Set.of("call", "text", "app", "oath"));

  /** A sentence that begins with the part of a number that it is about. */
  private static final Pattern PART = Pattern.compile("(country|number|extension): (.*)");

  private final Supplier<Set<String>> methods;
  private final Supplier<UserDefaults> defaults;

  /**
   * Takes what is allowed.
   *
   * @param methods gives the ids of the methods that are installed
   * @param defaults gives what new users have, and how telephone numbers are read
   */
  UserForm(Supplier<Set<String>> methods, Supplier<UserDefaults> defaults) {
    this.methods = methods;
    this.defaults = defaults;
  }

  /** Reads a new user. */
  User create(UUID id, Fields fields) {
    String username = fields.needText("username", 1, UserNames.MAX_LENGTH, "alice").strip();
    String name =
        UserNames.normalise(username)
            .orElseThrow(
                () ->
                    fields.bad(
                        "username",
                        "1 to %d characters, no control characters, for example \"alice\"",
                        UserNames.MAX_LENGTH));
    fields.readOnly("version");
    UserDefaults usual = defaults.get();
    UserBuilder user =
        User.builder(id, username, name).defaultMethod(usual.method()).languages(usual.languages());
    return read(user, usual.languages(), fields);
  }

  /** Reads the next version of a user. */
  User change(User user, Fields fields) {
    fields
        .text("username", 1, UserNames.MAX_LENGTH, user.username())
        .filter(name -> !name.equals(user.username()))
        .ifPresent(
            name -> {
              throw fields.bad("username", "cannot be changed; add a new user instead");
            });
    fields
        .version()
        .filter(seen -> seen != user.version())
        .ifPresent(
            seen -> {
              throw Problem.conflict(
                  "version",
                  "version: the user is at version " + user.version() + "; read it again");
            });
    return read(user.change(), Map.of(), fields);
  }

  /** Reads all fields; kinds whose language is not given have that of {@code usual}. */
  private User read(UserBuilder user, Map<String, String> usual, Fields fields) {
    fields.bool("enabled").ifPresent(user::enabled);
    fields.text("firstName", 0, 100, "Alice").ifPresent(user::firstName);
    fields.text("lastName", 0, 100, "Jones").ifPresent(user::lastName);
    fields
        .text("email", 0, 254, "alice@corp.example")
        .ifPresent(value -> user.email(mail(value, fields)));
    fields.text("group", 0, 100, "Sales").ifPresent(user::group);
    fields.text("description", 0, 1000, "Works on Mondays").ifPresent(user::description);
    phone("phone", fields).ifPresent(user::phone);
    phone("backupPhone", fields).ifPresent(user::backupPhone);
    defaultMethod(fields).ifPresent(user::defaultMethod);
    fields
        .texts("methodOrder", 20, 64, "oath")
        .ifPresent(order -> user.methodOrder(known("methodOrder", order, fields)));
    languages(usual, fields).ifPresent(user::languages);
    fields
        .texts("groups", 500, 256, "vpn-users")
        .ifPresent(groups -> user.groups(new HashSet<>(groups)));
    fields.readOnly("id", "block", "lockedUntil", "complete", "hasPassword", "hasPin");
    fields.end();
    return user.build();
  }

  private static String mail(String value, Fields fields) {
    if (!value.isEmpty() && !MAIL.matcher(value).matches()) {
      throw fields.bad(
          "email", "an address of at most 254 characters, for example \"alice@corp.example\"");
    }
    return value;
  }

  private Optional<Optional<Phone>> phone(String name, Fields fields) {
    if (fields.cleared(name)) {
      return Optional.of(Optional.empty());
    }
    if (fields.isText(name)) {
      return fields
          .text(name, 0, 80, "+41 44 668 18 00")
          .map(
              text ->
                  text.isBlank()
                      ? Optional.empty()
                      : Optional.of(good(name, PhoneNumbers.typed(text, defaults.get()))));
    }
    return fields
        .object(name, "\"+41 44 668 18 00\" or {\"country\": \"41\", \"number\": \"446681800\"}")
        .map(
            inner -> {
              Phone phone =
                  new Phone(
                      inner.needText("country", 1, 3, "49"),
                      inner.needText("number", 1, 14, "30123456"),
                      inner.text("extension", 0, 33, ",,890#").orElse(""));
              inner.end();
              return Optional.of(good(name, PhoneNumbers.apart(phone, defaults.get())));
            });
  }

  private static Phone good(String name, PhoneNumbers.Read read) {
    return read.phone()
        .orElseThrow(
            () -> {
              Matcher inner = PART.matcher(read.problem());
              return inner.matches()
                  ? Problem.field(name + "." + inner.group(1), inner.group(2))
                  : Problem.field(name, read.problem());
            });
  }

  private Optional<Optional<String>> defaultMethod(Fields fields) {
    if (fields.cleared("defaultMethod")) {
      return Optional.of(Optional.empty());
    }
    return fields
        .text("defaultMethod", 1, 64, "oath")
        .map(id -> Optional.of(known("defaultMethod", List.of(id), fields).get(0)));
  }

  private List<String> known(String field, List<String> ids, Fields fields) {
    Set<String> installed = methods.get();
    for (String id : ids) {
      if (!installed.contains(id)) {
        throw fields.bad(
            field,
            "'%s' is not an installed method; installed are %s",
            id,
            installed.isEmpty() ? "none" : String.join(", ", new TreeSet<>(installed)));
      }
    }
    return ids;
  }

  private static Optional<Map<String, String>> languages(Map<String, String> usual, Fields fields) {
    Optional<Map<String, @Nullable String>> given = fields.map("languages", KINDS.size(), 5);
    return given.map(
        values -> {
          Map<String, String> languages = new LinkedHashMap<>(usual);
          values.forEach(
              (kind, language) -> {
                if (!KINDS.contains(kind)) {
                  throw fields.bad(
                      "languages", "kinds are %s, not '%s'", String.join(", ", KINDS), kind);
                }
                if (language == null || language.isEmpty()) {
                  languages.remove(kind);
                } else {
                  languages.put(kind, language(kind, language, fields));
                }
              });
          return languages;
        });
  }

  private static String language(String kind, String value, Fields fields) {
    var matcher = LANGUAGE.matcher(value);
    if (!matcher.matches() || !LANGUAGES.contains(matcher.group(1))) {
      throw fields.bad("languages." + kind, "a language like \"en\", \"de\", \"fr\" or \"pt-BR\"");
    }
    return value;
  }
}
