package org.vedette.shell;

import java.util.List;
import java.util.Optional;
import org.vedette.shell.http.Doc;
import org.vedette.shell.http.Environment;
import org.vedette.shell.line.Arguments;
import org.vedette.shell.line.Help;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Option;
import org.vedette.shell.line.Parser;
import org.vedette.shell.verb.Nouns;
import org.vedette.shell.view.Columns;
import org.vedette.shell.view.Terminal;

/** Does one command line, and turns what goes wrong into words and an exit code. */
public final class Client {
  private static final String NAME = "vedette ";

  private final Terminal terminal;
  private final Environment environment;

  /** For commands typed at this terminal. */
  public Client(Terminal terminal, Environment environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  /** Does a command; returns its exit code. */
  public int run(List<String> line) {
    Optional<Arguments> arguments = Optional.empty();
    try {
      arguments = Optional.of(new Parser(Nouns.ALL).parse(line));
      return done(arguments.get());
    } catch (Failure failure) {
      List<String> next =
          failure.next().isEmpty()
              ? arguments.map(it -> NextSteps.after(it, failure)).orElse(List.of())
              : failure.next();
      tell(failure, next, line.contains("--" + Option.JSON));
      return failure.exitCode();
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  private int done(Arguments arguments) {
    Help help = new Help(terminal.columns());
    if (arguments.noun().isEmpty()) {
      boolean asked = arguments.has(Option.HELP);
      help(help.overview(Nouns.ALL), asked);
      return asked ? Failure.DONE : Failure.USAGE;
    }
    Noun noun = arguments.noun().get();
    if (arguments.verb().isEmpty()) {
      boolean asked = arguments.has(Option.HELP);
      help(help.noun(noun), asked);
      return asked ? Failure.DONE : Failure.USAGE;
    }
    if (arguments.has(Option.HELP)) {
      help(help.verb(noun, arguments.verb().get()), true);
      return Failure.DONE;
    }
    return arguments.verb().get().action().run(new Call(arguments, environment, terminal));
  }

  private void help(List<String> lines, boolean asked) {
    lines.forEach(it -> (asked ? terminal.out() : terminal.err()).println(ownIn(it, terminal)));
  }

  private void tell(Failure failure, List<String> next, boolean json) {
    terminal.out().flush();
    if (json) {
      terminal.err().println(Doc.pretty(failure.problem()));
      return;
    }
    int width = terminal.columns() > 0 ? terminal.columns() : Integer.MAX_VALUE;
    List<String> words =
        Columns.wrap(ownIn(Columns.clean(failure.text()), terminal), width - NAME.length() - 1);
    for (int i = 0; i < words.size(); i++) {
      terminal.err().println((i == 0 ? "vedette: " : "         ") + words.get(i));
    }
    String lead = "Next:    ";
    for (String step : next) {
      terminal.err().println(lead + ownIn(Columns.clean(step), terminal));
      lead = "         ";
    }
  }

  /** Writes a command as this client was called: {@code bin/vedette} where that was typed. */
  static String own(String command, Terminal terminal) {
    if (!command.startsWith(NAME)) {
      return command;
    }
    String rest = command.substring(NAME.length());
    boolean console = terminal.prefix().endsWith(":");
    return terminal.prefix() + (console && rest.startsWith("--") ? rest.substring(2) : rest);
  }

  /** The same for a command within a line: after its indent, or after a colon. */
  static String ownIn(String line, Terminal terminal) {
    int indent = line.length() - line.stripLeading().length();
    int colon = line.indexOf(": " + NAME);
    int at = colon < 0 ? indent : colon + 2;
    return line.substring(0, at) + own(line.substring(at), terminal);
  }
}
