package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** What is in a directory. */
final class DirectoryEntries {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String NAME = "Name of the directory.";

  private DirectoryEntries() {}

  /** Returns the verbs. */
  static List<Verb> verbs() {
    return List.of(
        verb("search", "Look what is in a directory: people, groups, containers.")
            .needs("NAME", NAME)
            .takes("TEXT", "Part of a name.")
            .option("kind", "KIND", "user, group or container; user if left out.")
            .option("base", "DN", "Look in this entry only.")
            .option("member-of", "ID", "Only members of the group of this id, nested ones too.")
            .option("limit", "COUNT", "Most entries to show, 1 to 1000; 50 if left out.")
            .flag("direct", "Only what lies directly in the base.")
            .example("vedette directory search corp ali", "people whose names hold ali")
            .example(
                "vedette directory search corp --kind container --direct", "browses from the top")
            .does(DirectoryEntries::search),
        verb("find", "Find whom a typed name means.")
            .needs("NAME", NAME)
            .needs("TYPED", "The name as a user types it.")
            .details("Ends with exit code 1 when it means nobody, or several.")
            .example("vedette directory find corp alice", "who that is")
            .does(DirectoryEntries::find));
  }

  /** Asks for entries: the directory is the first word, the second a part of a name. */
  static Doc page(Call call, String base, String group, int limit) {
    StringBuilder query = new StringBuilder();
    query.append("?limit=").append(call.arguments().number("limit", limit, 1, 1000));
    query.append("&kind=").append(Api.encode(call.arguments().option("kind").orElse("user")));
    query.append("&below=").append(!call.arguments().has("direct"));
    add(query, "text", call.arguments().maybe(1));
    add(query, "base", call.arguments().option(base));
    add(query, "memberOf", call.arguments().option(group));
    return call.api()
        .within(PATIENCE)
        .get("/directories" + Api.path(call.arguments().word(0)) + "/entries" + query);
  }

  private static int search(Call call) {
    Doc page = page(call, "base", "member-of", 50);
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    show(call, page);
    if (!page.text("next").isEmpty()) {
      call.say("There are more; narrow the search, or raise --limit.");
    }
    return Failure.DONE;
  }

  private static int find(Call call) {
    String name = call.arguments().word(0);
    String typed = call.arguments().word(1);
    Doc page =
        call.api()
            .within(PATIENCE)
            .get("/directories" + Api.path(name) + "/entries/named?typed=" + Api.encode(typed));
    int found = page.docs("items").size();
    if (!call.wroteJson(page)) {
      show(call, page);
      if (found > 1) {
        call.say("The name is ambiguous: nobody signs in with it.");
      }
    }
    return found == 1 ? Failure.DONE : Failure.REFUSED;
  }

  private static void add(StringBuilder query, String name, Optional<String> value) {
    value.ifPresent(it -> query.append('&').append(name).append('=').append(Api.encode(it)));
  }

  private static void show(Call call, Doc page) {
    Table table = new Table("NAME", "STATE", "MAIL", "ENTRY", "ID");
    for (Doc it : page.docs("items")) {
      Doc facts = it.doc("facts");
      String username = facts.text("username");
      table.row(
          username.isEmpty() ? facts.text("name") : username,
          it.flag("enabled") ? "" : "disabled",
          facts.text("mail"),
          it.text("dn"),
          it.text("id"));
    }
    if (table.isEmpty()) {
      call.say("Nothing was found.");
    } else {
      call.table(table);
    }
    List<String> oddities = new ArrayList<>(page.texts("oddities"));
    oddities.forEach(each -> call.say("Odd: " + each));
  }
}
