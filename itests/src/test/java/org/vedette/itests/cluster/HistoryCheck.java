package org.vedette.itests.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.vedette.itests.cluster.History.Change;
import org.vedette.itests.cluster.History.Deaf;
import org.vedette.itests.cluster.History.Outcome;
import org.vedette.itests.cluster.History.Sight;
import org.vedette.itests.cluster.History.SignIn;
import org.vedette.itests.cluster.History.Told;

/**
 * What must hold of every history, whatever was done to the servers:
 *
 * <ul>
 *   <li>all servers know the same users in the end; who was acknowledged is among them, who was
 *       refused is not;
 *   <li>a code is accepted once by servers that can talk, and once by each side of a partition;
 *   <li>a good code that was not used is not rejected;
 *   <li>no two servers are the master of one epoch, and no server goes back to an earlier epoch.
 * </ul>
 */
final class HistoryCheck {
  /**
   * For so long an old leader may believe in itself while the others have chosen another: it steps
   * down when it has not heard a majority for an election time-out. It commits nothing meanwhile.
   */
  private final Duration overlap;

  /** For so long servers may take to find each other when they can. */
  private final Duration settling;

  HistoryCheck(Duration overlap, Duration settling) {
    this.overlap = overlap;
    this.settling = settling;
  }

  /** Returns a sentence for everything that is wrong. */
  List<String> wrong(History history) {
    List<String> wrong = new ArrayList<>();
    users(history, wrong);
    codes(history, wrong);
    rejections(history, wrong);
    masters(history, wrong);
    epochs(history, wrong);
    return wrong;
  }

  private static void users(History history, List<String> wrong) {
    history
        .atEnd()
        .forEach(
            (server, known) -> {
              for (Change change : history.changes()) {
                boolean there = known.contains(change.user());
                if (change.told() == Told.ACKNOWLEDGED && !there) {
                  wrong.add(
                      "%s was acknowledged by %s and is lost at %s"
                          .formatted(change.user(), change.server(), server));
                } else if (change.told() == Told.REFUSED && there) {
                  wrong.add(
                      "%s was refused by %s and is there at %s"
                          .formatted(change.user(), change.server(), server));
                }
              }
            });
    Set<String> all = new TreeSet<>();
    history.atEnd().values().forEach(all::addAll);
    history
        .atEnd()
        .forEach(
            (server, known) -> {
              Set<String> lacking = new TreeSet<>(all);
              lacking.removeAll(known);
              if (!lacking.isEmpty()) {
                wrong.add("%s does not know %s, another server does".formatted(server, lacking));
              }
            });
  }

  private void codes(History history, List<String> wrong) {
    Map<String, List<SignIn>> accepted =
        history.signIns().stream()
            .filter(it -> it.outcome() == Outcome.ACCEPTED)
            .collect(Collectors.groupingBy(SignIn::code, TreeMap::new, Collectors.toList()));
    List<Deaf> deaf = history.deaf();
    accepted.forEach(
        (code, uses) -> {
          uses.sort(Comparator.comparingLong(SignIn::ended));
          for (int later = 1; later < uses.size(); later++) {
            for (int sooner = 0; sooner < later; sooner++) {
              if (couldHaveKnown(uses.get(sooner), uses.get(later), deaf)) {
                wrong.add(
                    "%s was accepted by %s and by %s"
                        .formatted(code, uses.get(sooner).server(), uses.get(later).server()));
              }
            }
          }
        });
  }

  /**
   * Whether one of two uses should have been refused: the server is the same, or the servers heard
   * each other for all of the later use.
   */
  private boolean couldHaveKnown(SignIn sooner, SignIn later, List<Deaf> deaf) {
    return deaf.stream()
        .noneMatch(
            each ->
                (pair(each, sooner.server(), later.server())
                        || pair(each, later.server(), sooner.server()))
                    && each.from() <= later.ended()
                    && each.until() + settling.toNanos() >= later.began());
  }

  private static boolean pair(Deaf each, String server, String unheard) {
    return each.server().equals(server) && each.unheard().equals(unheard);
  }

  private static void rejections(History history, List<String> wrong) {
    for (SignIn signIn : history.signIns()) {
      if (signIn.fresh() && signIn.outcome() == Outcome.REJECTED) {
        wrong.add("%s was good and was rejected by %s".formatted(signIn.code(), signIn.server()));
      }
    }
  }

  /**
   * A time in which a server said, whenever it was asked, that it is the master.
   *
   * @param from when it had first said so
   * @param until when it was last asked and said so
   */
  private record Reign(String server, long epoch, long from, long until) {}

  private void masters(History history, List<String> wrong) {
    List<Reign> reigns = reigns(history);
    for (int one = 0; one < reigns.size(); one++) {
      for (int other = one + 1; other < reigns.size(); other++) {
        Reign first = reigns.get(one);
        Reign second = reigns.get(other);
        long together = Math.min(first.until, second.until) - Math.max(first.from, second.from);
        if (first.epoch == second.epoch
            && !first.server.equals(second.server)
            && together > overlap.toNanos()) {
          wrong.add(
              "%s and %s were masters of epoch %d at a time, for %d ms"
                  .formatted(
                      first.server,
                      second.server,
                      first.epoch,
                      Duration.ofNanos(together).toMillis()));
        }
      }
    }
  }

  private static List<Reign> reigns(History history) {
    Map<String, Reign> running = new HashMap<>();
    List<Reign> all = new ArrayList<>();
    for (Sight sight : inOrder(history)) {
      Reign now = running.get(sight.server());
      if (now != null && (!sight.master() || now.epoch != sight.epoch())) {
        all.add(running.remove(sight.server()));
        now = null;
      }
      if (sight.master()) {
        long from = now == null ? sight.ended() : now.from;
        running.put(
            sight.server(),
            new Reign(sight.server(), sight.epoch(), from, Math.max(from, sight.began())));
      }
    }
    all.addAll(running.values());
    return all;
  }

  private static void epochs(History history, List<String> wrong) {
    Map<String, Long> seen = new HashMap<>();
    for (Sight sight : inOrder(history)) {
      if (sight.epoch() == Sight.NO_ANSWER) {
        continue;
      }
      long before = seen.merge(sight.server(), sight.epoch(), Math::max);
      if (before > sight.epoch()) {
        wrong.add(
            "%s went back from epoch %d to %d".formatted(sight.server(), before, sight.epoch()));
      }
    }
  }

  private static List<Sight> inOrder(History history) {
    return history.sights().stream().sorted(Comparator.comparingLong(Sight::began)).toList();
  }
}
