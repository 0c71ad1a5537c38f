package org.vedette.itests.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run is asked to do.
 *
 * @param base directory of the running server
 * @param out directory of the reports
 * @param scenario what a sign-in is: {@code code}, {@code challenge}, {@code mschapv2}, {@code
 *     ttls}
 * @param users users set up
 * @param loads loads, one after the other
 * @param warmUpSeconds unmeasured time before each load
 * @param seconds measured time of each load
 * @param wrongPercent share of sign-ins with a wrong code
 * @param only names of the scenarios to compare; empty for all
 */
record BenchOptions(
    Path base,
    Path out,
    String scenario,
    int users,
    List<Load> loads,
    int warmUpSeconds,
    int seconds,
    int wrongPercent,
    List<String> only) {
  private static final List<String> SCENARIOS = List.of("code", "challenge", "mschapv2", "ttls");

  private static final String KNOWN =
      "--scenario=code|challenge|mschapv2|ttls --users=N --load=closed:N|open:N (any number of times)"
          + " --warmup=SECONDS --seconds=SECONDS --wrong=PERCENT --only=SCENARIO[,SCENARIO]";

  BenchOptions {
    loads = List.copyOf(loads);
    only = List.copyOf(only);
  }

  /** Reads words like {@code --users=500}. */
  static BenchOptions parse(String... words) {
    Map<String, String> given = new HashMap<>();
    List<Load> loads = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (!word.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException(word + " is not known. Known are: " + KNOWN);
      }
      String value = word.substring(equals + 1);
      switch (word.substring(2, equals)) {
        case "load" -> loads.add(Load.parse(value));
        case "base", "out", "scenario", "users", "warmup", "seconds", "wrong", "only" ->
            given.put(word.substring(2, equals), value);
        default -> throw new IllegalArgumentException(word + " is not known. Known are: " + KNOWN);
      }
    }
    String scenario = given.getOrDefault("scenario", "code");
    if (!SCENARIOS.contains(scenario)) {
      throw new IllegalArgumentException(
          "scenario=" + scenario + ": " + String.join(", ", SCENARIOS));
    }
    boolean challenge = scenario.equals("challenge");
    if (loads.isEmpty()) {
      loads.addAll(
          challenge
              ? List.of(new Load(false, 4), new Load(true, 10))
              : List.of(new Load(false, 1), new Load(false, 64), new Load(true, 1000)));
    }
    return new BenchOptions(
        Path.of(given.getOrDefault("base", ".")),
        Path.of(given.getOrDefault("out", "target/bench")),
        scenario,
        number(given, "users", challenge ? 20 : 500, 1, 100_000),
        loads,
        number(given, "warmup", 10, 0, 3600),
        number(given, "seconds", 20, 1, 86_400),
        number(given, "wrong", 2, 0, 50),
        given.containsKey("only") ? List.of(given.get("only").split(",", -1)) : List.of());
  }

  /** Whether users have a password of their own. */
  boolean password() {
    return scenario.equals("challenge") || scenario.equals("mschapv2");
  }

  private static int number(Map<String, String> given, String key, int fallback, int min, int max) {
    String text = given.getOrDefault(key, Integer.toString(fallback));
    int value = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s=%s: a whole number from %d to %d".formatted(key, text, min, max));
    }
    return value;
  }
}
