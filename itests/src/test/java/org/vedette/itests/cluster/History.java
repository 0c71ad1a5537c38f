package org.vedette.itests.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What people and administrators asked of servers of a cluster, what they were told, and what was
 * done to the servers meanwhile. Times are nanoseconds of one clock of the test. Thread-safe.
 */
final class History {
  /** What became of a sign-in. */
  enum Outcome {
    ACCEPTED,
    REJECTED,
    /** Nobody answered. */
    SILENT
  }

  /** What became of a change. */
  enum Told {
    /** It is done. */
    ACKNOWLEDGED,
    /** It was said that it is not done. */
    REFUSED,
    /** Nobody knows whether it is done. */
    UNKNOWN
  }

  /**
   * A sign-in.
   *
   * @param server who was asked
   * @param code what was typed, with whose it is: no two people have the same
   * @param fresh whether the code was good and had not been sent before
   */
  record SignIn(
      String server, String code, boolean fresh, long began, long ended, Outcome outcome) {}

  /**
   * A user who was added.
   *
   * @param server through which one
   * @param said what it said beside yes; empty when nothing came
   */
  record Change(String server, String user, long began, long ended, Told told, String said) {}

  /**
   * What a server said about itself.
   *
   * @param master whether it said that it is the master
   * @param epoch what it follows; {@link #NO_ANSWER} when it said nothing
   */
  record Sight(String server, boolean master, long epoch, long began, long ended) {
    static final long NO_ANSWER = -1;
  }

  /** A time in which the first did not hear the second. */
  record Deaf(String server, String unheard, long from, long until) {}

  private final LongSupplier clock;
  private final List<SignIn> signIns = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Sight> sights = new ArrayList<>();
  private final List<Deaf> deaf = new ArrayList<>();
  private final Map<List<String>, Long> open = new LinkedHashMap<>();
  private final Map<String, Set<String>> atEnd = new LinkedHashMap<>();

  History(LongSupplier clock) {
    this.clock = clock;
  }

  long now() {
    return clock.getAsLong();
  }

  synchronized void add(SignIn signIn) {
    signIns.add(signIn);
  }

  synchronized void add(Change change) {
    changes.add(change);
  }

  synchronized void add(Sight sight) {
    sights.add(sight);
  }

  /**
   * From now on the first does not hear the second.
   *
   * @param why there may be several reasons at a time
   */
  synchronized void deafens(String server, String unheard, String why) {
    open.putIfAbsent(List.of(server, unheard, why), now());
  }

  /** This is no reason any more. */
  synchronized void hears(String server, String unheard, String why) {
    Long since = open.remove(List.of(server, unheard, why));
    if (since != null) {
      deaf.add(new Deaf(server, unheard, since, now()));
    }
  }

  /** Notes who is known to a server when all is over. */
  synchronized void atEnd(String server, Set<String> users) {
    atEnd.put(server, new TreeSet<>(users));
  }

  synchronized List<SignIn> signIns() {
    return List.copyOf(signIns);
  }

  synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  synchronized List<Sight> sights() {
    return List.copyOf(sights);
  }

  /** Times of deafness, those that last until now included. */
  synchronized List<Deaf> deaf() {
    List<Deaf> all = new ArrayList<>(deaf);
    open.forEach((pair, since) -> all.add(new Deaf(pair.get(0), pair.get(1), since, now())));
    return all;
  }

  synchronized Map<String, Set<String>> atEnd() {
    return Map.copyOf(atEnd);
  }

  /** What was said to changes that were not made, with how often. */
  synchronized Map<String, Long> said() {
    return changes.stream()
        .filter(it -> it.told() == Told.UNKNOWN)
        .collect(
            Collectors.groupingBy(
                it -> it.server() + ": " + it.said(), TreeMap::new, Collectors.counting()));
  }

  /** Lines of figures. */
  synchronized String summary() {
    return "%d sign-ins (%d accepted, %d silent), %d changes (%d acknowledged, %d unknown), %d views%s"
        .formatted(
            signIns.size(),
            signIns.stream().filter(it -> it.outcome() == Outcome.ACCEPTED).count(),
            signIns.stream().filter(it -> it.outcome() == Outcome.SILENT).count(),
            changes.size(),
            changes.stream().filter(it -> it.told() == Told.ACKNOWLEDGED).count(),
            changes.stream().filter(it -> it.told() == Told.UNKNOWN).count(),
            sights.size(),
            said().entrySet().stream()
                .map(each -> "\n  " + each.getValue() + " times " + each.getKey())
                .collect(Collectors.joining()));
  }
}
