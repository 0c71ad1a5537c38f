package org.vedette.shell.verb;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.http.Download;
import org.vedette.shell.view.Spinner;
import org.vedette.shell.view.Table;

/** A list of a report, on the terminal or into a file. */
final class ReportList {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PAGE = 10_000;

  /** Columns that make lines too long for a terminal. */
  private static final Set<String> LONG =
      Set.of("listener", "mode", "token", "client address", "asked by", "server", "phone");

  private final Call call;
  private final String list;
  private final Api api;

  ReportList(Call call, String list) {
    this.call = call;
    this.list = list;
    this.api = call.api().within(PATIENCE);
  }

  int run() {
    Optional<String> file = call.arguments().option("csv");
    if (file.isPresent()) {
      return save(file.get());
    }
    int limit = call.arguments().number("limit", 100, 1, PAGE);
    ReportQuery query = new ReportQuery(call).add("limit", "" + limit);
    Doc page =
        Spinner.during(
            call.terminal(), "reading the records", () -> api.get("/reports/" + list + query));
    if (!call.wroteJson(page)) {
      show(page);
    }
    return Failure.DONE;
  }

  private void show(Doc page) {
    List<String> columns = page.texts("columns");
    List<List<String>> rows = page.rows("rows");
    if (rows.isEmpty()) {
      call.say("Nothing matches.");
      call.next("vedette report " + list + " --from 90d", "looks further back");
      return;
    }
    // A column in which nothing stands says nothing; the rest is in --json and --csv.
    List<Integer> told =
        IntStream.range(0, columns.size())
            .filter(at -> !LONG.contains(columns.get(at)))
            .filter(at -> rows.stream().anyMatch(row -> !row.get(at).isEmpty()))
            .boxed()
            .toList();
    Table table =
        new Table(
            told.stream()
                .map(at -> columns.get(at).toUpperCase(Locale.ROOT))
                .toArray(String[]::new));
    for (List<String> row : rows) {
      table.row(
          told.stream()
              .map(at -> at == 0 ? call.times().local(row.get(0)) : row.get(at))
              .toArray(String[]::new));
    }
    call.table(table);
    call.print("");
    if (!page.text("next").isEmpty()) {
      call.say("There is more.");
    }
    call.next(
        "vedette report " + list + " --csv FILE",
        "writes all into a file",
        "vedette why RECORD",
        "how one of them ended, step by step");
  }

  /** A page after the other, so that no answer is too long for memory. */
  private int save(String name) {
    long rows = Spinner.during(call.terminal(), "writing " + name, () -> pages(name));
    call.say(rows + " rows are in " + name + ".");
    return Failure.DONE;
  }

  private long pages(String name) {
    long rows = 0;
    String path =
        "/reports/" + list + new ReportQuery(call).add("limit", "" + PAGE).add("format", "csv");
    Download first = api.download(path);
    try (NewFile file = NewFile.open("csv", name)) {
      Download page = first;
      int from = 0;
      while (true) {
        file.write(page.bytes(), from);
        rows += lines(page.bytes()) - 1;
        String next = page.headers().getOrDefault("vedette-next", "");
        if (next.isEmpty()) {
          return rows;
        }
        page = api.download(path + "&before=" + Api.encode(next));
        from = afterHeadings(page.bytes());
      }
    }
  }

  private static int afterHeadings(byte[] csv) {
    return new String(csv, StandardCharsets.ISO_8859_1).indexOf("\r\n") + 2;
  }

  private static long lines(byte[] csv) {
    return new String(csv, StandardCharsets.ISO_8859_1).split("\r\n", -1).length - 1;
  }
}
