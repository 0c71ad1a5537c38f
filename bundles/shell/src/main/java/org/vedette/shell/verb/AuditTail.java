package org.vedette.shell.verb;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;

/** Follows the audit by long polls. */
final class AuditTail {
  private static final int WAIT_SECONDS = 20;

  /** How often the server may be away in a row: longer than an update or a restart takes. */
  private static final int PATIENCE = 60;

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Call call;
  private final Records records;
  private int away;

  AuditTail(Call call) {
    this.call = call;
    this.records = new Records(call);
  }

  int run() {
    int lines = call.arguments().number("lines", 10, 0, 1000);
    int left = call.arguments().number("count", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    List<Doc> newest =
        new java.util.ArrayList<>(
            call.api().get("/audit?limit=" + Math.max(1, lines)).docs("items"));
    long last = newest.isEmpty() ? 0 : newest.get(0).number("number");
    Collections.reverse(newest);
    if (lines > 0) {
      newest.forEach(this::write);
    }
    call.terminal().out().flush();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      Doc page = next(last);
      List<Doc> items = page.docs("items");
      List<Doc> shown = items.subList(0, Math.min(left, items.size()));
      shown.forEach(this::write);
      call.terminal().out().flush();
      if (call.terminal().out().checkError()) {
        return Failure.DONE;
      }
      left -= shown.size();
      last = Math.max(last, page.number("last"));
    }
    return Failure.DONE;
  }

  /** Asks for what comes after a number; a server that is away for a moment is waited for. */
  private Doc next(long last) {
    String path = "/audit/after/" + last + "?wait=" + WAIT_SECONDS + "&limit=100";
    try {
      Doc page = call.api().within(Duration.ofSeconds(WAIT_SECONDS + 15)).get(path);
      away = 0;
      return page;
    } catch (Failure failure) {
      boolean gone = !failure.problem().containsKey("status");
      boolean later = Integer.valueOf(503).equals(failure.problem().get("status"));
      if (!gone && !later || away >= PATIENCE) {
        throw failure;
      }
      if (away++ == 0) {
        call.terminal().err().println("vedette: " + failure.text() + " Waiting for it.");
        call.terminal().err().flush();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      return Doc.read(new byte[0]);
    }
  }

  private void write(Doc record) {
    if (call.json()) {
      call.terminal().out().println(Doc.line(record.fields()));
    } else {
      call.print(records.line(record));
    }
  }
}
