package org.vedette.shell;

import java.util.List;
import java.util.Optional;
import org.vedette.shell.line.Arguments;
import org.vedette.shell.line.Noun;

/** What to do next after a refusal that does not say so itself. */
final class NextSteps {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private NextSteps() {}

  static List<String> after(Arguments arguments, Failure failure) {
    Object status = failure.problem().get("status");
    boolean there = status instanceof Integer && List.of(NOT_FOUND, CONFLICT).contains(status);
    Optional<Noun> noun = arguments.noun();
    if (there && noun.isPresent()) {
      boolean lists = noun.get().verbs().stream().anyMatch(it -> it.name().equals("list"));
      String shows = lists ? noun.get().name() : "audit";
      boolean needsUser = shows.equals("enrollment");
      return List.of("vedette " + shows + " list" + (needsUser ? " USER" : ""));
    }
    return arguments.verb().isEmpty()
        ? List.of()
        : List.of("vedette " + arguments.command() + " --help");
  }
}
