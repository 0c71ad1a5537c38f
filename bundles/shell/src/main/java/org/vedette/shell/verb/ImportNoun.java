package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Field;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** People picked from a directory. */
final class ImportNoun implements Noun {
  private static final String NAME = "Name of the directory.";

  @Override
  public String name() {
    return "import";
  }

  @Override
  public String summary() {
    return "Pick people from a directory and make them users.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("search", "Search or browse a directory; its ids are what import takes.")
            .needs("DIRECTORY", NAME)
            .takes("TEXT", "Part of a name; default: all.")
            .option("kind", "KIND", "user (default), group or container.")
            .option("in", "DN", "Only in this container.")
            .option("group", "ID", "Only members of this group, groups in it included.")
            .option("limit", "N", "At most so many, 1 to 1000; default 100.")
            .flag("direct", "Only what lies directly in the container.")
            .example("vedette import search corp alice", "people")
            .example("vedette import search corp --kind container", "where people are")
            .example("vedette import search corp --kind group vpn", "groups, with their ids")
            .does(ImportNoun::search),
        verb("people", "Import people by their ids, or all of a container or group.")
            .needs("DIRECTORY", NAME)
            .option("id", "ID", "An id, or several with commas between; may be repeated.")
            .option("container", "DN", "All people of this container.")
            .option("group", "ID", "All members of this group, also through groups in it.")
            .flag("direct", "Not what lies deeper, and not groups in the group.")
            .flag("adopt", "Take over users of the same name who were made by hand.")
            .flag("dry-run", "Write nothing; tell what would be done.")
            .flag("no-wait", "Do not wait for its end.")
            .fields(SyncWords.IMPORT)
            .details(
                "Those who are users already take over what has changed. PINs, enrollments and"
                    + " numbers that people changed are never touched. Nobody is disabled or"
                    + " removed.")
            .example("vedette import people corp --id 9f2c6d0e,a81b77c3", "two people")
            .example(
                "vedette import people corp --container OU=Sales,DC=corp,DC=example method=text"
                    + " mode=standard",
                "a container, enrolled in text messages")
            .example("vedette import people corp --group 77aa01 --dry-run", "look first")
            .does(ImportNoun::people));
  }

  private static int search(Call call) {
    Doc page = DirectoryEntries.page(call, "in", "group", 100);
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("ID", "NAME", "", "DN").wrapping();
    for (Doc it : page.docs("items")) {
      Doc facts = it.doc("facts");
      String name = facts.text("username").isEmpty() ? facts.text("name") : facts.text("username");
      table.row(it.text("id"), name, it.flag("enabled") ? "" : "disabled", it.text("dn"));
    }
    if (table.isEmpty()) {
      call.say("Nothing was found.");
      return Failure.DONE;
    }
    call.table(table);
    if (!page.text("next").isEmpty()) {
      call.say("There are more: name a part of the name, or a container.");
    }
    call.print("");
    call.next(
        "vedette import people " + Call.word(call.arguments().word(0)) + " --id ID",
        "makes them users");
    return Failure.DONE;
  }

  private static int people(Call call) {
    Map<String, @Nullable Object> body =
        new LinkedHashMap<>(SyncWords.IMPORT.read(call.arguments().pairs()));
    body.put("directory", call.arguments().word(0));
    List<String> ids =
        call.arguments().all("id").stream().flatMap(it -> Field.list(it).stream()).toList();
    if (!ids.isEmpty()) {
      body.put("entries", ids);
    }
    call.arguments().option("container").ifPresent(it -> body.put("container", it));
    call.arguments().option("group").ifPresent(it -> body.put("group", it));
    if (!body.containsKey("entries")
        && !body.containsKey("container")
        && !body.containsKey("group")) {
      throw Failure.usage(
          "Who? --id, --container or --group is missing.", "vedette import search DIRECTORY");
    }
    body.put("nested", !call.arguments().has("direct"));
    if (call.arguments().has("adopt")) {
      body.put("adopt", true);
    }
    if (call.arguments().has("dry-run")) {
      body.put("dryRun", true);
    }
    return new SyncWatch(call).follow(call.api().post("/import", body));
  }
}
