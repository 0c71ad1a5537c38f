package org.vedette.shell.verb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;

/** Follows the audit by long polls. */
final class AuditTail {
  private static final int WAIT_SECONDS = 20;

  /** How often the server may be away in a row: longer than an update or a restart takes. */
  private static final int PATIENCE = 60;

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Call call;
  private final Records records;
  private final Set<String> shown = new HashSet<>();
  private int away;

  AuditTail(Call call) {
    this.call = call;
    this.records = new Records(call);
  }

  int run() {
    int lines = call.arguments().number("lines", 10, 0, 1000);
    int left = call.arguments().number("count", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    Doc begin = call.api().get("/audit?limit=" + Math.max(1, lines));
    List<Doc> newest = new ArrayList<>(begin.docs("items"));
    newest.forEach(it -> shown.add(it.text("id")));
    String last = begin.text("newest");
    Collections.reverse(newest);
    if (lines > 0) {
      newest.forEach(this::write);
    }
    call.terminal().out().flush();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      Doc page = next(last);
      // What arrived while the first were read is among them, and here.
      List<Doc> items = page.docs("items").stream().filter(it -> fresh(it.text("id"))).toList();
      List<Doc> next = items.subList(0, Math.min(left, items.size()));
      next.forEach(this::write);
      call.terminal().out().flush();
      if (call.terminal().out().checkError()) {
        return Failure.DONE;
      }
      left -= next.size();
      last = page.has("next") ? page.text("next") : last;
    }
    return Failure.DONE;
  }

  private boolean fresh(String id) {
    return !shown.remove(id);
  }

  /** Asks for what came since; a server that is away for a moment is waited for. */
  private Doc next(String last) {
    String path = "/audit/after/" + Api.encode(last) + "?wait=" + WAIT_SECONDS + "&limit=100";
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
