package org.vedette.sdk.sync;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncProfile;
import org.vedette.api.sync.SyncRules;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;

/** Reads items from JSON and checks every field. */
final class ItemForm {
  static final int LONGEST_DN = 2048;

  private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()&-]*");
  private static final Pattern DIRECTORY = Pattern.compile("[a-z][a-z0-9]{0,31}");

  private final RulesForm rules;

  ItemForm(Supplier<Set<String>> methods) {
    this.rules = new RulesForm(methods);
  }

  SyncItem create(Fields fields) {
    fields.needText("name", 1, 64, "Sales");
    fields.needText("directory", 1, 32, "corp");
    fields.readOnly("version");
    return read(
        new SyncItem(
            UUID.randomUUID(),
            0,
            0,
            "",
            "",
            true,
            "",
            Optional.empty(),
            Optional.empty(),
            true,
            SyncRules.USUAL,
            SyncProfile.USUAL),
        fields);
  }

  SyncItem change(SyncItem stored, Fields fields) {
    fields
        .version()
        .filter(seen -> seen != stored.version())
        .ifPresent(
            seen -> {
              throw Problem.conflict(
                  "version",
                  "version: the item is at version " + stored.version() + "; read it again");
            });
    return read(stored, fields);
  }

  private SyncItem read(SyncItem old, Fields fields) {
    String label =
        fields.text("name", 1, 64, "Sales").map(it -> label(it, fields)).orElse(old.label());
    String directory =
        fields
            .text("directory", 1, 32, "corp")
            .map(it -> directory(it, fields))
            .orElse(old.directory());
    Optional<String> container = container(fields, old.container());
    Optional<String> group =
        fields.cleared("group")
            ? Optional.empty()
            : fields
                .text("group", 1, DirectoryEntry.LONGEST_ID, "identity of a group")
                .or(old::group);
    SyncItem item =
        new SyncItem(
            old.id(),
            old.version() + 1,
            old.position(),
            label,
            label.toLowerCase(Locale.ROOT),
            fields.bool("enabled").orElse(old.enabled()),
            directory,
            container,
            group,
            fields.bool("nested").orElse(old.nested()),
            rules.rules(old.rules(), fields, true),
            rules.profile(old.profile(), fields));
    fields.readOnly("id");
    fields.end();
    return item;
  }

  /** Reads the distinguished name of a container. */
  static Optional<String> container(Fields fields, Optional<String> old) {
    if (fields.cleared("container")) {
      return Optional.empty();
    }
    Optional<String> given = fields.text("container", 1, LONGEST_DN, "OU=Sales,DC=corp,DC=example");
    given.ifPresent(it -> dn(it, fields));
    return given.or(() -> old);
  }

  private static void dn(String text, Fields fields) {
    try {
      if (new LdapName(text).isEmpty()) {
        throw fields.bad("container", "must not be empty; null means the whole directory");
      }
    } catch (InvalidNameException malformed) {
      throw fields.bad(
          "container", "a distinguished name, for example \"OU=Sales,DC=corp,DC=example\"");
    }
  }

  private static String label(String typed, Fields fields) {
    String label = typed.strip();
    if (!LABEL.matcher(label).matches()) {
      throw fields.bad(
          "name", "letters, digits, spaces and ._()&-, at most 64, for example \"Sales\"");
    }
    return label;
  }

  static String directory(String typed, Fields fields) {
    if (!DIRECTORY.matcher(typed).matches()) {
      throw fields.bad("directory", "name of a directory, for example corp");
    }
    return typed;
  }
}
