package org.vedette.itests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says about a process (proc(5)). */
final class ServerProcess {
  /** Clock ticks a second; the kernel gives user space this many on every architecture. */
  private static final double TICKS = 100;

  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private final Path directory;

  ServerProcess(long pid) {
    directory = Path.of("/proc", Long.toString(pid));
  }

  /** The server that was started in this directory. */
  static ServerProcess in(Path base) throws IOException {
    String pid = Files.readString(base.resolve("var/run/vedette.pid")).strip();
    return new ServerProcess(Long.parseLong(pid));
  }

  /** Seconds of processor time used so far, by all threads. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(directory.resolve("stat"));
    // The name in parentheses may hold spaces: fields are counted from behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS;
  }

  /** Resident memory in MiB. */
  long residentMiB() throws IOException {
    return status("VmRSS:") / 1024;
  }

  /** Threads of any kind. */
  int threads() throws IOException {
    return (int) status("Threads:");
  }

  private long status(String field) throws IOException {
    for (String line : Files.readAllLines(directory.resolve("status"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no " + field + " in " + directory);
  }
}
