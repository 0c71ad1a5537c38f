package org.vedette.shell;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.vedette.shell.http.Environment;
import org.vedette.shell.line.Completion;
import org.vedette.shell.line.Noun;
import org.vedette.shell.verb.Nouns;

/** The commands of one noun, in the console of the server. */
final class ConsoleCommand implements Command {
  static final String SCOPE = "vedette";

  private final Noun noun;
  private final Environment environment;

  ConsoleCommand(Noun noun, Environment environment) {
    this.noun = noun;
    this.environment = environment;
  }

  @Override
  public String getScope() {
    return SCOPE;
  }

  @Override
  public String getName() {
    return noun.name();
  }

  @Override
  public String getDescription() {
    return noun.summary();
  }

  @Override
  public @Nullable Object execute(Session session, List<Object> words) {
    List<String> line = new ArrayList<>(List.of(noun.name()));
    words.forEach(it -> line.add(String.valueOf(it)));
    new Client(new ConsoleTerminal(session), environment).run(line);
    return null;
  }

  @Override
  public Completer getCompleter(boolean scripting) {
    return this::complete;
  }

  private int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> words = new ArrayList<>(List.of(line.getArguments()));
    int cursor = Math.min(line.getCursorArgumentIndex(), words.size());
    List<String> before = new ArrayList<>(List.of(noun.name()));
    before.addAll(words.subList(Math.min(1, cursor), cursor));
    String begun =
        cursor < words.size()
            ? words.get(cursor).substring(0, Math.max(0, line.getArgumentPosition()))
            : "";
    for (String word : Completion.next(Nouns.ALL, before)) {
      if (word.startsWith(begun)) {
        candidates.add(word.endsWith("=") ? word : word + " ");
      }
    }
    return candidates.isEmpty() ? -1 : line.getBufferPosition() - begun.length();
  }

  @Override
  public @Nullable Parser getParser() {
    return null;
  }
}
