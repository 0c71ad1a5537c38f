package org.vedette.shell.verb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Columns;

/** Follows what a client sends and gets, by long polls. */
final class RadiusWatch {
  private static final int WAIT_SECONDS = 5;

  private final Call call;
  private final String path;

  RadiusWatch(Call call) {
    this.call = call;
    this.path = "/radius/clients" + Api.path(call.arguments().word(0)) + "/watch";
  }

  int run() {
    int minutes = call.arguments().number("minutes", 10, 1, 10);
    int left = call.arguments().number("count", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    long from = last();
    call.api().put(path, Map.of("minutes", minutes));
    if (!call.json()) {
      call.say("Watching " + call.arguments().word(0) + " for " + minutes + " minutes.");
      call.terminal().out().flush();
    }
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      Doc page = next(from, WAIT_SECONDS);
      List<Doc> items = page.docs("items");
      List<Doc> shown = items.subList(0, Math.min(left, items.size()));
      shown.forEach(this::write);
      call.terminal().out().flush();
      left -= shown.size();
      from = shown.isEmpty() ? from : shown.get(shown.size() - 1).number("number");
      if (page.text("until").isEmpty() || call.terminal().out().checkError()) {
        return Failure.DONE;
      }
    }
    return Failure.DONE;
  }

  /** What somebody else has watched before is not shown again. */
  private long last() {
    List<Doc> items = next(0, 0).docs("items");
    return items.isEmpty() ? 0 : items.get(items.size() - 1).number("number");
  }

  private Doc next(long after, int wait) {
    return call.api()
        .within(Duration.ofSeconds(wait + 15L))
        .get(path + "?after=" + after + "&wait=" + wait);
  }

  private void write(Doc seen) {
    if (call.json()) {
      call.terminal().out().println(Doc.line(seen.fields()));
      return;
    }
    String arrow =
        switch (seen.text("kind")) {
          case "in" -> "--> ";
          case "out" -> "<-- ";
          default -> "  ! ";
        };
    String title = Columns.clean(seen.text("title"));
    boolean note = seen.text("kind").equals("note");
    call.print(
        call.paint().dim(call.times().local(seen.text("at")) + "  ")
            + arrow
            + (note ? call.paint().warn(title) : call.paint().bold(title))
            + call.paint().dim("  " + seen.text("source")));
    List<Doc> lines = seen.docs("lines");
    int width = lines.stream().mapToInt(it -> it.text("name").length()).max().orElse(0);
    for (Doc line : lines) {
      call.print(
          "      " + Columns.pad(line.text("name"), width + 2) + Columns.clean(line.text("value")));
    }
  }
}
