package org.vedette.shell.verb;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vedette.shell.http.Doc;
import org.vedette.shell.view.Table;
import org.vedette.shell.view.Times;

/** Servers of a cluster in words. */
final class ServerWords {
  private static final int MILLIS = 1000;

  private ServerWords() {}

  /** A row for each server. */
  static Table table(Doc cluster) {
    Table table =
        new Table(
            "SERVER",
            "ROLE",
            "ADDRESS",
            "VERSION",
            "EPOCH",
            "LAG",
            "AUDIT",
            "CLOCK",
            "LAST CONTACT",
            "CERTIFICATE");
    String now = cluster.text("now");
    for (Doc it : cluster.docs("servers")) {
      boolean self = it.text("name").equals(cluster.text("self"));
      table.row(
          it.text("name") + (self ? " (this)" : ""),
          it.text("role") + (it.flag("voter") ? ", votes" : ""),
          it.text("host") + ":" + it.text("port"),
          it.text("version"),
          it.number("epoch") == 0 ? "" : it.text("epoch"),
          lag(it),
          self ? "" : audit(it, now),
          self ? "" : clock(it),
          self ? "" : contact(it, now),
          certificate(it, now));
    }
    return table;
  }

  /** What is wrong: with servers, and with the order of their versions. */
  static List<String> troubles(Doc cluster) {
    List<String> troubles = new ArrayList<>();
    for (Doc it : cluster.docs("servers")) {
      if (!it.text("trouble").isEmpty()) {
        troubles.add(it.text("name") + ": " + it.text("trouble"));
      }
    }
    troubles.addAll(cluster.texts("order"));
    return troubles;
  }

  /** Tells how far a server is behind. */
  static String lag(Doc server) {
    if (!server.has("lagChanges")) {
      return List.of("master", "equal").contains(server.text("role")) ? "" : "?";
    }
    long changes = server.number("lagChanges");
    if (changes == 0) {
      return "none";
    }
    String time =
        duration(server.text("lagTime"))
            .map(it -> ", " + Times.duration(it.toSeconds()))
            .orElse("");
    return changes + (changes == 1 ? " change" : " changes") + time;
  }

  /** Tells how much of its audit record is not at the server that was asked. */
  private static String audit(Doc server, String now) {
    if (!server.has("auditMissing")) {
      return "?";
    }
    long missing = server.number("auditMissing");
    String last = server.text("auditFetched");
    return missing == 0
        ? "all"
        : missing
            + " missing"
            + between(last, now).map(it -> ", " + Times.duration(it.toSeconds())).orElse("");
  }

  /** Tells how a clock differs from that of the server that was asked. */
  static String clock(Doc server) {
    Optional<Duration> difference = duration(server.text("clockDifference"));
    if (difference.isEmpty()) {
      return "?";
    }
    long millis = difference.get().toMillis();
    long size = Math.abs(millis);
    String amount =
        size < MILLIS ? size + " ms" : String.format(Locale.ROOT, "%.1f s", size / (double) MILLIS);
    return millis == 0 ? "equal" : amount + (millis < 0 ? " behind" : " ahead");
  }

  private static String contact(Doc server, String now) {
    String last = server.text("lastContact");
    return last.isEmpty()
        ? "never"
        : between(last, now).map(it -> Times.duration(it.toSeconds()) + " ago").orElse(last);
  }

  private static String certificate(Doc server, String now) {
    String end = server.text("certificateExpires");
    return end.isEmpty()
        ? "?"
        : between(now, end)
            .map(it -> it.isNegative() ? "expired" : it.toDays() + " days")
            .orElse(end);
  }

  private static Optional<Duration> between(String from, String to) {
    try {
      return Optional.of(Duration.between(Instant.parse(from), Instant.parse(to)));
    } catch (DateTimeException odd) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> duration(String iso) {
    try {
      return Optional.of(Duration.parse(iso));
    } catch (DateTimeException noneOrOdd) {
      return Optional.empty();
    }
  }
}
