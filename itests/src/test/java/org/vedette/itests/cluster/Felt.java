package org.vedette.itests.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.vedette.itests.cluster.History.Change;
import org.vedette.itests.cluster.History.Outcome;
import org.vedette.itests.cluster.History.SignIn;
import org.vedette.itests.cluster.History.Told;

/** What people and administrators felt from one moment of a history to another. */
final class Felt {
  private final List<SignIn> signIns;
  private final List<Change> changes;

  /** Of what began between two moments of {@link History#now}. */
  Felt(History history, long from, long until) {
    signIns =
        history.signIns().stream().filter(it -> it.began() >= from && it.began() < until).toList();
    changes =
        history.changes().stream().filter(it -> it.began() >= from && it.began() < until).toList();
  }

  /** Good codes that no server accepted, however often they were sent. */
  List<String> notLetIn() {
    Map<String, Boolean> let = new TreeMap<>();
    signIns.forEach(
        it -> let.merge(it.code(), it.outcome() == Outcome.ACCEPTED, (one, other) -> one | other));
    return signIns.stream()
        .filter(SignIn::fresh)
        .filter(it -> !let.get(it.code()))
        .map(it -> it.server() + " " + it.code() + " " + it.outcome())
        .toList();
  }

  /** Good codes that a server accepted. */
  long accepted(LabServer at) {
    return signIns.stream()
        .filter(it -> it.fresh() && it.server().equals(at.name()))
        .filter(it -> it.outcome() == Outcome.ACCEPTED)
        .count();
  }

  /** How many were sent. */
  long fresh() {
    return signIns.stream().filter(SignIn::fresh).count();
  }

  /** Changes that a server acknowledged. */
  long acknowledged(LabServer at) {
    return changes.stream()
        .filter(it -> it.server().equals(at.name()) && it.told() == Told.ACKNOWLEDGED)
        .count();
  }

  /** Lines of figures, one for each server. */
  String figures() {
    List<String> lines = new ArrayList<>();
    TreeSet<String> servers = new TreeSet<>();
    signIns.forEach(it -> servers.add(it.server()));
    changes.forEach(it -> servers.add(it.server()));
    for (String server : servers) {
      List<SignIn> of =
          signIns.stream().filter(it -> it.fresh() && it.server().equals(server)).toList();
      List<Change> made = changes.stream().filter(it -> it.server().equals(server)).toList();
      lines.add(
          "  %s: sign-ins %s, %s; changes %s, %s"
              .formatted(
                  server,
                  counted(of.stream().map(it -> it.outcome().name()).toList()),
                  times(of.stream().map(it -> it.ended() - it.began()).toList()),
                  counted(made.stream().map(it -> it.told().name()).toList()),
                  times(made.stream().map(it -> it.ended() - it.began()).toList())));
    }
    return String.join("\n", lines);
  }

  private static String counted(List<String> names) {
    return names.stream()
        .collect(Collectors.groupingBy(it -> it, TreeMap::new, Collectors.counting()))
        .toString();
  }

  private static String times(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty()
        ? "none"
        : "p50 %d ms, p95 %d ms, longest %d ms"
            .formatted(
                TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() / 2)),
                TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * 95 / 100)),
                TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() - 1)));
  }
}
