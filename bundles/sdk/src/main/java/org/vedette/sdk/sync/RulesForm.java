package org.vedette.sdk.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncProfile;
import org.vedette.api.sync.SyncRules;
import org.vedette.sdk.http.Fields;

/** Reads what is done with people, for items and for imports. */
final class RulesForm {
  private static final Pattern FACT = Pattern.compile("[A-Za-z][A-Za-z0-9.;-]{0,63}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}(-[A-Z]{2})?");
  private static final List<String> KINDS = List.of("call", "text", "app", "oath");
  private static final int MOST_FACTS = 10;

  private final Supplier<Set<String>> methods;

  RulesForm(Supplier<Set<String>> methods) {
    this.methods = methods;
  }

  SyncRules rules(SyncRules old, Fields fields, boolean fates) {
    return new SyncRules(
        fields.bool("add").orElse(old.add()),
        fields.bool("update").orElse(old.update()),
        fields.bool("enableNew").orElse(old.enableNew()),
        fields.bool("needPhone").orElse(old.needPhone()),
        fields.bool("adopt").orElse(old.adopt()),
        fields.bool("overwritePhone").orElse(old.overwritePhone()),
        fields.bool("mails").orElse(old.mails()),
        fields.bool("firstPin").orElse(old.pin()),
        fates ? fate("onLeave", old.onLeave(), fields) : old.onLeave(),
        fates ? fate("onDisabled", old.onDisabled(), fields) : old.onDisabled(),
        fates ? fate("onDeleted", old.onDeleted(), fields) : old.onDeleted());
  }

  private static Fate fate(String name, Fate old, Fields fields) {
    return fields
        .text(name, 1, 16, "disable")
        .map(
            text -> {
              for (Fate each : Fate.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                  return each;
                }
              }
              throw fields.bad(name, "\"ignore\", \"disable\" or \"remove\"");
            })
        .orElse(old);
  }

  SyncProfile profile(SyncProfile old, Fields fields) {
    Optional<String> method =
        fields.cleared("method")
            ? Optional.empty()
            : fields.text("method", 1, 64, "text").map(it -> known(it, fields)).or(old::method);
    Optional<String> mode =
        fields.cleared("mode")
            ? Optional.empty()
            : fields.text("mode", 1, 32, "standard").or(old::mode);
    if (mode.isPresent() && method.isEmpty()) {
      throw fields.bad("mode", "is of use with a method only; give \"method\" too, or clear it");
    }
    return new SyncProfile(
        fields
            .text("username", 1, 64, "username")
            .map(it -> fact("username", it, fields))
            .orElse(old.username()),
        facts("phones", fields).orElse(old.phones()),
        facts("backupPhones", fields).orElse(old.backupPhones()),
        method,
        mode,
        languages(old.languages(), fields),
        fields.text("userGroup", 0, 100, "Sales").orElse(old.group()));
  }

  private String known(String id, Fields fields) {
    Set<String> installed = methods.get();
    if (!installed.contains(id)) {
      throw fields.bad(
          "method",
          "'%s' is not an installed method; installed are %s",
          id,
          installed.isEmpty() ? "none" : String.join(", ", new TreeSet<>(installed)));
    }
    return id;
  }

  private static Optional<List<String>> facts(String name, Fields fields) {
    return fields
        .texts(name, MOST_FACTS, 64, "phone.mobile")
        .map(all -> all.stream().map(it -> fact(name, it, fields)).toList());
  }

  private static String fact(String name, String text, Fields fields) {
    if (!FACT.matcher(text).matches()) {
      throw fields.bad(name, "what the directory knows of people, for example phone.mobile");
    }
    return text;
  }

  private static Map<String, String> languages(Map<String, String> old, Fields fields) {
    Optional<Map<String, @Nullable String>> given = fields.map("languages", KINDS.size(), 5);
    if (given.isEmpty()) {
      return old;
    }
    Map<String, String> languages = new LinkedHashMap<>(old);
    given
        .get()
        .forEach(
            (kind, language) -> {
              if (!KINDS.contains(kind)) {
                throw fields.bad(
                    "languages", "kinds are %s, not '%s'", String.join(", ", KINDS), kind);
              }
              if (language == null || language.isEmpty()) {
                languages.remove(kind);
              } else if (LANGUAGE.matcher(language).matches()) {
                languages.put(kind, language);
              } else {
                throw fields.bad(
                    "languages." + kind, "a language like \"en\", \"de\" or \"pt-BR\"");
              }
            });
    return languages;
  }
}
