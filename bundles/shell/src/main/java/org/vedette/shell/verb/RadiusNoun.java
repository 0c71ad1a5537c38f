package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** RADIUS clients: what they send, what they honour, and what they are told. */
final class RadiusNoun implements Noun {
  private static final String CLIENT = "Name of the application that is the client.";

  @Override
  public String name() {
    return "radius";
  }

  @Override
  public String summary() {
    return "See what RADIUS clients send and honour, and set what they are told.";
  }

  @Override
  public List<Verb> verbs() {
    List<Verb> verbs = new ArrayList<>();
    verbs.add(
        verb("clients", "List the clients, with what was seen of them.")
            .details(
                "MESSAGE-AUTHENTICATOR is the rule, and whether requests come with it. WAITS is how"
                    + " long the client was seen to wait for an answer, learned from its"
                    + " repetitions.")
            .example("vedette radius clients", "since the listener started")
            .does(RadiusNoun::clients));
    verbs.add(
        verb("client", "Show what is known of a client, and what is wrong with it.")
            .needs("CLIENT", CLIENT)
            .example("vedette radius client vpn", "with warnings")
            .does(RadiusNoun::client));
    verbs.add(
        verb("forget", "Forget what was learned of a client: Message-Authenticator, time-outs.")
            .needs("CLIENT", CLIENT)
            .details(
                "For a client with messageAuthenticator=learned that was replaced by one which"
                    + " does not send it.")
            .example("vedette radius forget vpn", "it is learned anew")
            .does(RadiusNoun::forget));
    verbs.add(
        verb("watch", "Decode what a client sends and gets, as it happens.")
            .needs("CLIENT", CLIENT)
            .option("minutes", "N", "End after so many minutes, 1 to 10; default 10.")
            .option("count", "N", "End after so many packets and notes.")
            .details(
                "Passwords, codes, secrets and State are not shown. Watching ends by itself, also"
                    + " when this command is interrupted.")
            .example("vedette radius watch vpn", "until Ctrl-C, at most ten minutes")
            .does(call -> new RadiusWatch(call).run()));
    verbs.add(
        verb("test", "Find out what a client honours, by sign-ins that you do there.")
            .needs("CLIENT", CLIENT)
            .option("step", "STEP", "Only this step: reject, challenge or wait.")
            .option("wait", "SECONDS", "How long the step wait holds an answer, 1 to 120.")
            .option("patience", "SECONDS", "How long to wait for each sign-in; default 180.")
            .details(
                "You sign in at the client under a made-up name that is shown. Whatever happens,"
                    + " that name is let in nowhere.")
            .example("vedette radius test vpn", "all three steps")
            .example("vedette radius test vpn --step wait --wait 90", "measures time-outs")
            .does(call -> new RadiusTest(call).run()));
    verbs.add(
        verb("preview", "Show the Access-Accept that a user would get.")
            .needs("CLIENT", CLIENT)
            .needs("USER", "Name of the user.")
            .option("group", "GROUP", "Take the user to be in this group too; may be repeated.")
            .details("Without what a directory or another RADIUS server may add when asked.")
            .example("vedette radius preview vpn alice", "with where each attribute comes from")
            .does(RadiusNoun::preview));
    verbs.add(
        verb("attributes", "Find attributes of the dictionary.")
            .takes("PART", "Part of the name.")
            .example("vedette radius attributes cisco", "with what their values may be")
            .does(RadiusNoun::attributes));
    verbs.addAll(RadiusReplies.verbs());
    return verbs;
  }

  private static int clients(Call call) {
    Doc page = call.api().get("/radius/clients");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table =
        new Table("CLIENT", "NETWORKS", "LAST SEEN", "MESSAGE-AUTHENTICATOR", "WAITS", "WARNINGS");
    for (Doc it : page.docs("items")) {
      table.row(
          it.text("name"),
          String.join(" ", it.texts("networks")),
          time(call, it, "lastSeen"),
          proof(it),
          waits(it),
          it.texts("warnings").isEmpty() ? "" : it.texts("warnings").size() + "");
    }
    if (table.isEmpty()) {
      call.say("There are no RADIUS clients.");
      call.next("vedette application add --help", "tells how to add one");
    } else {
      call.table(table);
      call.print("");
      call.next(
          "vedette radius client CLIENT", "tells what is wrong with one",
          "vedette radius watch CLIENT", "shows what it sends");
    }
    return Failure.DONE;
  }

