package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.List;
import java.util.Locale;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;
import org.vedette.shell.http.Fingerprint;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Columns;
import org.vedette.shell.view.Table;
import org.vedette.shell.view.Times;

/** What runs, where it listens, and how it feels. */
final class StatusNoun implements Noun {
  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "Show what runs, where it listens, and how it feels.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("", summary())
            .details(
                "Lists every capability that is installed, with its addresses and its health: ok,"
                    + " warn (somebody should look) or critical (does not do its job), and what to"
                    + " do about it.")
            .details(
                "The certificate shown is the one that clients elsewhere are asked to compare when"
                    + " they first talk to this server.")
            .example("vedette status", "the server of this host")
            .example(
                "vedette status --server https://mfa.example.org:8443 --token-file ~/.vedette-token",
                "a server elsewhere")
            .example("vedette status --json | jq -r .health.status", "for a script: one word")
            .does(StatusNoun::status));
  }

  private static int status(Call call) {
    Doc status = call.api().get("/status");
    if (call.wroteJson(status)) {
      return Failure.DONE;
    }
    Doc health = status.doc("health");
    String feels = word(health);
    call.print(
        call.paint().bold("Vedette " + status.text("version"))
            + " is "
            + call.paint().health(feels));
    if (!health.text("message").isEmpty()) {
      Columns.wrap(Columns.clean(health.text("message")), width(call)).forEach(call::print);
    }
    call.facts(
        List.of(
            new String[] {"server", status.text("server")},
            new String[] {"address", call.api().server().toString()},
            new String[] {
              "certificate", call.api().fingerprint().map(Fingerprint::text).orElse("")
            },
            new String[] {"Java", status.text("java")},
            new String[] {
              "up",
              Times.duration(status.number("uptimeSeconds"))
                  + ", since "
                  + call.times().local(status.text("started"))
            },
            new String[] {"cluster", cluster(status.doc("cluster"))},
            new String[] {"users", status.text("users")},
            new String[] {"applications", status.text("applications")},
            new String[] {"open challenges", status.text("openChallenges")}));
    call.print("");
    Table table = new Table("CAPABILITY", "HEALTH", "VERSION", "ADDRESSES", "MESSAGE").wrapping();
    for (Doc it : status.docs("capabilities")) {
      table.row(it.text("id"), word(it), it.text("version"), it.text("addresses"), message(it));
    }
    call.table(table);
    call.print("");
    next(call, status, feels);
    return Failure.DONE;
  }

  /** One line about several servers; none where replication is not installed. */
  private static String cluster(Doc it) {
    switch (it.text("role")) {
      case "":
        return "";
      case "single":
        return "none, this is a single server";
      case "equal":
        return "%s, one of %s servers that share a database: every one takes changes"
            .formatted(it.text("self"), it.text("servers"));
      default:
        return "%s, %s of %s servers, %s"
            .formatted(
                it.text("self"),
                it.text("role"),
                it.text("servers"),
                it.has("master") ? "master " + it.text("master") : "no master reachable");
    }
  }

  private static int width(Call call) {
    int columns = call.terminal().columns();
    return columns > 0 ? columns : Integer.MAX_VALUE;
  }

  /** Health may come as an object or as the word itself. */
  private static String word(Doc it) {
    Doc inner = it.doc("health");
    String word = inner.has("status") ? inner.text("status") : it.text("health");
    return (word.isEmpty() ? it.text("status") : word).toLowerCase(Locale.ROOT);
  }

  private static String message(Doc it) {
    Doc inner = it.doc("health");
    return inner.has("message") ? inner.text("message") : it.text("message");
  }

  private static void next(Call call, Doc status, String feels) {
    if (!status.doc("cluster").text("notice").isEmpty()) {
      call.next("vedette server status", "tells how the servers stand, and what to do");
    } else if (!feels.equals("ok")) {
      call.next("vedette log level org.vedette DEBUG", "tells more in var/log/vedette.log");
    } else if (status.number("users") == 0) {
      call.next("vedette user add NAME", "adds the first user");
    } else if (status.number("applications") == 0) {
      call.next("vedette application add --help", "lets the first system sign people in");
    } else {
      call.next("vedette audit tail", "shows the sign-ins as they happen");
    }
  }
}
