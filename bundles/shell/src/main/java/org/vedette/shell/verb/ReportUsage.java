package org.vedette.shell.verb;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Spinner;
import org.vedette.shell.view.Table;

/** Sign-ins, counted: a table with bars, a file or a picture. */
final class ReportUsage {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int BAR = 40;

  private final Call call;
  private final Api api;

  ReportUsage(Call call) {
    this.call = call;
    this.api = call.api().within(PATIENCE);
  }

  int run() {
    Optional<String> csv = call.arguments().option("csv");
    Optional<String> svg = call.arguments().option("svg");
    if (csv.isPresent() || svg.isPresent()) {
      csv.ifPresent(name -> save("csv", name));
      svg.ifPresent(name -> save("svg", name));
      return Failure.DONE;
    }
    Doc usage =
        Spinner.during(call.terminal(), "counting", () -> api.get("/reports/usage" + query()));
    if (!call.wroteJson(usage)) {
      show(usage);
    }
    return Failure.DONE;
  }

  private ReportQuery query() {
    return new ReportQuery(call).add("zone", ZoneId.systemDefault().getId());
  }

  private void save(String format, String name) {
    byte[] bytes =
        Spinner.during(
            call.terminal(),
            "counting",
            () -> api.download("/reports/usage" + query().add("format", format)).bytes());
    try (NewFile file = NewFile.open(format, name)) {
      file.write(bytes, 0);
    }
    call.say(name + " is written.");
  }

  private void show(Doc usage) {
    Table table =
        new Table(
            usage.text("by").toUpperCase(Locale.ROOT),
            "GRANTED",
            "DENIED",
            "UNDECIDED",
            "USERS",
            "");
    long most = usage.docs("items").stream().mapToLong(ReportUsage::all).max().orElse(0);
    for (Doc it : usage.docs("items")) {
      String key = it.text("key");
      table.row(
          key.isEmpty() ? "(none)" : key,
          it.text("granted"),
          it.text("denied"),
          it.text("undecided"),
          it.text("users"),
          bar(it, most));
    }
    if (table.isEmpty()) {
      call.say("Nobody signed in.");
      call.next("vedette report usage --from 365d --by month", "looks further back");
      return;
    }
    call.table(table);
    call.print("");
    Doc total = usage.doc("total");
    call.say("%,d sign-ins of %,d names.".formatted(all(total), total.number("users")));
    if (!usage.flag("whole")) {
      call.say(
          call.paint().warn("It took too long: what is oldest is missing. Ask for less time."));
    }
    boolean ended = usage.text("by").equals("result");
    call.next(
        ended ? "vedette report signins --status denied" : "vedette report usage --by result",
        ended ? "lists who was not let in" : "how they ended",
        "vedette report usage --svg FILE",
        "draws a picture");
  }

  private static long all(Doc count) {
    return count.number("granted") + count.number("denied") + count.number("undecided");
  }

  /** One sign for each part of the largest count; what is there at all has at least one. */
  private static String bar(Doc count, long most) {
    return part("#", count.number("granted"), most)
        + part("x", count.number("denied"), most)
        + part("?", count.number("undecided"), most);
  }

  private static String part(String sign, long count, long most) {
    return count == 0 ? "" : sign.repeat((int) Math.max(1, count * BAR / most));
  }
}
