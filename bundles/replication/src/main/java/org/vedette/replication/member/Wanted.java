package org.vedette.replication.member;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.vedette.replication.raft.Member;

/**
 * Which servers the log should have: those that the records name. One step at a time leads there
 * from those it has, because a majority must never be added at once.
 */
final class Wanted {
  private static final int FEW = 3;
  private static final int MANY = 5;

  private final String leader;
  private final List<Seat> seats;
  private final boolean automatic;

  /**
   * Begins.
   *
   * @param leader who leads now
   * @param seats who belongs
   * @param automatic whether voters may choose another leader by themselves
   */
  Wanted(String leader, List<Seat> seats, boolean automatic) {
    this.leader = leader;
    this.seats = List.copyOf(seats);
    this.automatic = automatic;
  }

  /** How many have a vote: one, three or five. */
  int voters() {
    return !automatic || seats.size() < FEW ? 1 : seats.size() < MANY ? FEW : MANY;
  }

  /**
   * Returns the servers after the next step.
   *
   * @param now the servers of the log
   * @param ready whether a server answers and follows this reign
   * @return empty when there is nothing to do, or nothing can be done yet
   */
  Optional<List<Member>> next(List<Member> now, Predicate<String> ready) {
    Set<String> voting = voting(now);
    for (Member each : now) {
      Optional<Seat> seat = seat(each.id());
      if (seat.isEmpty() && !each.id().equals(leader)) {
        return Optional.of(now.stream().filter(it -> it != each).toList());
      }
      boolean votes = voting.contains(each.id());
      boolean moved =
          seat.filter(it -> !it.host().equals(each.host()) || it.port() != each.port()).isPresent();
      if (seat.isPresent()
          && (moved || votes != each.voter())
          && (!votes || each.voter() || ready.test(each.id()))) {
        return Optional.of(replaced(now, each, seat.get().member(votes)));
      }
    }
    for (Seat seat : seats) {
      if (now.stream().noneMatch(it -> it.id().equals(seat.name())) && ready.test(seat.name())) {
        List<Member> more = new ArrayList<>(now);
        // Whoever is new follows first, and gets a vote in a later step.
        more.add(seat.member(false));
        return Optional.of(List.copyOf(more));
      }
    }
    return Optional.empty();
  }

  /** The leader, then those who have a vote, then the others in the order of their numbers. */
  private Set<String> voting(List<Member> now) {
    Set<String> order = new LinkedHashSet<>();
    order.add(leader);
    now.stream()
        .filter(Member::voter)
        .map(Member::id)
        .filter(id -> seat(id).isPresent())
        .sorted()
        .forEach(order::add);
    seats.stream().sorted(Comparator.comparing(Seat::number)).map(Seat::name).forEach(order::add);
    return new LinkedHashSet<>(order.stream().limit(voters()).toList());
  }

  private Optional<Seat> seat(String name) {
    return seats.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static List<Member> replaced(List<Member> now, Member old, Member fresh) {
    return now.stream().map(each -> each == old ? fresh : each).toList();
  }
}
