package org.vedette.itests.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Replaces all bundles one after the other under traffic, and tells what people felt. */
final class Rounds {
  /** One update: its moments as of {@link System#nanoTime}. */
  private record Step(String bundle, long began, long ended, long millis) {}

  private final Updates updates;
  private final Traffic traffic;
  private final Duration quiet;
  private final List<Step> steps = new ArrayList<>();

  Rounds(Updates updates, Traffic traffic, Duration quiet) {
    this.updates = updates;
    this.traffic = traffic;
    this.quiet = quiet;
  }

  /** Lets the traffic flow for a while before anything is replaced. */
  void warmUp() {
    pause(quiet.multipliedBy(3));
  }

  /** Replaces every bundle once. */
  void one() {
    for (String bundle : Updates.ALL) {
      update(bundle);
    }
  }

  /** Replaces as many bundles, going on with the next at each call. */
  void some(int count) {
    for (int i = 0; i < count; i++) {
      update(Updates.ALL.get(steps.size() % Updates.ALL.size()));
    }
  }

  private void update(String bundle) {
    long began = System.nanoTime();
    long millis = updates.update(bundle);
    steps.add(new Step(bundle, began, System.nanoTime(), millis));
    pause(quiet);
  }

  private static void pause(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Writes and prints a table: for each update the latencies before, during and after. */
  void report(List<Ended> all, Path folder) throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add(
        "bundle,update_ms,sign_ins,resent,before_p50,before_p99,during_p50,during_p99,after_p50,after_p99");
    for (Step step : steps) {
      long window = quiet.toNanos();
      List<Ended> during = traffic.between(step.began(), step.ended());
      rows.add(
          String.join(
              ",",
              step.bundle(),
              Long.toString(step.millis()),
              Integer.toString(during.size()),
              Long.toString(during.stream().filter(each -> each.sends() > 1).count()),
              latencies(traffic.between(step.began() - window, step.began())),
              latencies(during),
              latencies(traffic.between(step.ended(), step.ended() + window))));
    }
    Files.createDirectories(folder);
    Files.write(folder.resolve("updates.csv"), rows);
    rows.forEach(System.out::println);
    System.out.println(
        all.size()
            + " sign-ins, "
            + all.stream().filter(each -> each.sends() > 1).count()
            + " with a request sent again, slowest "
            + all.stream().mapToLong(Ended::millis).max().orElse(0)
            + " ms");
  }

  /** Of those that wait for no person. */
  private static String latencies(List<Ended> ended) {
    long[] millis =
        ended.stream()
            .filter(each -> each.kind() != Kind.HELD)
            .mapToLong(Ended::millis)
            .sorted()
            .toArray();
    if (millis.length == 0) {
      return ",";
    }
    return millis[millis.length / 2]
        + ","
        + millis[(int) Math.min(millis.length - 1, Math.ceil(millis.length * 0.99))];
  }
}
