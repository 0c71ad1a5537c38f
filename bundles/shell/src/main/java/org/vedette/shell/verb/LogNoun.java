package org.vedette.shell.verb;

import static org.vedette.shell.line.Verb.verb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vedette.shell.Call;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;
import org.vedette.shell.line.Nearest;
import org.vedette.shell.line.Noun;
import org.vedette.shell.line.Verb;
import org.vedette.shell.view.Table;

/** How much the server writes into its log. */
final class LogNoun implements Noun {
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "DEFAULT");

  @Override
  public String name() {
    return "log";
  }

  @Override
  public String summary() {
    return "Decide how much the server writes into var/log/vedette.log.";
  }

  @Override
  public List<Verb> verbs() {
    return List.of(
        verb("level", "Show or set the level of a logger.")
            .takes("LOGGER", "ROOT, or the beginning of names, like org.vedette.radius.")
            .takes("LEVEL", "TRACE, DEBUG, INFO, WARN, ERROR; DEFAULT follows the one above it.")
            .details("Takes effect at once. Secrets are never logged, at any level.")
            .example("vedette log level", "all that are set")
            .example("vedette log level org.vedette.radius DEBUG", "what RADIUS does in detail")
            .example("vedette log level org.vedette.radius DEFAULT", "back again")
            .does(LogNoun::level));
  }

  private static int level(Call call) {
    Optional<String> logger = call.arguments().maybe(0);
    Optional<String> level = call.arguments().maybe(1).map(it -> it.toUpperCase(Locale.ROOT));
    if (logger.isPresent() && level.isPresent()) {
      return set(call, logger.get(), level.get());
    }
    Doc page = call.api().get("/log/levels");
    if (call.wroteJson(page)) {
      return Failure.DONE;
    }
    Table table = new Table("LOGGER", "LEVEL");
    for (Doc it : page.docs("items")) {
      if (logger.isEmpty() || it.text("logger").startsWith(logger.get())) {
        table.row(it.text("logger"), it.text("level"));
      }
    }
    if (table.isEmpty()) {
      call.say(logger.orElse("") + " has no level of its own.");
    } else {
      call.table(table);
      call.print("");
    }
    call.next("vedette log level " + logger.orElse("org.vedette") + " DEBUG", "tells more");
    return Failure.DONE;
  }

  private static int set(Call call, String logger, String level) {
    if (!LEVELS.contains(level)) {
      throw Failure.usage(
          level + " is no level." + Nearest.hint(level, LEVELS),
          "the levels are: " + String.join(", ", LEVELS));
    }
    Doc answer = call.api().put("/log/levels" + Api.path(logger), Map.of("level", level));
    if (!call.wroteJson(answer)) {
      call.say("The level of " + logger + " is " + level + ".");
      if (level.equals("DEFAULT")) {
        call.next("vedette log level", "shows all levels");
      } else {
        call.next("vedette log level " + logger + " DEFAULT", "sets it back");
      }
    }
    return Failure.DONE;
  }
}
