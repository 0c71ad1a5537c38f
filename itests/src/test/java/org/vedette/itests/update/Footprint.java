package org.vedette.itests.update;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.itests.blackbox.Server;

/**
 * What a server keeps, as its JVM tells after collecting garbage.
 *
 * @param loaders class loaders of bundles
 * @param threads threads of our bundles
 * @param heapKiB heap in use
 */
record Footprint(long loaders, long threads, long heapKiB) {
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  /** Looks at a running server. */
  static Footprint of(Server server) throws IOException {
    String pid = Files.readString(server.base().resolve("var/run/vedette.pid")).strip();
    jcmd(pid, "GC.run");
    jcmd(pid, "GC.run");
    long loaders =
        jcmd(pid, "VM.classloader_stats").stream()
            .filter(line -> line.contains("BundleClassLoader"))
            .count();
    long threads =
        jcmd(pid, "Thread.print").stream().filter(line -> line.startsWith("\"vedette-")).count();
    long heap = 0;
    for (String line : jcmd(pid, "GC.heap_info")) {
      Matcher used = USED.matcher(line);
      // The first figures are those of the heap, then comes metaspace.
      if (used.find() && !line.contains("etaspace") && !line.contains("class space")) {
        heap += Long.parseLong(used.group(1));
      }
    }
    return new Footprint(loaders, threads, heap);
  }

  private static List<String> jcmd(String pid, String command) throws IOException {
    Process process =
        new ProcessBuilder(System.getProperty("java.home") + "/bin/jcmd", pid, command)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  @Override
  public String toString() {
    return loaders + " class loaders, " + threads + " threads, " + heapKiB / 1024 + " MiB of heap";
  }
}
