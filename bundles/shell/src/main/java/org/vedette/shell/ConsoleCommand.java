package org.vedette.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vedette.shell.http.Environment;
import org.vedette.shell.line.Completion;
import org.vedette.shell.verb.Nouns;

/**
 * The same client in the console of the server: {@code vedette:vedette user list}. It talks to the
 * REST API of this server with the local credential, as the program does.
 */
@Component(service = {})
public final class ConsoleCommand implements org.apache.karaf.shell.api.console.Command {
  private final SessionFactory sessions;
  private final Environment environment;

  /** Registers the command; started by DS. */
  @Activate
  public ConsoleCommand(@Reference SessionFactory sessions, BundleContext context) {
    this.sessions = sessions;
    Optional<Path> base = Optional.ofNullable(context.getProperty("karaf.base")).map(Path::of);
    this.environment = new Environment(base, base.orElse(Path.of("")), Map.of());
    sessions.getRegistry().register(this);
  }

  @Deactivate
  void stop() {
    sessions.getRegistry().unregister(this);
  }

  @Override
  public String getScope() {
    return "vedette";
  }

  @Override
  public String getName() {
    return "vedette";
  }

  @Override
  public String getDescription() {
    return "Operates the server: vedette --help";
  }

  @Override
  public @Nullable Object execute(Session session, List<Object> words) {
    List<String> line = words.stream().map(String::valueOf).toList();
    new Client(new ConsoleTerminal(session), environment).run(line);
    return null;
  }

  @Override
  public Completer getCompleter(boolean scripting) {
    return ConsoleCommand::complete;
  }

  private static int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> words = new ArrayList<>(List.of(line.getArguments()));
    int cursor = Math.min(line.getCursorArgumentIndex(), words.size());
    List<String> before = words.subList(Math.min(1, cursor), cursor);
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
