package org.vedette.store.replicated;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link KilledServer} that runs. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final String END = "(it has ended)";

  private final Process process;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  /** Starts it; what it prints beside its answers goes to a file. */
  ServerProcess(Path errors, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(KilledServer.class.getName());
    command.addAll(arguments);
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    Thread reader = new Thread(this::read, "reader");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
      }
    } catch (IOException gone) {
      said.add("(" + gone.getMessage() + ")");
    }
    said.add(END);
  }

  /** Tells it what to do. */
  void tell(String order) {
    try {
      process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("it has ended", gone);
    }
  }

  /** Waits for a line that begins so; returns what follows. Others are skipped. */
  String hear(String begin) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String line = said.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError("no line \"" + begin + "\": " + line);
      }
      if (line.startsWith(begin)) {
        return line.substring(begin.length()).strip();
      }
    }
  }

  /** Kills it; returns all that it said since. */
  List<String> kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    List<String> all = new ArrayList<>();
    for (String line = said.take(); !line.equals(END); line = said.take()) {
      all.add(line);
    }
    return all;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
