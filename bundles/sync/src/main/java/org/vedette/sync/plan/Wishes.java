package org.vedette.sync.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.sync.SyncProfile;
import org.vedette.api.user.Phone;
import org.vedette.api.user.UserDefaults;
import org.vedette.api.user.UserNames;
import org.vedette.phones.PhoneNumbers;

/** Tells from an entry what its user would be. What does not fit is left out and named. */
public final class Wishes {
  /** Longest first or last name, group and description, as the API takes them. */
  private static final Map<String, Integer> LONGEST =
      Map.of(
          UserFields.FIRST_NAME,
          100,
          UserFields.LAST_NAME,
          100,
          UserFields.GROUP,
          100,
          UserFields.DESCRIPTION,
          1000);

  private static final List<String> KINDS = List.of("call", "text", "app", "oath");
  private static final Pattern MAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.][^\\s@]{0,188}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(-[A-Z]{2})?");

  /** A number with an extension behind it: {@code +1 425 555 0100 x890}. */
  private static final Pattern EXTENDED =
      Pattern.compile("(.*[0-9)])\\s*(?:[xX]|[eE][xX][tT]\\.?)\\s*([@0-9,*#]{1,33})");

  private Wishes() {}

  /**
   * Reads an entry.
   *
   * @param defaults how numbers without a country are read
   */
  public static Wish of(DirectoryEntry entry, SyncProfile profile, UserDefaults defaults) {
    Map<String, String> fields = new HashMap<>();
    List<String> problems = new ArrayList<>();
    text(entry, DirectoryEntry.FIRST_NAME, UserFields.FIRST_NAME, fields, problems);
    text(entry, DirectoryEntry.LAST_NAME, UserFields.LAST_NAME, fields, problems);
    text(entry, DirectoryEntry.DESCRIPTION, UserFields.DESCRIPTION, fields, problems);
    text(entry, DirectoryEntry.USER_GROUP, UserFields.GROUP, fields, problems);
    if (fields.getOrDefault(UserFields.GROUP, "").isEmpty()) {
      fields.remove(UserFields.GROUP);
      Optional.of(profile.group())
          .filter(it -> !it.isEmpty())
          .ifPresent(it -> fields.put(UserFields.GROUP, it));
    }
    mail(entry, fields, problems);
    languages(entry, profile, fields, problems);
    profile.method().ifPresent(it -> fields.put(UserFields.METHOD, it));
    Optional<Phone> phone =
        phone(entry, profile.phones(), UserFields.PHONE, defaults, fields, problems);
    Optional<Phone> backup =
        phone(entry, profile.backupPhones(), UserFields.BACKUP_PHONE, defaults, fields, problems);
    unreadable(entry, profile, fields, problems);
    String username = entry.fact(profile.username()).map(String::strip).orElse("");
    Optional<String> name = UserNames.normalise(username);
    if (name.isEmpty()) {
      problems.add(
          username.isEmpty()
              ? profile.username() + ": the entry has none, so that it has no name"
              : profile.username()
                  + ": longer than %d characters, or with control characters in it"
                      .formatted(UserNames.MAX_LENGTH));
    }
    return new Wish(
        name.isEmpty() ? "" : username, name.orElse(""), fields, phone, backup, problems);
  }

  /** What is there and is no text decides nothing, neither that there is none. */
  private static void unreadable(
      DirectoryEntry entry,
      SyncProfile profile,
      Map<String, String> fields,
      List<String> problems) {
    for (String fact : new TreeSet<>(entry.unreadable())) {
      String field =
          switch (fact) {
            case DirectoryEntry.MAIL -> UserFields.EMAIL;
            case DirectoryEntry.USER_GROUP -> UserFields.GROUP;
            default -> fact;
          };
      boolean decides = fields.remove(field) != null;
      if (decides || profile.phones().contains(fact) || profile.backupPhones().contains(fact)) {
        problems.add(fact + ": holds what is no text");
      }
    }
  }

  private static void text(
      DirectoryEntry entry,
      String fact,
      String field,
      Map<String, String> fields,
      List<String> problems) {
    String value = entry.fact(fact).map(String::strip).orElse("");
    int longest = LONGEST.getOrDefault(field, UserNames.MAX_LENGTH);
    if (value.length() > longest) {
      problems.add(fact + ": longer than " + longest + " characters");
    } else if (value.chars().anyMatch(Character::isISOControl)) {
      problems.add(fact + ": holds control characters");
    } else {
      fields.put(field, value);
    }
  }

  private static void mail(
      DirectoryEntry entry, Map<String, String> fields, List<String> problems) {
    String value = entry.fact(DirectoryEntry.MAIL).map(String::strip).orElse("");
    if (value.isEmpty() || MAIL.matcher(value).matches()) {
      fields.put(UserFields.EMAIL, value);
    } else {
      problems.add("mail: is no address of at most 254 characters");
    }
  }

  private static void languages(
      DirectoryEntry entry,
      SyncProfile profile,
      Map<String, String> fields,
      List<String> problems) {
    for (String kind : KINDS) {
      Optional<String> told = entry.fact(DirectoryEntry.LANGUAGE + kind).map(String::strip);
      if (told.isPresent() && !LANGUAGE.matcher(told.get()).matches()) {
        problems.add("language." + kind + ": is none like de, fr or pt-BR");
      }
      told.filter(it -> LANGUAGE.matcher(it).matches())
          .or(() -> Optional.ofNullable(profile.languages().get(kind)))
          .ifPresent(it -> fields.put(UserFields.LANGUAGE + kind, it));
    }
  }

  /** Takes the first number that can be read; none of several bad ones decides anything. */
  private static Optional<Phone> phone(
      DirectoryEntry entry,
      List<String> facts,
      String field,
      UserDefaults defaults,
      Map<String, String> fields,
      List<String> problems) {
    boolean bad = facts.stream().anyMatch(entry.unreadable()::contains);
    for (String fact : facts) {
      Optional<String> value = entry.fact(fact).map(String::strip).filter(it -> !it.isEmpty());
      if (value.isPresent()) {
        String typed = extended(value.get(), field, entry);
        PhoneNumbers.Read read = PhoneNumbers.typed(typed, defaults);
        if (read.phone().isPresent()) {
          fields.put(field, read.phone().get().toString());
          return read.phone();
        }
        bad = true;
        problems.add(fact + ": " + read.problem());
      }
    }
    if (!bad && !facts.isEmpty()) {
      fields.put(field, "");
    }
    return Optional.empty();
  }

  /** The extension is what stands behind the number, else the attribute for it. */
  private static String extended(String value, String field, DirectoryEntry entry) {
    Matcher tail = EXTENDED.matcher(value);
    if (tail.matches()) {
      return tail.group(1) + " x" + tail.group(2);
    }
    return field.equals(UserFields.PHONE)
        ? entry
            .fact(DirectoryEntry.EXTENSION)
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .map(it -> value + " x" + it)
            .orElse(value)
        : value;
  }
}
