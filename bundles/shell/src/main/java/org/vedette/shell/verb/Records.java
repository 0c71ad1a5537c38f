package org.vedette.shell.verb;

import java.util.ArrayList;
import java.util.List;
import org.vedette.shell.Call;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Columns;

/** Shows audit records. */
final class Records {
  private static final String ARROW = " -> ";
  private static final String NONE = "(none)";
  private static final List<String> NAMES = List.of("pid", "name");

  private final Call call;

  Records(Call call) {
    this.call = call;
  }

  /** One record in one line, its id first, because that is what {@code why} takes. */
  String line(Doc it) {
    boolean good = it.flag("success");
    String verdict = Columns.pad(Columns.clean(it.text("result")), 22);
    boolean step = it.text("kind").equals("INTERIM");
    String server = it.text("serverName");
    return call.paint().dim(call.times().local(it.text("at")))
        + "  "
        + (server.isEmpty() ? "" : Columns.pad(Columns.clean(server), 8) + "  ")
        + call.paint().bold(Columns.pad(it.text("id"), 14))
        + "  "
        + (good ? call.paint().good(verdict) : step ? verdict : call.paint().bad(verdict))
        + "  "
        + Columns.clean(Columns.pad(who(it), 20) + "  " + where(it)).stripTrailing();
  }

  static String who(Doc it) {
    String name = it.text("username");
    String actor = it.text("actor");
    return actor.isEmpty() ? name : actor + (name.isEmpty() ? "" : " on " + name);
  }

  static String where(Doc it) {
    if (it.text("kind").equals("ACT")) {
      return act(it);
    }
    List<String> parts = new ArrayList<>();
    for (String field : List.of("application", "listener", "method", "peer")) {
      if (it.has(field) && !it.text(field).isEmpty()) {
        parts.add(it.text(field));
      }
    }
    return String.join(" ", parts);
  }

  /** What was acted on, the fields that changed, and from where. */
  private static String act(Doc it) {
    List<String> parts = new ArrayList<>();
    Doc fields = it.doc("fields");
    String named =
        NAMES.stream()
            .map(name -> fields.text(name))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    if (!it.text("application").isEmpty()) {
      parts.add(it.text("application"));
    } else if (it.text("username").isEmpty() && !named.isEmpty()) {
      int arrow = named.indexOf(ARROW);
      String after = arrow < 0 ? named : named.substring(arrow + ARROW.length());
      parts.add(after.equals(NONE) ? named.substring(0, arrow) : after);
    }
    if (it.text("result").endsWith(".change")) {
      fields.fields().forEach((key, value) -> changed(parts, key, Doc.text(value)));
    }
    parts.add(it.text("peer"));
    return String.join(" ", parts).strip();
  }

  private static void changed(List<String> parts, String field, String change) {
    if (change.contains(ARROW)) {
      parts.add(field + ": " + change + ",");
    }
  }

  /** All fields that hold something. */
  List<String[]> facts(Doc it) {
    List<String[]> facts = new ArrayList<>();
    it.fields()
        .forEach(
            (key, value) -> {
              if (key.equals("at")) {
                facts.add(new String[] {key, call.times().local(Doc.text(value))});
              } else if (!key.equals("trace") && !key.equals("fields")) {
                facts.add(new String[] {key, Doc.text(value)});
              }
            });
    it.doc("fields")
        .fields()
        .forEach((key, value) -> facts.add(new String[] {key, Doc.text(value)}));
    return facts;
  }
}
