package org.vedette.sdk.application;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Application.Appended;
import org.vedette.api.auth.Application.Cache;
import org.vedette.api.auth.Application.Otherwise;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;

/** Reads applications from JSON and checks every field. */
final class ApplicationForm {
  private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()&+@-]*");
  private static final int MAX_TRIES = 10;
  private static final int DEADLINE_SECONDS = 55;
  private static final int TRIES = 3;

  private final Choices choices;
  private final ApplicationSchema schema;
  private final ExtraForm extra;

  /**
   * Takes what is allowed.
   *
   * @param schema of the application's listener
   */
  ApplicationForm(Choices choices, ApplicationSchema schema, ExtraForm extra) {
    this.choices = choices;
    this.schema = schema;
    this.extra = extra;
  }

  /** Reads a new application; every default that is not given is filled in. */
  Application create(UUID id, String listener, Fields fields) {
    fields.readOnly("version");
    Application fresh =
        new Application(
            id,
            0,
            "",
            "",
            listener,
            List.of(),
            true,
            true,
            "local",
            Set.of(),
            Set.of(),
            Duration.ofSeconds(DEADLINE_SECONDS),
            Appended.OFF,
            TRIES,
            List.of(),
            false,
            Map.of());
    fields.needText("name", 1, 64, "Office VPN");
    return read(fresh, fields);
  }

  /** Reads the next version of an application. */
  Application change(Application stored, Fields fields) {
    fields
        .version()
        .filter(seen -> seen != stored.version())
        .ifPresent(
            seen -> {
              throw Problem.conflict(
                  "version",
                  "version: the application is at version " + stored.version() + "; read it again");
            });
    fields
        .text("listener", 1, 64, stored.listener())
        .filter(listener -> !listener.equals(stored.listener()))
        .ifPresent(
            listener -> {
              throw fields.bad("listener", "cannot be changed; add a new application instead");
            });
    return read(stored, fields);
  }

  private Application read(Application old, Fields fields) {
    String label = fields.text("name", 1, 64, "Office VPN").map(this::label).orElse(old.label());
    String primary =
        fields.text("primary", 1, 64, "local").map(choices::primary).orElse(old.primary());
    Application next =
        new Application(
            old.id(),
            old.version() + 1,
            label,
            label.toLowerCase(Locale.ROOT),
            old.listener(),
            selectors(old, fields),
            fields.bool("enabled").orElse(old.enabled()),
            fields.bool("userMatch").orElse(old.userMatch()),
            primary,
            fields
                .texts("methods", 50, 64, "oath")
                .map(ids -> set(ids.stream().map(choices::method).toList()))
                .orElse(old.methods()),
            fields
                .texts("groups", 200, 256, "vpn-users")
                .map(ApplicationForm::set)
                .orElse(old.groups()),
            fields
                .integer(
                    "deadlineSeconds",
                    (int) Application.MIN_DEADLINE.toSeconds(),
                    (int) Application.MAX_DEADLINE.toSeconds(),
                    DEADLINE_SECONDS)
                .map(Duration::ofSeconds)
                .orElse(old.deadline()),
            appended(old.appended(), fields),
            fields.integer("tries", 1, MAX_TRIES, TRIES).orElse(old.tries()),
            fields
                .texts("trustedNetworks", 200, 100, "10.0.0.0/8")
                .map(choices::networks)
                .orElse(old.trustedNetworks()),
            fields.bool("requireAlways").orElse(old.requireAlways()),
            cache(old.cache(), fields),
            otherwise(old.otherwise(), fields),
            extra.read(
                old.id(), primary, old.extra(), fields.map("extra", 100, 4096).orElse(Map.of())));
    fields.readOnly("id");
    fields.end();
    return next;
  }

  private String label(String typed) {
    String label = typed.strip();
    if (!LABEL.matcher(label).matches()) {
      throw Problem.field(
          "name", "letters, digits, spaces and ._()&+@-, at most 64, for example \"Office VPN\"");
    }
    return label;
  }

  private List<String> selectors(Application old, Fields fields) {
    Optional<List<String>> given = fields.texts("selectors", 200, 256, "192.0.2.0/24");
    List<String> selectors =
        given
            .map(list -> list.stream().map(this::selector).distinct().toList())
            .orElse(old.selectors());
    if (selectors.isEmpty() && !schema.selectorHelp().isEmpty()) {
      throw Problem.field("selectors", "at least one must be given: " + schema.selectorHelp());
    }
    return selectors;
  }

  private String selector(String typed) {
    return schema
        .selector(typed)
        .orElseThrow(
            () -> Problem.field("selectors", "'" + typed + "' is none: " + schema.selectorHelp()));
  }

  private static Cache cache(Cache old, Fields fields) {
    Cache.By by =
        fields
            .text("cacheBy", 1, 16, "application")
            .map(
                text ->
                    switch (text) {
                      case "user" -> Cache.By.USER;
                      case "application" -> Cache.By.APPLICATION;
                      case "address" -> Cache.By.ADDRESS;
                      default ->
                          throw fields.bad("cacheBy", "\"user\", \"application\" or \"address\"");
                    })
            .orElse(old.by());
    Duration life =
        fields
            .integer("cacheSeconds", 0, (int) Cache.LONGEST.toSeconds(), 60)
            .map(Duration::ofSeconds)
            .orElse(old.life());
    return new Cache(by, life);
  }

  private Otherwise otherwise(Otherwise old, Fields fields) {
    return new Otherwise(
        fields
            .texts("fallback", 50, 64, "oath")
            .map(ids -> set(ids.stream().map(choices::method).toList()))
            .orElse(old.methods()),
        fields.bool("failOpen").orElse(old.failOpen()));
  }

  private static Appended appended(Appended old, Fields fields) {
    Optional<Appended.Mode> given =
        fields
            .text("appended", 1, 16, "off")
            .map(
                text ->
                    switch (text) {
                      case "off" -> Appended.Mode.OFF;
                      case "plain" -> Appended.Mode.PLAIN;
                      case "separated" -> Appended.Mode.SEPARATED;
                      default ->
                          throw fields.bad("appended", "\"off\", \"plain\" or \"separated\"");
                    });
    Optional<String> separator = fields.text("separator", 0, 3, ",");
    Appended.Mode mode = given.orElse(old.mode());
    if (mode != Appended.Mode.SEPARATED) {
      separator
          .filter(text -> !text.isEmpty())
          .ifPresent(
              text -> {
                throw fields.bad("separator", "is allowed only with \"appended\": \"separated\"");
              });
      return new Appended(mode, "");
    }
    String text = separator.orElse(old.separator());
    if (text.isEmpty()) {
      throw fields.bad(
          "separator", "must be given with \"separated\": 1 to 3 characters, for example \",\"");
    }
    return new Appended(mode, text);
  }

  private static Set<String> set(List<String> values) {
    return new HashSet<>(values);
  }
}
