package org.vedette.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.vedette.shell.http.Environment;
import org.vedette.shell.verb.Nouns;

/**
 * Puts the client's commands into the console of the server: {@code vedette:user list}. They talk
 * to the REST API of this server with the local credential, as the program does.
 */
@Component(service = {})
public final class ConsoleCommands {
  private final SessionFactory sessions;
  private final List<ConsoleCommand> commands;

  /** Registers the commands; started by DS. */
  @Activate
  public ConsoleCommands(@Reference SessionFactory sessions, BundleContext context) {
    this.sessions = sessions;
    Optional<Path> base = Optional.ofNullable(context.getProperty("karaf.base")).map(Path::of);
    Environment environment = new Environment(base, base.orElse(Path.of("")), Map.of());
    commands = Nouns.ALL.stream().map(it -> new ConsoleCommand(it, environment)).toList();
    commands.forEach(sessions.getRegistry()::register);
  }

  @Deactivate
  void stop() {
    commands.forEach(sessions.getRegistry()::unregister);
  }
}
