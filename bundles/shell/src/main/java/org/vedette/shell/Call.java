package org.vedette.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.http.Environment;
import org.vedette.shell.line.Arguments;
import org.vedette.shell.line.Option;
import org.vedette.shell.view.Columns;
import org.vedette.shell.view.Paint;
import org.vedette.shell.view.Table;
import org.vedette.shell.view.Terminal;
import org.vedette.shell.view.Times;

/** One command being done: what was typed, the server, and where to write. */
public final class Call {
  private final Arguments arguments;
  private final Environment environment;
  private final Terminal terminal;
  private final Paint paint;
  private @Nullable Api api;
  private @Nullable BufferedReader input;

  /** Takes what a command needs. */
  public Call(Arguments arguments, Environment environment, Terminal terminal) {
    this.arguments = arguments;
    this.environment = environment;
    this.terminal = terminal;
    this.paint = new Paint(terminal.colours());
  }

  /** What was typed. */
  public Arguments arguments() {
    return arguments;
  }

  /** The server; nothing is sent before the first question. */
  public Api api() {
    Api known = api;
    if (known == null) {
      known = Api.of(arguments, environment);
      api = known;
    }
    return known;
  }

  /** Where the answer goes. */
  public Terminal terminal() {
    return terminal;
  }

  /** Colours. */
  public Paint paint() {
    return paint;
  }

  /** Times in the zone of this host. */
  public Times times() {
    return new Times(ZoneId.systemDefault());
  }

  /** Whether JSON was asked for. */
  public boolean json() {
    return arguments.has(Option.JSON);
  }

  /**
   * Writes the answer as JSON if that was asked for.
   *
   * @return whether it was, and nothing else is to be written
   */
  public boolean wroteJson(Doc doc) {
    if (json()) {
      terminal.out().println(Doc.pretty(doc.fields()));
    }
    return json();
  }

  /** Writes a line that may hold what came from elsewhere. */
  public void say(String line) {
    terminal.out().println(Columns.clean(line));
  }

  /** Writes a line that this program made and coloured. */
  public void print(String line) {
    terminal.out().println(line);
  }

  /** Writes a line of help, with commands as this client was called. */
  public void command(String line) {
    print(Client.ownIn(line, terminal));
  }

  /** Writes a table. */
  public void table(Table table) {
    table.lines(terminal.columns(), paint).forEach(this::print);
  }

  /** Writes names with their values, without those that are empty. */
  public void facts(List<String[]> facts) {
    int width = facts.stream().mapToInt(it -> it[0].length()).max().orElse(0);
    for (String[] fact : facts) {
      if (!fact[1].isEmpty()) {
        print(paint.dim(Columns.pad(fact[0], width + 2)) + Columns.clean(fact[1]));
      }
    }
  }

  /** Writes a name as it must be typed: in quotes where the shell would take it apart. */
  public static String word(String name) {
    return name.matches("[A-Za-z0-9@._%+:/~-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  /** Says what to do next: commands, each with its meaning, two texts by turns. */
  public void next(String... commandsAndMeanings) {
    int width = 0;
    int meaning = 0;
    for (int i = 0; i < commandsAndMeanings.length; i += 2) {
      width = Math.max(width, Columns.width(own(commandsAndMeanings[i])));
      meaning = Math.max(meaning, Columns.width(commandsAndMeanings[i + 1]));
    }
    int columns = terminal.columns() > 0 ? terminal.columns() : Integer.MAX_VALUE;
    boolean beside = "Next: ".length() + width + 2 + meaning <= columns;
    for (int i = 0; i < commandsAndMeanings.length; i += 2) {
      String lead = paint.dim(i == 0 ? "Next: " : "      ");
      String command = own(Columns.clean(commandsAndMeanings[i]));
      String text = paint.dim(commandsAndMeanings[i + 1]);
      if (beside) {
        print(lead + Columns.pad(command, width + 2) + text);
      } else {
        print(lead + command);
        print("        " + text);
      }
    }
  }

  private String own(String command) {
    return Client.own(command, terminal);
  }

  /** Reads one line of standard input, for secrets that come through a pipe. */
  public String readLine(String what) {
    try {
      BufferedReader reader = input;
      if (reader == null) {
        reader = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        input = reader;
      }
      String line = reader.readLine();
      if (line == null || line.isEmpty()) {
        throw Failure.usage(what + " is expected on standard input, as one line.");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gets a secret: from standard input when {@code option} stands, else from the person.
   *
   * @param twice whether it must be typed twice, because a slip would be found too late
   */
  public String secret(String what, String option, boolean twice) {
    if (arguments.has(option)) {
      return readLine(what);
    }
    Optional<char[]> first = terminal.askSecret(what + ": ");
    if (first.isEmpty()) {
      throw Failure.usage(
          "There is no terminal to ask for the " + what.toLowerCase(java.util.Locale.ROOT) + ".",
          "pass it on standard input, and add --" + option);
    }
    if (first.get().length == 0) {
      throw Failure.usage("Nothing was typed, so nothing was changed.");
    }
    if (twice) {
      Optional<char[]> second = terminal.askSecret("The same again: ");
      if (second.isEmpty() || !Arrays.equals(first.get(), second.get())) {
        throw Failure.usage("The two were not the same, so nothing was changed.", "try again");
      }
    }
    return new String(first.get());
  }
}
