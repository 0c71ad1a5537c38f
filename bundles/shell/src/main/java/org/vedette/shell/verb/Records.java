package org.vedette.shell.verb;

import java.util.ArrayList;
import java.util.List;
import org.vedette.shell.Call;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Columns;

/** Shows audit records. */
final class Records {
  private final Call call;

  Records(Call call) {
    this.call = call;
  }

  /** One record in one line, its id first, because that is what {@code why} takes. */
  String line(Doc it) {
    boolean good = it.flag("success");
    String verdict = Columns.pad(Columns.clean(it.text("result")), 22);
    boolean step = it.text("kind").equals("INTERIM");
    return call.paint().dim(call.times().local(it.text("at")))
        + "  "
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
    List<String> parts = new ArrayList<>();
    for (String field : List.of("application", "listener", "method", "peer")) {
      if (it.has(field) && !it.text(field).isEmpty()) {
        parts.add(it.text(field));
      }
    }
    return String.join(" ", parts);
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
