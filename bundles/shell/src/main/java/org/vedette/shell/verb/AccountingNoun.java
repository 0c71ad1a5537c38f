package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.ArrayList;
import java.util.List;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;
import org.vedette.shell.view.Times;

/** Sessions that RADIUS clients report. */
final class AccountingNoun implements Noun {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  @Override
  public String name() {
    return "accounting";
  }

  @Override
  public String summary() {
    return "See who is and was connected, as RADIUS clients report it.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("list", "List sessions, the newest first.")
            .option("user", "USER", "Only of this user, as the client reports the name.")
            .option("application", "NAME", "Only by this application.")
            .flag("open", "Only those that have not ended.")
            .flag("ended", "Only those that have ended.")
            .option("before", "ID", "Only older ones; the list tells which.")
            .option("limit", "N", "At most so many, 1 to 1000; default 100.")
            .details(
                "A session is stale when nothing was heard of it for long: its end was probably"
                    + " lost. How long is staleHours of org.vedette.accounting.")
            .example("vedette accounting list --open", "who is connected")
            .example("vedette accounting list --user alice", "one person's sessions")
            .example("vedette accounting list --application vpn --limit 20", "of one client")
            .does(AccountingNoun::list),
        verb("show", "Show a session with all its reports.")
            .needs("ID", "Id of the session, from the list.")
            .example("vedette accounting show 1764147136001", "one session")
            .does(AccountingNoun::show));
  }

  private static int list(Call call) {
    if (call.arguments().has("open") && call.arguments().has("ended")) {
      throw Failure.usage("--open or --ended is expected, not both");
    }
    StringBuilder query = new StringBuilder("/accounting/sessions?limit=");
    query.append(call.arguments().number("limit", 100, 1, 1000));
    for (String option : List.of("user", "application")) {
      String value = call.arguments().option(option).orElse("");
      if (!value.isEmpty()) {
        query.append('&').append(option).append('=').append(Api.encode(value));
      }
    }
    if (call.arguments().has("open") || call.arguments().has("ended")) {
      query.append("&open=").append(call.arguments().has("open"));
    }
    call.arguments().option("before").ifPresent(id -> query.append("&before=").append(number(id)));
    Doc page = call.api().get(query.toString());
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    List<Doc> sessions = page.docs("items");
    if (sessions.isEmpty()) {
      call.say("No session matches.");
      call.next("vedette application list", "shows the clients that may report some");
      return Failure.DONE;
    }
    write(call, sessions);
    return Failure.DONE;
  }

  private static void write(Call call, List<Doc> sessions) {
    Table table = new Table("ID", "USER", "STATE", "STARTED", "LASTED", "ADDRESS", "WHERE");
    for (Doc it : sessions) {
      table.row(
          it.text("id"),
          it.text("username"),
          it.text("state"),
          call.times().local(it.text("started")),
          it.number("seconds") == 0 ? "" : Times.duration(it.number("seconds")),
          it.text("framedAddress"),
          it.text("application") + " " + it.text("nas"));
    }
    call.table(table);
    call.print("");
    String show = "vedette accounting show " + sessions.get(0).text("id");
    String oldest = sessions.get(sessions.size() - 1).text("id");
    if (sessions.size() == call.arguments().number("limit", 100, 1, 1000)) {
      call.next(
          show,
          "tells all about the first",
          "vedette accounting list --before " + oldest,
          "goes on with older ones");
    } else {
      call.next(show, "tells all about the first");
    }
  }

  private static int show(Call call) {
    Doc found = call.api().get("/accounting/sessions/" + number(call.arguments().word(0)));
    if (call.wroteJson(found)) {
      return Failure.DONE;
    }
    Doc session = found.doc("session");
    call.facts(facts(call, session));
    call.print("");
    Table table = new Table("REPORT", "CAME", "HAPPENED", "SAYS");
    for (Doc it : found.docs("reports")) {
      table.row(
          it.text("number"),
          call.times().local(it.text("received")),
          call.times().local(it.text("happened")),
          it.text("status"));
    }
    call.table(table);
    call.print("");
    String user = session.text("username");
    call.next(
        "vedette accounting list" + (user.isEmpty() ? "" : " --user " + Call.word(user)),
        "shows the other sessions");
    return Failure.DONE;
  }

  private static List<String[]> facts(Call call, Doc session) {
    List<String[]> facts = new ArrayList<>();
    session
        .fields()
        .forEach(
            (key, value) -> {
              String text = Doc.text(value);
              facts.add(
                  new String[] {
                    key,
                    switch (key) {
                      case "started", "updated", "ended" -> call.times().local(text);
                      case "seconds" -> Times.duration(session.number(key));
                      case "octetsIn", "octetsOut" -> size(session.number(key));
                      default -> text;
                    }
                  });
            });
    return facts;
  }

  private static String size(long octets) {
    double size = octets;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0 ? octets + " B" : Math.round(size * 10) / 10.0 + " " + UNITS[unit];
  }

  private static String number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw Failure.usage(
          "The id of a session is a number, for example 1764147136001.", "vedette accounting list");
    }
    return id;
  }
}
