package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** Attributes that an Access-Accept carries for users and groups. */
final class RadiusReplies {
  private RadiusReplies() {}

  static List<Verb> verbs() {
    return List.of(
        verb("reply", "Show, set or remove the reply attributes of a user or a group.")
            .takes("ATTRIBUTES", "Name = value; Name = value, or @file with one on each line.")
            .option("user", "USER", "Of this user.")
            .option("group", "GROUP", "Of this group, by its id as the directory names it.")
            .flag("remove", "Remove them.")
            .details(
                "Those of the user hide those of the user's groups of the same name, these what the"
                    + " directory or another RADIUS server says, and these replyAttributes of the"
                    + " application.")
            .example("vedette radius reply --user alice", "shows what is set")
            .example(
                "vedette radius reply --user alice \"Framed-IP-Address = 10.8.0.7\"",
                "one address for one person")
            .example(
                "vedette radius reply --group CN=Staff,OU=Groups,DC=corp,DC=example"
                    + " \"Class = staff; Session-Timeout = 28800\"",
                "whoever is in the group")
            .example("vedette radius reply --user alice --remove", "back to the general ones")
            .does(RadiusReplies::reply),
        verb("replies", "List the reply attributes of users and groups.")
            .example("vedette radius replies", "those of applications: vedette application show")
            .does(RadiusReplies::list));
  }

  private static int reply(Call call) {
    Optional<String> user = call.arguments().option("user");
    Optional<String> group = call.arguments().option("group");
    if (user.isPresent() == group.isPresent()) {
      throw Failure.usage(
          "One of --user and --group must be given.", "vedette radius reply --help");
    }
    String of = user.or(() -> group).orElseThrow();
    String path = "/radius/replies/" + (user.isPresent() ? "users" : "groups") + Api.path(of);
    Optional<String> typed = call.arguments().maybe(0);
    if (call.arguments().has("remove")) {
      if (!call.wroteJson(call.api().delete(path))) {
        call.say("Removed the reply attributes of " + of + ".");
        call.next("vedette radius replies", "shows what is left");
      }
      return Failure.DONE;
    }
    Doc answer =
        typed.isPresent()
            ? call.api().put(path, Map.of("attributes", lines(typed.get())))
            : call.api().get(path);
    if (call.wroteJson(answer)) {
      return Failure.DONE;
    }
    if (typed.isPresent()) {
      call.say("Set the reply attributes of " + of + ".");
    } else {
      answer.text("attributes").lines().forEach(call::print);
    }
    call.next(
        user.isPresent()
            ? "vedette radius preview CLIENT " + Call.word(of)
            : "vedette radius preview CLIENT USER --group " + Call.word(of),
        "shows the whole packet");
    return Failure.DONE;
  }

  private static String lines(String typed) {
    if (!typed.startsWith("@")) {
      return typed;
    }
    try {
      return Files.readString(Path.of(typed.substring(1)));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw Failure.usage("The file " + typed.substring(1) + " cannot be read.");
    }
  }

  private static int list(Call call) {
    Doc page = call.api().get("/radius/replies");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("OF", "NAME", "ATTRIBUTES").wrapping();
    for (Doc it : page.docs("items")) {
      String all = String.join("; ", it.text("attributes").lines().map(String::strip).toList());
      table.row(it.text("scope"), it.text("name"), all);
    }
    if (table.isEmpty()) {
      call.say("No user or group has reply attributes of its own.");
    } else {
      call.table(table);
    }
    call.print("");
    call.next("vedette radius reply --help", "tells how to set some");
    return Failure.DONE;
  }
}
