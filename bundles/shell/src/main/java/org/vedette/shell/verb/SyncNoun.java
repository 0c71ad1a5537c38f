package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** Users kept as directories have them. */
final class SyncNoun implements Noun {
  private static final String ITEMS = "/sync/items";
  private static final String RUNS = "/sync/runs";

  @Override
  public String name() {
    return "sync";
  }

  @Override
  public String summary() {
    return "Keep users as the directories have them.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("status", "Tell how synchronization stands, and how far a run is.")
            .example("vedette sync status", "what runs, what waits, what comes next")
            .does(SyncNoun::status),
        verb("run", "Look at what has changed in the directories, and change users.")
            .flag("full", "Look at everybody.")
            .flag("no-wait", "Do not wait for its end.")
            .details(
                "Users are added, updated, renamed and enabled at once. Disabled and removed are"
                    + " they only if they are few: more than threshold of org.vedette.sync wait"
                    + " for approval. Factors, PINs and numbers that people changed are never"
                    + " touched.")
            .example("vedette sync run", "what has changed")
            .example("vedette sync run --full", "everybody")
            .does(SyncNoun::run),
        verb("plan", "Tell what a full run would do; nothing is written.")
            .example("vedette sync plan", "before the first run, and before an approval")
            .does(call -> new SyncWatch(call).follow(call.api().post(RUNS, Map.of("plan", true)))),
        verb("approve", "Disable and remove the users of a list that waits.")
            .needs("LIST", "The list, as the status names it.")
            .flag("no-wait", "Do not wait for the end of the run.")
            .details("Only that list: when it has changed meanwhile, it waits again.")
            .example("vedette sync approve 3f9a01c2d4e5f607", "look at the plan before")
            .does(
                call ->
                    new SyncWatch(call)
                        .follow(
                            call.api()
                                .post("/sync/approve", Map.of("list", call.arguments().word(0))))),
        verb("stop", "Stop the run that goes on, where nothing is half done.")
            .example("vedette sync stop", "the next run goes on from there")
            .does(SyncNoun::stop),
        verb("history", "List the last runs, or show one.")
            .takes("RUN", "Id of a run.")
            .example("vedette sync history", "the newest first")
            .example("vedette sync history m3x9k2", "what it did")
            .does(SyncNoun::history),
        verb("items", "List the items in their order; the first that a person is in decides.")
            .takes("NAME", "Name of an item, to show all that is set for it.")
            .example("vedette sync items", "all of them")
            .example("vedette sync items Sales", "one of them")
            .does(SyncNoun::items),
        verb("item", "Add, change, remove or move an item.")
            .needs("ACTION", "add, change, remove or move.")
            .needs("NAME", "Name of the item, 1 to 64 characters.")
            .takes("POSITION", "With move: its place afterwards, from 1.")
            .fields(SyncWords.ITEM)
            .details(
                "The next run after a change looks at everybody. To switch synchronization on:"
                    + " vedette settings set org.vedette.sync enabled=true.")
            .example(
                "vedette sync item add Sales directory=corp container=OU=Sales,DC=corp,DC=example"
                    + " method=text mode=standard",
                "people of a container, enrolled in text messages")
            .example(
                "vedette sync item add VPN directory=corp group=9f2c6d0e onLeave=remove position=1",
                "members of a group, groups in it included")
            .example("vedette sync item change Sales onDisabled=ignore", "one field")
            .example("vedette sync item move VPN 1", "looked at first")
            .does(SyncNoun::item));
  }

  private static int status(Call call) {
    Doc it = call.api().get("/sync");
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    List<String[]> facts = new ArrayList<>();
    facts.add(new String[] {"runs by itself", it.flag("enabled") ? "yes" : "no"});
    facts.add(new String[] {"waits because", it.text("paused")});
    facts.add(new String[] {"next run", it.text("next")});
    Doc running = it.doc("running");
    if (running.has("id")) {
      facts.add(
          new String[] {
            "running",
            "%s, %s: %s of %s, %s a minute"
                .formatted(
                    running.text("kind"),
                    running.text("phase"),
                    running.text("done"),
                    running.number("total") == 0 ? "?" : running.text("total"),
                    running.number("perMinute"))
          });
    }
    Doc last = it.doc("last");
    if (last.has("id")) {
      facts.add(
          new String[] {
            "last run",
            "%s, %s, %s: %s"
                .formatted(
                    last.text("ended"),
                    last.text("kind"),
                    last.text("state"),
                    SyncWords.counts(last))
          });
      facts.add(new String[] {"it says", last.text("message")});
    }
    if (it.has("held")) {
      facts.add(
          new String[] {"waits for approval", it.text("heldCount") + " users: " + it.text("held")});
    }
    call.facts(facts);
    call.print("");
    if (it.has("held")) {
      call.next(
          "vedette sync plan",
          "shows them",
          "vedette sync approve " + it.text("held"),
          "disables and removes them");
    } else {
      call.next("vedette sync run", "looks at what has changed");
    }
    return Failure.DONE;
  }

  private static int run(Call call) {
    Doc begun = call.api().post(RUNS, Map.of("full", call.arguments().has("full")));
    return new SyncWatch(call).follow(begun);
  }

  private static int stop(Call call) {
    Doc answer = call.api().post("/sync/stop", Map.of());
    if (!call.wroteJson(answer)) {
      call.say("It stops at the next safe place.");
      call.next("vedette sync status", "tells whether it has");
    }
    return Failure.DONE;
  }

  private static int history(Call call) {
    if (call.arguments().maybe(0).isPresent()) {
      Doc run = call.api().get(RUNS + Api.path(call.arguments().word(0)));
      if (!call.wroteJson(run)) {
        new SyncWatch(call).tell(run);
      }
      return Failure.DONE;
    }
    Doc page = call.api().get(RUNS);
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("RUN", "BEGAN", "KIND", "STATE", "BY", "WHAT").wrapping();
    for (Doc it : page.docs("items")) {
      table.row(
          it.text("id"),
          it.text("began"),
          it.text("kind"),
          it.text("state"),
          it.text("actor"),
          SyncWords.counts(it));
    }
    if (table.isEmpty()) {
      call.say("There were no runs yet.");
    } else {
      call.table(table);
    }
    call.print("");
    call.next("vedette sync history RUN", "shows what a run did");
    return Failure.DONE;
  }

  private static int items(Call call) {
    if (call.arguments().maybe(0).isPresent()) {
      Doc it = call.api().get(ITEMS + Api.path(call.arguments().word(0)));
      if (!call.wroteJson(it)) {
        List<String[]> facts = new ArrayList<>();
        it.fields().forEach((key, value) -> facts.add(new String[] {key, Doc.text(value)}));
        call.facts(facts);
      }
      return Failure.DONE;
    }
    Doc page = call.api().get(ITEMS);
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table =
        new Table("#", "ITEM", "DIRECTORY", "PEOPLE", "LEAVE", "DISABLED", "DELETED").wrapping();
    for (Doc it : page.docs("items")) {
      String people = it.has("group") ? "group " + it.text("group") : it.text("container");
      table.row(
          it.text("position"),
          it.text("name") + (it.flag("enabled") ? "" : " (off)"),
          it.text("directory"),
          people.isEmpty() ? "all" : people,
          it.text("onLeave"),
          it.text("onDisabled"),
          it.text("onDeleted"));
    }
    if (table.isEmpty()) {
      call.say("There are no items: nobody is taken over.");
      call.next("vedette sync item --help", "tells how to add one");
    } else {
      call.table(table);
      call.print("");
      call.next("vedette sync plan", "tells what they would do");
    }
    return Failure.DONE;
  }

  private static int item(Call call) {
    String name = call.arguments().word(1);
    Map<String, @Nullable Object> body =
        new LinkedHashMap<>(SyncWords.ITEM.read(call.arguments().pairs()));
    String path = ITEMS + Api.path(name);
    switch (call.arguments().word(0)) {
      case "add":
        body.putIfAbsent("name", name);
        return written(call, call.api().post(ITEMS, body), "Added");
      case "change":
        if (body.isEmpty()) {
          throw Failure.usage("No field is given.", "vedette sync item --help");
        }
        return written(call, call.api().patch(path, body), "Changed");
      case "move":
        return written(
            call,
            call.api().post(ITEMS + Api.path(name, "move"), Map.of("position", place(call))),
            "Moved");
      case "remove":
        Doc answer = call.api().delete(path);
        if (!call.wroteJson(answer)) {
          call.say("Removed the item " + name + ".");
          call.next("vedette sync plan", "tells what that means for its people");
        }
        return Failure.DONE;
      default:
        throw Failure.usage(
            "ACTION: add, change, remove or move is expected.", "vedette sync item --help");
    }
  }

  private static Integer place(Call call) {
    String typed = call.arguments().maybe(2).orElse("");
    if (!typed.matches("[0-9]{1,3}")) {
      throw Failure.usage(
          "POSITION: a number from 1 is expected.", "vedette sync item move NAME 1");
    }
    return Integer.valueOf(typed);
  }

  private static int written(Call call, Doc item, String what) {
    if (!call.wroteJson(item)) {
      call.say(
          "%s the item %s: number %s, directory %s."
              .formatted(what, item.text("name"), item.text("position"), item.text("directory")));
      call.next("vedette sync plan", "tells what it would do");
    }
    return Failure.DONE;
  }
}
