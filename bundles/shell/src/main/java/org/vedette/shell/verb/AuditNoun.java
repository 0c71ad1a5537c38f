package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Spinner;
import org.vedette.shell.view.Table;

/** What happened: sign-ins, and what administrators did. */
final class AuditNoun implements Noun {
  private static final Duration VERIFYING = Duration.ofMinutes(30);

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public String summary() {
    return "See sign-ins and administrative acts, and check that none was tampered with.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("tail", "Show the last records, then new ones as they happen.")
            .option("lines", "N", "Begin with so many records, 0 to 1000; default 10.")
            .option("count", "N", "End after so many new records; default: when interrupted.")
            .details("With --json every record is one line. An update of the server is waited for.")
            .example("vedette audit tail", "until Ctrl-C")
            .example("vedette audit tail --lines 0 --count 1", "wait for the next sign-in")
            .example("vedette audit tail --json | jq -r .result", "for a program")
            .does(call -> new AuditTail(call).run()),
        verb("list", "List records of all servers, the newest first.")
            .option("text", "TEXT", "Only with this in user, application, address or id.")
            .option("result", "RESULT", "Only with this result, like OATH_WRONG.")
            .option("from", "TIME", "Only since then, like 2026-01-31, \"2026-01-31 17:05\", 12h.")
            .option("to", "TIME", "Only until then.")
            .option("at", "NAME", "Only what this server wrote, by its name or id.")
            .option("before", "PLACE", "Go on behind a list; the list tells where.")
            .option("limit", "N", "At most so many, 1 to 1000; default 100.")
            .example("vedette audit list", "the last 100")
            .example("vedette audit list --text alice --from 7d", "one person's week")
            .example("vedette audit list --result OATH_WRONG --limit 20", "wrong codes")
            .example("vedette audit list --at mfa2", "what one of several servers wrote")
            .does(AuditNoun::list),
        verb("verify", "Check that no record was changed, removed or put in.")
            .details(
                "Follows the chains of hashes through all records that this server holds, its own and"
                    + " those of other servers. Ends with exit code 1 and tells server and number if"
                    + " one is broken.")
            .example("vedette audit verify", "all records at this server")
            .does(AuditNoun::verify));
  }

  private static int list(Call call) {
    StringBuilder query = new StringBuilder("/audit?limit=");
    query.append(call.arguments().number("limit", 100, 1, 1000));
    for (String option : List.of("text", "result", "before")) {
      add(query, option, call.arguments().option(option).orElse(""));
    }
    add(query, "server", call.arguments().option("at").orElse(""));
    Instant now = Instant.now();
    for (String option : List.of("from", "to")) {
      String typed = call.arguments().option(option).orElse("");
      add(query, option, typed.isEmpty() ? "" : call.times().parse(option, typed, now));
    }
    Doc page = call.api().get(query.toString());
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    List<Doc> records = page.docs("items");
    if (records.isEmpty()) {
      call.say("Nothing matches.");
      call.next("vedette audit tail", "waits for what happens next");
      return Failure.DONE;
    }
    call.table(table(call, records));
    call.print("");
    String why = "vedette why " + records.get(0).text("id");
    String older = page.text("next");
    if (!older.isEmpty()) {
      call.next(
          why,
          "tells all about the first",
          "vedette audit list --before " + older,
          "goes on with older ones");
    } else {
      call.next(why, "tells all about the first");
    }
    return Failure.DONE;
  }

  /** Where records are of several servers, a column tells which. */
  private static Table table(Call call, List<Doc> records) {
    boolean several = records.stream().anyMatch(it -> !it.text("serverName").isEmpty());
    Table table =
        several
            ? new Table("TIME", "SERVER", "ID", "RESULT", "WHO", "WHERE")
            : new Table("TIME", "ID", "RESULT", "WHO", "WHERE");
    for (Doc it : records) {
      List<String> row = new ArrayList<>();
      row.add(call.times().local(it.text("at")));
      if (several) {
        row.add(it.text("serverName"));
      }
      row.addAll(List.of(it.text("id"), it.text("result"), Records.who(it), Records.where(it)));
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  private static void add(StringBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.append('&').append(name).append('=').append(Api.encode(value));
    }
  }

  private static int verify(Call call) {
    Doc result =
        Spinner.during(
            call.terminal(),
            "following the chain of records",
            () -> call.api().within(VERIFYING).post("/audit/verify", Map.of()));
    boolean intact = result.flag("intact");
    if (!call.wroteJson(result)) {
      String checked = result.text("checked") + " records checked: ";
      call.print(
          checked
              + (intact
                  ? call.paint().good("the chain is whole.")
                  : call.paint().bad("the chain is broken.")));
      result.texts("problems").forEach(it -> call.say("  " + it));
      if (intact) {
        call.next("vedette audit list", "shows the newest");
      } else {
        call.next("vedette audit list --json", "saves what there is, before anything else");
      }
    }
    return intact ? Failure.DONE : Failure.REFUSED;
  }
}
