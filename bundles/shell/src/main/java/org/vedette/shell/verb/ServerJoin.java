package org.vedette.shell.verb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Bar;

/** Makes this server a subordinate, and watches until it is one. */
final class ServerJoin {
  private static final String FILE = "credentials";
  private static final String REPLACE = "replace";
  private static final String STATUS = "status";
  private static final int MAX_FILE = 16_384;
  private static final int UNAUTHORIZED = 401;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** For how long the server may be away, or stand still, before that is told. */
  private static final long STILL_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Call call;

  /** The cluster as it was seen last; the bar is drawn by another thread. */
  private volatile Doc now = new Doc(Map.of());

  ServerJoin(Call call) {
    this.call = call;
  }

  int join() {
    String credentials = credentials();
    boolean replace = call.arguments().has(REPLACE) || confirmed();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("credentials", credentials);
    body.put("replace", replace);
    Doc taken = taken(body);
    if (call.arguments().has("no-wait")) {
      if (!call.wroteJson(taken)) {
        call.say(taken.text("what"));
        call.next("vedette server status", "tells how far the copying is");
      }
      return Failure.DONE;
    }
    Doc ended = Bar.during(call.terminal(), "copying the records", this::step, this::ended);
    if (!call.wroteJson(ended)) {
      tell(ended);
    }
    return List.of("subordinate", "equal").contains(ended.text("role"))
        ? Failure.DONE
        : Failure.REFUSED;
  }

  private Doc taken(Map<String, @Nullable Object> body) {
    try {
      return call.api().within(ServerNoun.PATIENCE).post(ServerNoun.ROOT + "/join", body);
    } catch (Failure failure) {
      throw ServerRefusal.ofJoining(failure);
    }
  }

  private String credentials() {
    Optional<String> file = call.arguments().option(FILE);
    String line = file.isPresent() ? read(file.get()) : call.secret("Credentials", "stdin", false);
    if (line.isBlank()) {
      throw Failure.usage("The credentials are empty.", "vedette server invite NAME at the master");
    }
    return line.strip();
  }

  private static String read(String name) {
    try {
      Path file = Path.of(name);
      if (Files.size(file) > MAX_FILE) {
        throw Failure.usage("--" + FILE + ": " + name + " is too long to be credentials.");
      }
      return Files.readString(file);
    } catch (IOException | InvalidPathException e) {
      throw Failure.usage("--" + FILE + ": " + name + " cannot be read.");
    }
  }

  /** Asks before records are lost; where nobody can be asked the server decides. */
  private boolean confirmed() {
    Doc status = call.api().get("/status");
    String question =
        "All records of this server (users: %s, applications: %s, all tokens) are replaced by those"
                .formatted(count(status, "users"), count(status, "applications"))
            + " of the cluster. Type yes to go on: ";
    Optional<String> answer = call.terminal().ask(question);
    if (answer.isPresent() && !answer.get().strip().equals("yes")) {
      throw Failure.refused("Nothing was changed.");
    }
    return answer.isPresent();
  }

  private static String count(Doc status, String of) {
    return status.has(of) ? status.text(of) : "unknown";
  }

  private Optional<Bar.Step> step() {
    Doc progress = now.doc("progress");
    return progress.has("done")
        ? Optional.of(new Bar.Step(progress.number("done"), progress.number("total")))
        : Optional.empty();
  }

  /** Looks until the server is a subordinate, or nothing moves any more. */
  private Doc ended() {
    long moved = System.nanoTime();
    while (true) {
      Optional<Doc> seen = look();
      if (seen.isPresent()) {
        Doc it = seen.get();
        if (!List.of("joining", "unknown").contains(it.text("role"))) {
          return it;
        }
        if (!Objects.equals(it.doc("progress"), now.doc("progress"))) {
          moved = System.nanoTime();
        }
        now = it;
      }
      if (System.nanoTime() - moved > STILL_NANOS) {
        throw Failure.refused(
            "The copying has stood still for 5 minutes; it goes on by itself when it can.",
            "vedette server status");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Empty while the server cannot answer: its records are being exchanged. */
  private Optional<Doc> look() {
    try {
      return Optional.of(call.api().get(ServerNoun.ROOT));
    } catch (Failure failure) {
      Object status = failure.problem().get(STATUS);
      if (Integer.valueOf(UNAUTHORIZED).equals(status)) {
        throw Failure.refused(
            "The token that was used was among the records that were replaced; the joining goes"
                + " on.",
            "vedette server status on the server's own host, or with a token of the cluster");
      }
      if (status instanceof Integer code && code < 500 && code != 404) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  private void tell(Doc cluster) {
    if (cluster.text("role").equals("equal")) {
      call.say(
          "Joined as %s: the servers share a database, and every one takes changes."
              .formatted(cluster.text("self")));
      call.next("vedette server list", "tells how all of them are");
    } else if (cluster.text("role").equals("subordinate")) {
      call.say(
          "Joined as %s: the master is %s."
              .formatted(
                  cluster.text("self"), cluster.has("master") ? cluster.text("master") : "away"));
      call.next(
          "vedette server list",
          "tells how all of them are",
          "vedette status",
          "tells whether everything serves here");
    } else {
      call.print(call.paint().bad("It did not become a subordinate: " + cluster.text("role")));
      call.say(cluster.text("notice"));
      call.next("vedette server status", "tells how it stands");
    }
  }
}
