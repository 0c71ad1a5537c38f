package org.vedette.shell.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Spinner;

/** Leads an operator through the test of a client. */
final class RadiusTest {
  private static final List<String> STEPS = List.of("reject", "challenge", "wait");
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Call call;
  private final String path;
  private final int wait;
  private final int patience;

  RadiusTest(Call call) {
    this.call = call;
    this.path = "/radius/clients" + Api.path(call.arguments().word(0)) + "/test";
    this.wait = call.arguments().number("wait", 60, 1, 120);
    this.patience = call.arguments().number("patience", 180, 1, 600);
  }

  int run() {
    String only = call.arguments().option("step").orElse("");
    if (!only.isEmpty() && !STEPS.contains(only)) {
      throw Failure.usage(
          "--step is reject, challenge or wait, not " + only + ".", "vedette radius test --help");
    }
    List<Map<String, Object>> found = new ArrayList<>();
    boolean all = true;
    for (String step : only.isEmpty() ? STEPS : List.of(only)) {
      Doc end = step(step);
      all &= end.flag("finished");
      if (call.json()) {
        found.add(
            Map.of("step", step, "finished", end.flag("finished"), "facts", end.texts("facts")));
      } else {
        show(step, end);
      }
    }
    call.api().delete(path);
    if (call.json()) {
      call.terminal().out().println(Doc.line(Map.of("steps", found)));
    } else {
      call.next(
          "vedette radius client " + Call.word(call.arguments().word(0)),
          "joins it with what was learned before");
    }
    return all ? Failure.DONE : Failure.REFUSED;
  }

  private Doc step(String step) {
    Doc begun = call.api().put(path, Map.of("step", step, "waitSeconds", wait));
    String name = begun.text("username");
    if (!call.json()) {
      call.print(call.paint().bold(title(step)));
      call.print("  Sign in at the client as " + call.paint().bold(name) + ", with any password.");
      call.print("  " + expect(step));
      call.terminal().out().flush();
    } else {
      call.terminal().err().println("sign in as " + name);
      call.terminal().err().flush();
    }
    return Spinner.during(
        call.terminal(), "waiting for the sign-in of " + name, () -> until(begun));
  }

  private Doc until(Doc begun) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
    Doc now = begun;
    while (!now.flag("finished") && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      now = call.api().get(path);
    }
    return now;
  }

  private void show(String step, Doc end) {
    for (String fact : end.texts("facts")) {
      call.print("  " + call.paint().good("* ") + fact);
    }
    if (!end.flag("finished")) {
      call.print(
          "  "
              + call.paint().bad("! ")
              + (end.texts("facts").isEmpty()
                  ? "No request came in time. See what comes: vedette radius watch "
                      + Call.word(call.arguments().word(0))
                  : unfinished(step)));
    }
    call.print("");
  }

  private static String unfinished(String step) {
    return step.equals("challenge")
        ? "The question was not answered in time: the client does not show it, or nobody typed."
        : "The step did not end in time.";
  }

  private String title(String step) {
    return switch (step) {
      case "reject" -> "1. Access-Reject";
      case "challenge" -> "2. Access-Challenge";
      default -> "3. Waiting";
    };
  }

  private String expect(String step) {
    return switch (step) {
      case "reject" -> "It must say at once that the sign-in failed.";
      case "challenge" -> "It should show a question; type the four digits that it names.";
      default ->
          "The answer comes after " + wait + " s. It should wait so long, and not say an error.";
    };
  }
}
