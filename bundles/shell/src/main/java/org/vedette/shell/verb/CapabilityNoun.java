package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Spinner;
import org.vedette.shell.view.Table;
import org.vedette.shell.view.Times;

/** What the server can do, replaced while people sign in. */
final class CapabilityNoun implements Noun {
  private static final String ID = "Capability, as \"capability list\" shows it, like radius.";
  private static final String ROOT = "/capabilities";
  private static final String WANTED = "id";
  private static final long MAX_JAR = 64L << 20;

  @Override
  public String name() {
    return "capability";
  }

  @Override
  public String summary() {
    return "Update, roll back, switch off and on what the server can do, while people sign in.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("list", "List all capabilities: version, state, health, uptime, calls in flight.")
            .details(
                "State is active, disabled (by an operator), failed (ought to serve but does not) or"
                    + " missing (required, and not installed).")
            .example("vedette capability list", "with the addresses they listen on")
            .example(
                "vedette capability list --json | jq -r '.items[]|select(.state!=\"active\").id'",
                "for a script: what does not serve")
            .does(CapabilityNoun::list),
        verb("show", "Show all that is known of a capability.")
            .needs("ID", ID)
            .example("vedette capability show radius", "and the version a rollback brings back")
            .does(CapabilityNoun::show),
        verb("update", "Put a new jar in the place of a capability's, while people sign in.")
            .needs("FILE", "The jar, at most 64 MiB; its symbolic name says what it replaces.")
            .option(WANTED, "ID", "Refuse the jar unless it is this capability's.")
            .details(
                "First the jar is looked at: whole, every package it imports there, compiled for"
                    + " this Java. Then it takes the place of the present one. If it does not come"
                    + " up well, the present one is brought back by itself and the reason is told."
                    + " Sign-ins wait in the gap and go on.")
            .details(
                "Holds over restarts. The same jar copied into the server's deploy/ does the same."
                    + " A new version of the whole server: see UPGRADING.md.")
            .details(
                "Of several servers the subordinates are updated first and the master last: a server"
                    + " stands still at a change that only a newer one can read.")
            .example(
                "vedette capability update org.vedette.radius-0.1.1.jar", "the RADIUS listener")
            .example(
                "vedette capability update fix.jar --id method.oath",
                "only if it is what it should be")
            .does(CapabilityNoun::update),
        verb("rollback", "Go back to the jar that served before the present one.")
            .needs("ID", ID)
            .details("The last three jars of each capability are kept.")
            .example("vedette capability rollback radius", "watched like an update")
            .does(call -> order(call, "rollback", "rolling back ")),
        verb("disable", "Stop a capability until it is enabled; holds over restarts.")
            .needs("ID", ID)
            .details("Refused for what the server cannot do without.")
            .example("vedette capability disable directory", "no directory is asked any more")
            .does(call -> order(call, "disable", "stopping ")),
        verb("enable", "Start a capability that was disabled.")
            .needs("ID", ID)
            .example("vedette capability enable directory", "stopped again if it does not come up")
            .does(call -> order(call, "enable", "starting ")));
  }

  private static int list(Call call) {
    Doc page = call.api().get(ROOT);
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table =
        new Table("CAPABILITY", "VERSION", "STATE", "HEALTH", "UP", "IN FLIGHT", "ADDRESSES");
    Optional<Doc> unwell = Optional.empty();
    for (Doc it : page.docs("items")) {
      table.row(
          it.text("id"),
          it.text("version"),
          it.text("state"),
          it.text("health"),
          it.has("uptimeSeconds") ? Times.duration(it.number("uptimeSeconds")) : "",
          it.text("inFlight"),
          it.text("addresses"));
      if (unwell.isEmpty() && !it.text("health").equals("ok")) {
        unwell = Optional.of(it);
      }
    }
    call.table(table);
    call.print("");
    if (unwell.isPresent()) {
      call.next(
          "vedette capability show " + Call.word(unwell.get().text("id")), "tells what is wrong");
    } else {
      call.next("vedette capability update FILE", "replaces one by a new jar");
    }
    return Failure.DONE;
  }

  private static int show(Call call) {
    Doc it = call.api().get(ROOT + Api.path(call.arguments().word(0)));
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    String id = Call.word(it.text("id"));
    boolean up = it.has("uptimeSeconds");
    call.facts(
        List.of(
            new String[] {"capability", it.text("id")},
            new String[] {"bundle", it.text("symbolicName") + " " + it.text("version")},
            new String[] {"state", it.text("state") + (it.flag("required") ? ", required" : "")},
            new String[] {"health", it.text("health")},
            new String[] {"message", it.text("message")},
            new String[] {
              "up",
              up
                  ? Times.duration(it.number("uptimeSeconds"))
                      + ", since "
                      + call.times().local(it.text("since"))
                  : ""
            },
            new String[] {"in flight", it.text("inFlight")},
            new String[] {"addresses", it.text("addresses")},
            new String[] {"rollback to", it.text("rollbackTo")}));
    call.print("");
    if (it.text("state").equals("disabled")) {
      call.next("vedette capability enable " + id, "starts it");
    } else if (it.has("rollbackTo")) {
      call.next("vedette capability rollback " + id, "brings the jar before back");
    } else {
      call.next("vedette capability update FILE --id " + id, "replaces it by a new jar");
    }
    return Failure.DONE;
  }

  private static int update(Call call) {
    byte[] jar = read(Path.of(call.arguments().word(0)));
    UpdateOrder.warn(call);
    String query =
        call.arguments().option(WANTED).map(it -> "?capability=" + Api.encode(it)).orElse("");
    return follow(call, "updating", () -> call.api().upload(ROOT + "/updates" + query, jar));
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) > MAX_JAR) {
        throw Failure.usage("FILE: " + file + " is larger than 64 MiB.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.usage("FILE: " + file + " cannot be read.");
    }
  }

  private static int order(Call call, String verb, String doing) {
    String id = call.arguments().word(0);
    String path = ROOT + Api.path(id) + "/" + verb;
    return follow(call, doing + id, () -> call.api().post(path, Map.of()));
  }

  /** Gives an order and waits for its end. */
  private static int follow(Call call, String doing, Supplier<Doc> order) {
    Doc ended =
        Spinner.during(
            call.terminal(), doing, () -> new CapabilityOrder(call.api()).end(order.get()));
    String state = ended.text("state");
    boolean good = state.equals("done") || state.equals("unchanged");
    if (!call.wroteJson(ended)) {
      tell(call, ended, state);
    }
    return good ? Failure.DONE : Failure.REFUSED;
  }

  private static void tell(Call call, Doc it, String state) {
    String id = it.text("capability");
    String word = Call.word(id);
    boolean moves = !it.text("from").equals(it.text("to"));
    String versions = moves ? " from " + it.text("from") + " to " + it.text("to") : "";
    switch (state) {
      case "done":
        call.say(
            "%s %s%s in %s ms.".formatted(past(it.text("verb")), id, versions, it.text("millis")));
        next(call, it.text("verb"), word);
        break;
      case "unchanged":
        call.say("Nothing to do: " + id + " " + already(it.text("verb")) + ".");
        call.next("vedette capability show " + word, "tells how it is");
        break;
      case "rolledback":
        call.print(call.paint().bad("Taken back: all is as it was before."));
        call.say(id + " " + it.text("to") + ": " + it.text("why") + ".");
        call.next(
            "vedette log level org.vedette DEBUG",
            "tells more in var/log/vedette.log",
            "vedette capability show " + word,
            "tells how it is now");
        break;
      default:
        call.print(call.paint().bad("Failed: look at it now."));
        call.say(id + " " + it.text("to") + ": " + it.text("why") + ".");
        call.next("vedette status", "shows what serves");
        break;
    }
  }

  private static void next(Call call, String verb, String id) {
    switch (verb) {
      case "update":
        call.next(
            "vedette capability list",
            "shows what serves now",
            "vedette capability rollback " + id,
            "brings the jar before back");
        break;
      case "disable":
        call.next("vedette capability enable " + id, "starts it again");
        break;
      default:
        call.next("vedette capability show " + id, "tells how it is");
        break;
    }
  }

  private static String past(String verb) {
    switch (verb) {
      case "enable":
        return "Enabled";
      case "disable":
        return "Disabled";
      case "rollback":
        return "Rolled back";
      default:
        return "Updated";
    }
  }

  private static String already(String verb) {
    switch (verb) {
      case "enable":
        return "serves already";
      case "disable":
        return "is disabled already";
      default:
        return "is this very jar already";
    }
  }
}
