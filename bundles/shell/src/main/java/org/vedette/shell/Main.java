package org.vedette.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.shell.http.Environment;
import org.vedette.shell.view.SystemTerminal;

/**
 * The program that {@code bin/vedette} starts. The script tells the server's directory in the
 * system property {@code vedette.base}; {@code VEDETTE_HOME} in the environment wins.
 */
public final class Main {
  private Main() {}

  /** Does the command and ends the process with its exit code. */
  public static void main(String[] line) {
    Map<String, String> variables = System.getenv();
    Optional<Path> base =
        Optional.ofNullable(
                variables.getOrDefault("VEDETTE_HOME", System.getProperty("vedette.base")))
            .map(Path::of);
    Environment environment =
        new Environment(base, Path.of(System.getProperty("user.home")), variables);
    System.exit(
        new Client(new SystemTerminal(System.in, variables), environment).run(List.of(line)));
  }
}
