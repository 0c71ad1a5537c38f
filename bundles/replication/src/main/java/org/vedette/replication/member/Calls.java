package org.vedette.replication.member;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vedette.replication.raft.Member;

/**
 * Whom the master calls to open its log as one that has a vote: one at a time, and only while all
 * others are in the log, since whoever opens its log anew gets no changes until it is added again.
 * A call stands until it was followed: a server that heard it must not be sent back. One thread
 * looks; any may ask.
 */
final class Calls {
  /** So long a server that belongs may need until it is in the log; then it is not waited for. */
  static final Duration ADDING = Duration.ofSeconds(30);

  private final Map<String, Instant> missing = new HashMap<>();
  private Optional<String> calling = Optional.empty();
  private Instant since = Instant.MIN;
  private volatile List<String> called = List.of();

  /** Those who have a vote and keep it, and the one that is called. */
  List<String> now() {
    return called;
  }

  /** This server is not the master. */
  void forget() {
    missing.clear();
    calling = Optional.empty();
    called = List.of();
  }

  /**
   * Looks who is next.
   *
   * @param log the servers of the log
   * @param settled whether no change of them is under way
   * @param opened how the log of a server is open: with a vote or without; empty while it does not
   *     answer or follows another reign
   */
  void look(
      Wanted wanted,
      List<Member> log,
      boolean settled,
      Function<String, Optional<Boolean>> opened,
      Instant time) {
    Set<String> voting = wanted.voting(log);
    List<String> voters =
        log.stream().filter(Member::voter).map(Member::id).filter(voting::contains).toList();
    List<String> absent = wanted.missing(log);
    missing.keySet().retainAll(absent);
    absent.forEach(name -> missing.putIfAbsent(name, time));
    boolean silent =
        calling.filter(name -> opened.apply(name).isEmpty() && isLong(since, time)).isPresent();
    if (calling.filter(name -> voting.contains(name) && !voters.contains(name)).isEmpty()
        || silent) {
      calling = Optional.empty();
    }
    if (calling.isEmpty()) {
      calling = next(voting, voters, settled, opened, time);
      since = time;
    }
    List<String> all = new ArrayList<>(voters);
    calling.ifPresent(all::add);
    called = List.copyOf(all);
  }

  private Optional<String> next(
      Set<String> voting,
      List<String> voters,
      boolean settled,
      Function<String, Optional<Boolean>> opened,
      Instant time) {
    List<String> waiting =
        voting.stream()
            .filter(name -> !voters.contains(name) && opened.apply(name).isPresent())
            .toList();
    // One that has opened its log already heard a master before this one.
    Optional<String> open =
        waiting.stream().filter(name -> opened.apply(name).equals(Optional.of(true))).findFirst();
    boolean adding = missing.values().stream().anyMatch(from -> !isLong(from, time));
    return open.isPresent() || adding || !settled ? open : waiting.stream().findFirst();
  }

  private static boolean isLong(Instant from, Instant time) {
    return Duration.between(from, time).compareTo(ADDING) > 0;
  }
}
