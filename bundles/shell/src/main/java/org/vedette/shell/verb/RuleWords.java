package org.vedette.shell.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Field;
import org.vedette.shell.line.Field.Kind;
import org.vedette.shell.line.Fields;

/** Rules of policy as they are typed, and as they are shown. */
final class RuleWords {
  /** What conditions look at, with what their values are. */
  private static final Map<String, String> CONDITIONS = conditions();

  static final Fields FIELDS =
      Fields.of(
          Stream.concat(
                  Stream.of(
                      new Field(
                          "effect",
                          Kind.TEXT,
                          "permit (no second factor), require (a second factor), or deny."),
                      new Field(
                          "mode",
                          Kind.TEXT,
                          "off, observe (only written down; default), or enforce."),
                      new Field(
                          "methods",
                          Kind.LIST,
                          "With require: methods that may serve, like oath; empty: all."),
                      new Field(
                          "always",
                          Kind.FLAG,
                          "With require: bypass, trusted network, cache and failOpen let nobody in;"
                              + " default true."),
                      new Field(
                          "position", Kind.NUMBER, "Place among the rules, from 1; default last."),
                      new Field("name", Kind.TEXT, "Another name for it.")),
                  CONDITIONS.entrySet().stream()
                      .flatMap(
                          it ->
                              Stream.of(
                                  new Field(it.getKey(), Kind.LIST, it.getValue()),
                                  new Field(
                                      "not." + it.getKey(),
                                      Kind.LIST,
                                      "None of these, likewise."))))
              .toList());

  private RuleWords() {}

  private static Map<String, String> conditions() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("user", "Only these users.");
    all.put("group", "Only members of one of these groups; case does not matter.");
    all.put("application", "Only at these applications.");
    all.put("listener", "Only over these listeners, like radius.");
    all.put(
        "network",
        "Only from these: 10.0.0.0/8, 192.0.2.7, 192.0.2.10-192.0.2.19, or @NAME of a network.");
    all.put(
        "time",
        "Only then, like \"mon-fri 08:00-18:00 Europe/Zurich\"; 22:00-06:00 goes over midnight,"
            + " days are joined by +.");
    all.put("method", "Only if one of these methods would be asked first.");
    all.put("enrolled", "Only users who have one of these methods.");
    all.put(
        "risk",
        "Only with one of: recent-failures (three wrong answers in a row), new-enrollment (within"
            + " 24 hours), new-network (none right from there in 90 days), no-address.");
    all.put("plugin", "Only if this condition of a plugin holds, as NAME or NAME:ARGUMENT.");
    return all;
  }

  /** Makes the body of a rule of what was typed. */
  static Map<String, @Nullable Object> body(Map<String, String> pairs) {
    Map<String, @Nullable Object> body = FIELDS.read(pairs);
    Map<String, @Nullable Object> when = new LinkedHashMap<>();
    CONDITIONS
        .keySet()
        .forEach(
            it -> {
              if (body.containsKey(it)) {
                when.put(it, body.remove(it));
              }
            });
    if (!when.isEmpty()) {
      body.put("when", when);
    }
    return body;
  }

  /** What a rule does, in words. */
  static String effect(Doc rule) {
    if (!rule.text("effect").equals("require")) {
      return rule.text("effect");
    }
    List<String> methods = rule.texts("methods");
    return "require"
        + (methods.isEmpty() ? "" : " " + String.join(" or ", methods))
        + (rule.flag("always") ? "" : " (may be skipped)");
  }

  /** What must hold, in words. */
  static String conditions(Doc rule) {
    List<String> parts = new ArrayList<>();
    rule.doc("when").fields().forEach((key, value) -> parts.add(key + " " + Doc.text(value)));
    rule.doc("not")
        .fields()
        .forEach((key, value) -> parts.add("not " + key + " " + Doc.text(value)));
    return parts.isEmpty() ? "(always)" : String.join("; ", parts);
  }
}
