package org.vedette.itests.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the demo made, kept in a file for later runs and for the commands by hand. */
final class DemoValues {
  private static final String STEP = "step";

  private final Path file;
  private final Map<String, String> values;

  private DemoValues(Path file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  static DemoValues read(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return new DemoValues(file, values);
  }

  String user() {
    return values.get("user");
  }

  String password() {
    return values.get("password");
  }

  String otpauth() {
    return values.get("otpauth");
  }

  String secret() {
    return values.get("secret");
  }

  InetSocketAddress server() {
    String[] parts = values.get("server").split(":");
    return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
  }

  /** The time step whose code was used last; -1 when none was. */
  long usedStep() {
    return Long.parseLong(values.getOrDefault(STEP, "-1"));
  }

  void use(long step) throws IOException {
    values.put(STEP, Long.toString(step));
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(file, text);
  }
}
