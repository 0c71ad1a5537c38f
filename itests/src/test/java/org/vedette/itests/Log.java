package org.vedette.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The log of the server a test runs in. */
final class Log {
  private static final int SHOWN = 20;

  private Log() {}

  /** The first lines with an error, a warning or a part of a stack trace. */
  static List<String> complaints() throws IOException {
    Path log = Path.of(System.getProperty("karaf.base"), "var/log/vedette.log");
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(Log::complains).limit(SHOWN).toList();
    }
  }

  /** The test framework's own words, at home in the same log, do not count. */
  private static boolean complains(String line) {
    boolean trouble = line.contains(" ERROR ") || line.contains(" WARN ");
    boolean trace = line.startsWith("\tat ") || line.startsWith("Caused by:");
    return trace || (trouble && !line.contains("org.ops4j.pax.exam"));
  }
}
