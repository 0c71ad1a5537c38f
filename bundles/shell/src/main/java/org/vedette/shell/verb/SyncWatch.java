package org.vedette.shell.verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Bar;
import org.vedette.shell.view.Columns;
import org.vedette.shell.view.Table;

/** Looks at a run until it has ended, and says what came of it. */
final class SyncWatch {
  private static final String RUNS = "/sync/runs";
  private static final long PAUSE_NANOS = 300_000_000L;
  private static final int SHOWN = 50;

  private final Call call;

  /** The run as it was seen last; the bar is drawn by another thread. */
  private volatile Doc now = new Doc(Map.of());

  SyncWatch(Call call) {
    this.call = call;
  }

  /** Waits for a run that was begun, with a bar, and tells of it. */
  int follow(Doc begun) {
    if (call.arguments().has("no-wait")) {
      if (!call.wroteJson(begun)) {
        call.say("Begun: run " + begun.text("id") + ".");
        call.next("vedette sync status", "tells how far it is");
      }
      return Failure.DONE;
    }
    now = begun;
    Doc ended =
        Bar.during(
            call.terminal(), "reading the directory", () -> Optional.of(step(now)), this::ended);
    if (!call.wroteJson(ended)) {
      tell(ended);
    }
    return List.of("done", "awaiting").contains(ended.text("state"))
        ? Failure.DONE
        : Failure.REFUSED;
  }

  private static Bar.Step step(Doc run) {
    return new Bar.Step(run.number("done"), run.number("total"));
  }

  private Doc ended() {
    Doc run = now;
    while (run.text("state").equals("running")) {
      LockSupport.parkNanos(PAUSE_NANOS);
      run = call.api().get(RUNS + Api.path(run.text("id")));
      now = run;
    }
    return run;
  }

  /** Tells what a run did, or would do. */
  void tell(Doc run) {
    Table table = new Table("USER", "", "DETAIL").wrapping();
    List<Doc> lines = run.docs("lines");
    for (Doc it : lines.subList(0, Math.min(SHOWN, lines.size()))) {
      String user = it.text("user").isEmpty() ? it.text("entry") : it.text("user");
      table.row(user, it.text("what"), it.text("detail"));
    }
    if (!table.isEmpty()) {
      call.table(table);
      if (lines.size() > SHOWN) {
        call.say((lines.size() - SHOWN) + " more: --json writes them all, at most 1000.");
      }
      call.print("");
    }
    boolean plan = run.text("kind").equals("plan");
    call.say(
        "%s (%s): %s: %s."
            .formatted(
                plan ? "Plan, nothing was written" : "Run " + run.text("id"),
                run.text("kind"),
                run.text("state"),
                SyncWords.counts(run)));
    if (!run.text("message").isEmpty()) {
      call.print(call.paint().warn(Columns.clean(run.text("message"))));
    }
    next(run, plan);
  }

  private void next(Doc run, boolean plan) {
    if (plan) {
      call.next("vedette sync run", "does it");
    } else if (run.has("held")) {
      call.next(
          "vedette sync plan",
          "shows them all",
          "vedette sync approve " + run.text("held"),
          "disables and removes them");
    } else if (run.text("state").equals("failed")) {
      call.next("vedette directory test NAME", "tries the directory step by step");
    }
  }
}
