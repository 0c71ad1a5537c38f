package org.vedette.itests.bench;

import java.util.Locale;

/**
 * The figures of one load.
 *
 * @param scenario what a sign-in was
 * @param load how it was offered
 * @param seconds measured time
 * @param recorder what was measured
 * @param serverCpu processor seconds of the server
 * @param generatorCpu processor seconds of the generator
 * @param residentMiB memory of the server at the end
 */
record Result(
    String scenario,
    Load load,
    int seconds,
    Recorder recorder,
    double serverCpu,
    double generatorCpu,
    long residentMiB) {
  /** Names of the columns of {@link #csv}. */
  static final String HEADER =
      "scenario,load,seconds,right,failed,resent,rate,p50_ms,p90_ms,p99_ms,p999_ms,max_ms,"
          + "server_cpu_s_per_1000,generator_cpu_s_per_1000,resident_mib";

  private static final String ROW = "%-10s %-12s %8s %7s %7s %8s %8s %8s %8s %8s %9s %9s %6s";

  /** Names of the columns of {@link #row}. */
  static String title() {
    return String.format(
        ROW,
        "scenario",
        "load",
        "rate/s",
        "failed",
        "resent",
        "p50 ms",
        "p90 ms",
        "p99 ms",
        "p99.9",
        "max ms",
        "CPU/1000",
        "(gen.)",
        "MiB");
  }

  /** One line of a table. */
  String row() {
    Histogram all = recorder.all();
    return String.format(
        ROW,
        scenario,
        load,
        number(rate(), 0),
        recorder.failures(),
        recorder.resent(),
        millis(all, 50),
        millis(all, 90),
        millis(all, 99),
        millis(all, 99.9),
        millis(all, 100),
        number(per1000(serverCpu), 3),
        number(per1000(generatorCpu), 3),
        residentMiB);
  }

  /** One line of comma-separated values. */
  String csv() {
    Histogram all = recorder.all();
    return String.join(
        ",",
        scenario,
        load.toString(),
        Integer.toString(seconds),
        Long.toString(recorder.count(Ending.RIGHT)),
        Long.toString(recorder.failures()),
        Long.toString(recorder.resent()),
        number(rate(), 1),
        millis(all, 50),
        millis(all, 90),
        millis(all, 99),
        millis(all, 99.9),
        millis(all, 100),
        number(per1000(serverCpu), 4),
        number(per1000(generatorCpu), 4),
        Long.toString(residentMiB));
  }

  /** Sign-ins a second that ended rightly. */
  double rate() {
    return recorder.count(Ending.RIGHT) / (double) seconds;
  }

  private double per1000(double cpu) {
    return cpu * 1000 / Math.max(1, recorder.all().count());
  }

  static String millis(Histogram micros, double percent) {
    return number(micros.percentile(percent) / 1000.0, 2);
  }

  private static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
