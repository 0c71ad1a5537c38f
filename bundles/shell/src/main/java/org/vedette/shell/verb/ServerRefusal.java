package org.vedette.shell.verb;

import java.util.List;
import org.vedette.shell.Failure;

/** Says in words of the command line how a refused order may be had all the same. */
final class ServerRefusal {
  private ServerRefusal() {}

  /**
   * Returns the refusal with what to do next.
   *
   * @param unreachable whether the order said that the master is unreachable
   */
  static Failure ofPromotion(Failure failure, boolean unreachable) {
    Object field = failure.problem().get("field");
    if ("anyOrder".equals(field)) {
      return with(
          failure,
          "vedette server list",
          "or, if they may stand still until then: vedette server promote --"
              + ServerNoun.ANY_ORDER);
    }
    if ("masterUnreachable".equals(field)) {
      return unreachable
          ? with(failure, "vedette server promote")
          : with(
              failure,
              "vedette server list",
              "or, if the master is lost: vedette server promote --" + ServerNoun.UNREACHABLE);
    }
    return failure;
  }

  /** Returns the refusal to join, with what to do next. */
  static Failure ofJoining(Failure failure) {
    return "replace".equals(failure.problem().get("field"))
        ? with(failure, "if all it has may be lost: vedette server join --replace")
        : failure;
  }

  /** Returns a refusal that is about a server, with where servers are listed. */
  static Failure ofServer(Failure failure) {
    return "name".equals(failure.problem().get("field"))
        ? with(failure, "vedette server list")
        : failure;
  }

  private static Failure with(Failure failure, String... next) {
    String prefix = failure.problem().get("field") + ": ";
    String words =
        failure.text().startsWith(prefix)
            ? failure.text().substring(prefix.length())
            : failure.text();
    return Failure.problem(words, failure.problem(), List.of(next));
  }
}
