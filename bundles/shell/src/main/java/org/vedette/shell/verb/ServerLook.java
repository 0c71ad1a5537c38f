package org.vedette.shell.verb;

import java.util.List;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Columns;

/** Tells how the servers stand, as the one that is asked sees them. */
final class ServerLook {
  private final Call call;

  ServerLook(Call call) {
    this.call = call;
  }

  int list() {
    Doc it = call.api().get(ServerNoun.ROOT);
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    if (it.docs("servers").isEmpty()) {
      if (!it.text("role").equals("single")) {
        call.say(Columns.clean(it.text("notice")));
        return Failure.DONE;
      }
      call.say("This is a single server.");
      call.next("vedette server invite NAME", "lets a second one join");
      return Failure.DONE;
    }
    call.table(ServerWords.table(it));
    List<String> troubles = ServerWords.troubles(it);
    if (!troubles.isEmpty()) {
      call.print("");
      troubles.forEach(each -> call.print(call.paint().warn(Columns.clean(each))));
    }
    call.print("");
    call.next("vedette server status", "tells how this server stands, and what to do");
    return Failure.DONE;
  }

  int status() {
    Doc it = call.api().get(ServerNoun.ROOT);
    if (call.wroteJson(it)) {
      return Failure.DONE;
    }
    Doc progress = it.doc("progress");
    call.facts(
        List.of(
            new String[] {"this server", it.text("self")},
            new String[] {"role", it.text("role") + meaning(it.text("role"))},
            new String[] {
              it.text("role").equals("equal") ? "synchronizes" : "master", it.text("master")
            },
            new String[] {"servers", names(it)},
            new String[] {"epoch", it.number("epoch") == 0 ? "" : it.text("epoch")},
            new String[] {
              "failover",
              !it.has("cluster") || it.text("role").equals("equal")
                  ? ""
                  : it.flag("automatic") ? "automatic" : "manual"
            },
            new String[] {"cluster", it.text("cluster")},
            new String[] {
              "going on",
              progress.has("what")
                  ? "%s: %s of %s"
                      .formatted(
                          progress.text("what"),
                          progress.text("done"),
                          progress.number("total") == 0 ? "?" : progress.text("total"))
                  : ""
            }));
    if (!it.text("notice").isEmpty()) {
      call.print("");
      call.print(call.paint().warn(Columns.clean(it.text("notice"))));
    }
    call.print("");
    next(it);
    return Failure.DONE;
  }

  private static String names(Doc cluster) {
    return String.join(", ", cluster.docs("servers").stream().map(it -> it.text("name")).toList());
  }

  private static String meaning(String role) {
    switch (role) {
      case "single":
        return ": belongs to no cluster, takes changes";
      case "master":
        return ": takes changes and passes them on";
      case "subordinate":
        return ": answers sign-ins; changes go to the master";
      case "equal":
        return ": takes changes, as all of them do: they share one database";
      case "joining":
        return ": is being given a copy of the records";
      case "waiting":
        return ": was the master; takes no changes before it has heard the others";
      default:
        return "";
    }
  }

  private void next(Doc cluster) {
    switch (cluster.text("role")) {
      case "single":
        call.next(
            "vedette server invite NAME",
            "lets a second one join",
            "vedette server join",
            "makes this one join another");
        break;
      case "waiting":
        call.next(
            "vedette server list",
            "tells which of them does not answer: start it, or mend the network",
            "vedette server alone",
            "only if they are lost for good and none was promoted");
        break;
      case "joining":
        call.next("vedette server status", "tells how far it is");
        break;
      case "equal":
        call.next("vedette server list", "tells how all of them are");
        break;
      default:
        if (cluster.has("master")) {
          call.next("vedette server list", "tells how all of them are");
        } else {
          call.next(
              "vedette server list",
              "tells which server answers",
              "vedette server promote --master-unreachable",
              "makes this one the master, if the master is lost");
        }
        break;
    }
  }
}
