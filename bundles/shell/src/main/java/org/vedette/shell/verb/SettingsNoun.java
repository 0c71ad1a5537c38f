package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Fields;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Columns;
import org.vedette.shell.view.Table;

/** The settings of the server. */
final class SettingsNoun implements Noun {
  private static final Fields KEYS =
      Fields.of(List.of()).openTo("", "Keys as shown by \"settings get PID\".");
  private static final String PID = "Group of settings, like org.vedette.method.oath.";
  private static final String STDIN = "secret-stdin";

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public String summary() {
    return "Look at and change the settings of the server and its capabilities.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("list", "List all settings with their values.")
            .takes("TEXT", "Only groups whose name holds this.")
            .details(
                "A group that is local is a file etc/PID.cfg on the server and is changed there; a"
                    + " replicated one is the same on all servers and is changed with settings set.")
            .example("vedette settings list", "everything")
            .example("vedette settings list radius", "what concerns RADIUS")
            .does(SettingsNoun::list),
        verb("get", "Show a group of settings, with the meaning and the limits of each.")
            .needs("PID", PID)
            .takes("KEY", "Only this one; prints just its value.")
            .example("vedette settings get org.vedette.method.oath", "all keys, explained")
            .example("vedette settings get org.vedette.core issuer", "one value, for a script")
            .does(SettingsNoun::get),
        verb("set", "Change settings of a replicated group.")
            .needs("PID", PID)
            .fields(KEYS)
            .option("default", "KEY", "Set this key back to its default; may be repeated.")
            .option(STDIN, "KEY", "Read the value of this secret key from standard input.")
            .example("vedette settings set org.vedette.method.oath windowSteps=2", "one value")
            .example(
                "vedette settings set org.vedette.method.oath --default windowSteps",
                "back to what it was shipped with")
            .does(SettingsNoun::set));
  }

  private static int list(Call call) {
    Doc page = call.api().get("/settings");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    String text = call.arguments().maybe(0).orElse("");
    Table table = new Table("GROUP", "SCOPE", "KEY", "VALUE", "DEFAULT IF OTHER");
    for (Doc group : page.docs("items")) {
      if (group.text("pid").contains(text)) {
        rows(table, group);
      }
    }
    if (table.isEmpty()) {
      call.say("No group of settings has \"" + text + "\" in its name.");
      call.next("vedette settings list", "lists all");
      return Failure.DONE;
    }
    call.table(table);
    call.print("");
    call.next("vedette settings get GROUP", "explains each key");
    return Failure.DONE;
  }

  private static void rows(Table table, Doc group) {
    String pid = group.text("pid");
    String scope = group.text("scope");
    for (Doc key : group.docs("keys")) {
      String standard = key.text("default");
      boolean same = standard.equals(key.text("value"));
      table.row(pid, scope, key.text("key"), key.text("value"), same ? "" : standard);
      pid = "";
      scope = "";
    }
  }

  private static int get(Call call) {
    Doc group = call.api().get("/settings" + Api.path(call.arguments().word(0)));
    String only = call.arguments().maybe(1).orElse("");
    if (!only.isEmpty()) {
      return one(call, group, only);
    }
    if (call.wroteJson(group)) {
      return Failure.DONE;
    }
    call.print(call.paint().bold(Columns.clean(group.text("pid"))) + "  " + group.text("scope"));
    call.say(group.text("description"));
    int width = call.terminal().columns() > 0 ? call.terminal().columns() : 100;
    for (Doc key : group.docs("keys")) {
      call.print("");
      call.print(call.paint().bold(Columns.clean(key.text("key") + " = " + key.text("value"))));
      Columns.wrap(Columns.clean(key.text("description")), width - 4)
          .forEach(it -> call.print("    " + it));
      String standard = key.text("default");
      call.say(
          "    " + key.text("type") + ", default " + (standard.isEmpty() ? "empty" : standard));
    }
    call.print("");
    if (group.text("scope").equals("local")) {
      String file = group.has("file") ? group.text("file") : "etc/" + group.text("pid") + ".cfg";
      call.print(call.paint().dim("Next: ") + "edit " + Columns.clean(file) + " on the server");
    } else if (group.text("pid").equals("org.vedette.directory")) {
      call.next("vedette directory set NAME KEY=VALUE", "changes one of a directory");
    } else {
      call.next(
          "vedette settings set " + Call.word(group.text("pid")) + " KEY=VALUE", "changes one");
    }
    return Failure.DONE;
  }

  private static int one(Call call, Doc group, String name) {
    Doc key =
        group.docs("keys").stream()
            .filter(it -> it.text("key").equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    Failure.refused(
                        group.text("pid") + " has no key " + name + ".",
                        "vedette settings get " + Call.word(group.text("pid"))));
    if (!call.wroteJson(key)) {
      call.say(key.text("value"));
    }
    return Failure.DONE;
  }

  private static int set(Call call) {
    String pid = call.arguments().word(0);
    Map<String, @Nullable Object> body = new LinkedHashMap<>(KEYS.read(call.arguments().pairs()));
    for (String key : call.arguments().all("default")) {
      body.put(key, null);
    }
    for (String key : call.arguments().all(STDIN)) {
      body.put(key, call.readLine("The value of " + key));
    }
    if (body.isEmpty()) {
      throw Failure.usage("No key is given.", "vedette settings set --help");
    }
    Doc group = call.api().patch("/settings" + Api.path(pid), body);
    if (!call.wroteJson(group)) {
      call.say("Changed " + String.join(", ", body.keySet()) + " of " + pid + ".");
      call.next("vedette settings get " + Call.word(pid), "shows what is in force");
    }
    return Failure.DONE;
  }
}
