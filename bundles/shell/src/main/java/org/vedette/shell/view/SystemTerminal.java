package org.vedette.shell.view;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The terminal of the process. The script that starts the client tells in system properties what
 * Java cannot see cheaply: {@code vedette.columns}, set only when the output is a terminal, and
 * {@code vedette.command}.
 */
public final class SystemTerminal implements Terminal {
  private static final int BUFFER = 8192;

  private final PrintStream out = stream(FileDescriptor.out);
  private final PrintStream err = stream(FileDescriptor.err);
  private final InputStream in;
  private final int columns;
  private final boolean colours;

  /** Looks at the environment. */
  public SystemTerminal(InputStream in, Map<String, String> environment) {
    this.in = in;
    columns = Integer.getInteger("vedette.columns", 0);
    String no = environment.getOrDefault("NO_COLOR", "");
    String kind = environment.getOrDefault("TERM", "");
    colours = columns > 0 && no.isEmpty() && !kind.isEmpty() && !kind.equals("dumb");
  }

  private static PrintStream stream(FileDescriptor to) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(to), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream out() {
    return out;
  }

  @Override
  public PrintStream err() {
    return err;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public boolean colours() {
    return colours;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public String prefix() {
    return System.getProperty("vedette.command", "vedette") + " ";
  }

  @Override
  public Optional<String> ask(String prompt) {
    out.flush();
    Console console = System.console();
    return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", prompt));
  }

  @Override
  public Optional<char[]> askSecret(String prompt) {
    out.flush();
    Console console = System.console();
    return console == null
        ? Optional.empty()
        : Optional.ofNullable(console.readPassword("%s", prompt));
  }
}