  private static int client(Call call) {
    Doc it = call.api().get("/radius/clients" + Api.path(call.arguments().word(0)));
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    call.facts(
        List.of(
            new String[] {"name", it.text("name")},
            new String[] {"networks", String.join(" ", it.texts("networks"))},
            new String[] {"last seen", time(call, it, "lastSeen")},
            new String[] {"Message-Authenticator", proof(it)},
            new String[] {"came with it", time(call, it, "seenWith")},
            new String[] {"came without it", time(call, it, "seenWithout")},
            new String[] {"secret before, until", time(call, it, "previousSecretUntil")},
            new String[] {"secret before, used", time(call, it, "previousSecretUsed")},
            new String[] {"sends a request", sends(it)},
            new String[] {"waits", waits(it)},
            new String[] {"a sign-in may take", it.text("deadlineSeconds") + " s"}));
    it.texts("warnings").forEach(each -> call.print(call.paint().warn("! ") + each));
    call.print("");
    String name = Call.word(it.text("name"));
    call.next(
        "vedette radius test " + name, "finds out what it honours",
        "vedette radius watch " + name, "shows what it sends");
    return Failure.DONE;
  }

  private static int forget(Call call) {
    String name = call.arguments().word(0);
    Doc answer = call.api().post("/radius/clients" + Api.path(name) + "/forget", Map.of());
    if (!call.wroteJson(answer)) {
      call.say("Forgot what was learned of " + name + ".");
      call.next("vedette radius client " + Call.word(name), "shows what is learned anew");
    }
    return Failure.DONE;
  }

  private static int preview(Call call) {
    StringBuilder path = new StringBuilder("/radius/clients");
    path.append(Api.path(call.arguments().word(0))).append("/preview?user=");
    path.append(Api.encode(call.arguments().word(1)));
    call.arguments()
        .all("group")
        .forEach(group -> path.append("&group=").append(Api.encode(group)));
    Doc it = call.api().get(path.toString());
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    call.print(call.paint().bold("Access-Accept") + "  " + it.text("octets") + " of 4096 octets");
    Table table = new Table("ATTRIBUTE", "VALUE", "FROM").wrapping();
    it.docs("lines")
        .forEach(row -> table.row(row.text("name"), row.text("value"), row.text("from")));
    call.table(table);
    if (it.number("leftOut") > 0) {
      call.print(call.paint().bad(it.text("leftOut") + " attributes find no room."));
    }
    call.print("");
    call.next("vedette radius replies", "lists what is set for users and groups");
    return Failure.DONE;
  }

  private static int attributes(Call call) {
    String part = call.arguments().maybe(0).orElse("");
    Doc page = call.api().get("/radius/attributes?search=" + Api.encode(part));
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("ATTRIBUTE", "VENDOR", "VALUE").wrapping();
    for (Doc it : page.docs("items")) {
      table.row(
          it.text("name"),
          it.text("vendor"),
          it.flag("settable") ? it.text("value") : "(made by the server)");
    }
    if (table.isEmpty()) {
      call.say("No attribute has " + part + " in its name.");
    } else {
      call.table(table);
    }
    call.print("");
    call.next("vedette radius reply --help", "sets attributes for a user or group");
    return Failure.DONE;
  }

  private static String time(Call call, Doc it, String field) {
    String text = it.text(field);
    return text.isEmpty() ? "" : call.times().local(text);
  }

  private static String proof(Doc it) {
    String rule = it.text("messageAuthenticator");
    if (it.flag("learned")) {
      return rule + ", demanded";
    }
    boolean with = !it.text("seenWith").isEmpty();
    boolean without = !it.text("seenWithout").isEmpty();
    String seen =
        with && without ? ", comes at times" : with ? ", comes" : without ? ", does not come" : "";
    return rule + seen;
  }

  private static String sends(Doc it) {
    return it.text("sends").isEmpty()
        ? ""
        : it.text("sends") + " times, every " + seconds(it.number("retryMillis"));
  }

  private static String waits(Doc it) {
    return it.text("waitsMillis").isEmpty()
        ? ""
        : seconds(it.number("waitsMillis")) + (it.flag("gaveUp") ? "" : " or more");
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis / 100 / 10.0 + " s";
  }
}
