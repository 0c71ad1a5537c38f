package org.vedette.itests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.vedette.itests.bench.LineChart.Series;

/** Writes the figures of a load to files: CSV to go on calculating with, SVG to look at. */
final class Report {
  private static final String SUMMARY = "radius.csv";
  private final Path directory;

  Report(Path directory) {
    this.directory = directory;
  }

  /** Writes all files of a result. */
  void write(Result result) throws IOException {
    Files.createDirectories(directory);
    Path summary = directory.resolve(SUMMARY);
    if (!Files.exists(summary)) {
      Files.writeString(summary, Result.HEADER + "\n");
    }
    Files.writeString(summary, result.csv() + "\n", StandardOpenOption.APPEND);
    String name = "radius-" + result.scenario() + "-" + result.load().toString().replace(':', '-');
    Files.writeString(directory.resolve(name + "-seconds.csv"), seconds(result));
    Files.writeString(directory.resolve(name + ".svg"), chart(result));
  }

  private static String seconds(Result result) {
    StringBuilder csv = new StringBuilder("second,sign_ins,p50_ms,p99_ms,max_ms\n");
    Histogram[] seconds = result.recorder().seconds();
    for (int i = 0; i < seconds.length; i++) {
      csv.append(i).append(',').append(seconds[i].count()).append(',');
      csv.append(Result.millis(seconds[i], 50)).append(',');
      csv.append(Result.millis(seconds[i], 99)).append(',');
      csv.append(Result.millis(seconds[i], 100)).append('\n');
    }
    return csv.toString();
  }

  private static String chart(Result result) {
    return chart(
            "RADIUS sign-ins, " + result.scenario() + ", " + result.load(),
            result.recorder().seconds())
        .svg();
  }

  /** The rate and the latencies of each second. */
  static LineChart chart(String title, Histogram[] seconds) {
    double[] rate = new double[seconds.length];
    double[] p50 = new double[seconds.length];
    double[] p99 = new double[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      rate[i] = seconds[i].count();
      p50[i] = seconds[i].percentile(50) / 1000.0;
      p99[i] = seconds[i].percentile(99) / 1000.0;
    }
    return new LineChart(title)
        .panel("a second", new Series("sign-ins", rate))
        .panel("ms", new Series("p50", p50), new Series("p99", p99));
  }
}
