package org.vedette.itests.real;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.itests.blackbox.Rest;
import org.vedette.itests.blackbox.Server;

/** Runs of synchronization of a server, and its users, through the REST API. */
final class SyncDeskClient {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int PAGE = 500;
  private static final Pattern USER =
      Pattern.compile(
          "\"username\":\"([^\"]*)\",\"enabled\":(true|false),\"firstName\":\"([^\"]*)\","
              + "\"lastName\":\"([^\"]*)\",\"email\":\"([^\"]*)\",.*?\"phone\":(null|\\{[^}]*\\})");
  private static final Pattern PHONE =
      Pattern.compile("\"country\":\"(\\d*)\",\"number\":\"(\\d*)\",\"extension\":\"([^\"]*)\"");

  /**
   * A run that has ended.
   *
   * @param kind incremental, full or plan
   * @param state how it ended
   * @param counts how many people by what was done
   * @param text all that is told of it
   */
  record Ended(String kind, String state, Map<String, Integer> counts, String text) {
    int count(String what) {
      return counts.getOrDefault(what, 0);
    }

    /** Whether nobody was changed; odd values are told of each time. */
    boolean isIdle() {
      return state.equals("done") && Set.of("seen", "odd").containsAll(counts.keySet());
    }
  }

  private final Server server;

  SyncDeskClient(Server server) {
    this.server = server;
  }

  /** Runs, and waits for the end, with a bar where it is known how many people there will be. */
  Ended run(boolean full, Optional<Integer> people) {
    String begun = call("POST", "/sync/runs", "{\"full\":%s}".formatted(full));
    String path = "/sync/runs/" + field(begun, "id");
    String[] last = new String[1];
    try (ProgressBar bar = people.map(it -> new ProgressBar("Users", it)).orElse(null)) {
      Awaitility.await("the run ends")
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                last[0] = call("GET", path, "");
                if (bar != null) {
                  bar.at(Long.parseLong(number(last[0], "done").orElse("0")));
                }
                return !field(last[0], "state").equals("running");
              });
    }
    return ended(last[0]);
  }

  private static Ended ended(String run) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    Matcher all = Pattern.compile("\"counts\":\\{([^}]*)\\}").matcher(run);
    if (all.find()) {
      Pattern.compile("\"(\\w+)\":(\\d+)")
          .matcher(all.group(1))
          .results()
          .forEach(it -> counts.put(it.group(1), Integer.valueOf(it.group(2))));
    }
    return new Ended(field(run, "kind"), field(run, "state"), counts, run);
  }

  /** Adds an item, given its fields as JSON. */
  void item(String fields) {
    call("POST", "/sync/items", "{" + fields + "}");
  }

  /** Changes fields of an item. */
  void change(String item, String fields) {
    call("PATCH", "/sync/items/" + item, "{" + fields + "}");
  }

  /** Everybody in whose record this text is: what a directory decides about them, by name. */
  Map<String, String> users(String text) {
    Map<String, String> all = new TreeMap<>();
    int before;
    do {
      before = all.size();
      String page =
          call("GET", "/users?text=%s&limit=%d&offset=%d".formatted(text, PAGE, before), "");
      USER.matcher(page)
          .results()
          .forEach(
              it ->
                  all.put(
                      it.group(1),
                      line(
                          it.group(2), it.group(3), it.group(4), it.group(5), phone(it.group(6)))));
    } while (all.size() == before + PAGE);
    return all;
  }

  /** What {@link #users} has to tell of somebody, read from the directory itself. */
  static String expected(DirectoryEntry entry, boolean enabled, String phone) {
    BiFunction<String, String, String> fact = (name, other) -> entry.fact(name).orElse(other);
    return line(
        Boolean.toString(enabled),
        fact.apply("firstName", ""),
        fact.apply("lastName", ""),
        fact.apply("mail", ""),
        phone);
  }

  private static String line(String... fields) {
    return String.join("|", fields);
  }

  private static String phone(String json) {
    return PHONE
        .matcher(json)
        .results()
        .findFirst()
        .map(it -> "+" + it.group(1) + it.group(2) + extension(it))
        .orElse("");
  }

  private static String extension(MatchResult phone) {
    return phone.group(3).isEmpty() ? "" : "x" + phone.group(3);
  }

  /** Calls the REST API. */
  String call(String method, String path, String body) {
    try {
      Rest rest = server.rest();
      return rest.call(method, path, body);
    } catch (Exception failure) {
      throw new AssertionError(method + " " + path, failure);
    }
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new AssertionError("no " + name + " in " + json);
    }
    return matcher.group(1);
  }

  private static Optional<String> number(String json, String name) {
    return Pattern.compile("\"" + name + "\":(\\d+)")
        .matcher(json)
        .results()
        .map(it -> it.group(1))
        .findFirst();
  }
}
