package org.vedette.primary.ntlm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real process that speaks the helper protocol; see {@code helper.sh}. */
final class FakeHelper {
  private final Path folder;

  FakeHelper(Path folder) throws IOException {
    this.folder = folder;
    try (InputStream script = FakeHelper.class.getResourceAsStream("/helper.sh")) {
      Files.write(folder.resolve("helper.sh"), script.readAllBytes());
    }
    mode("works");
  }

  void mode(String mode) throws IOException {
    // At one blow: a helper may be reading it.
    Path next = Files.writeString(folder.resolve("mode.next"), mode + "\n");
    Files.move(next, folder.resolve("mode"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Settings with this command, as an operator gives them. */
  Map<String, Object> settings(int helpers, int timeoutMillis) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("command", "/bin/bash " + folder.resolve("helper.sh") + " " + folder);
    settings.put("domain", "CORP");
    settings.put("helpers", helpers);
    settings.put("timeoutMillis", timeoutMillis);
    return settings;
  }

  /** All lines it was asked. */
  List<String> asked() throws IOException {
    return Files.readAllLines(folder.resolve("asked"), UTF_8);
  }

  /** Processes started so far. */
  List<ProcessHandle> started() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(each -> each.startsWith("start."))
          .flatMap(each -> ProcessHandle.of(Long.parseLong(each.substring(6))).stream())
          .toList();
    }
  }

  long starts() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.getFileName().toString().startsWith("start.")).count();
    }
  }
}
