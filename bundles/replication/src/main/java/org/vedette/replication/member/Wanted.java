package org.vedette.replication.member;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vedette.replication.raft.Member;

/**
 * Which servers the log should have: those that the records name. One step at a time leads there
 * from those it has, because a majority must never be added at once.
 */
final class Wanted {
  private static final int FEW = 3;
  private static final int MANY = 5;

  private final String leader;
  private final String successor;
  private final List<Seat> seats;
  private final boolean automatic;

  /**
   * Begins.
   *
   * @param leader who leads now
   * @param successor who will lead next, and has a vote too; empty for nobody
   * @param seats who belongs
   * @param automatic whether voters may choose another leader by themselves
   */
  Wanted(String leader, String successor, List<Seat> seats, boolean automatic) {
    this.leader = leader;
    this.successor = successor;
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
   * @param opened how the log of a server is open: with a vote or without; empty while it does not
   *     answer or follows another reign
   * @return empty when there is nothing to do, or nothing can be done yet
   */
  Optional<List<Member>> next(List<Member> now, Function<String, Optional<Boolean>> opened) {
    Set<String> voting = voting(now);
    // Whoever was removed goes first: it may be dead, and its vote would be waited for.
    for (Member each : now) {
      if (!each.id().equals(leader) && seat(each.id()).isEmpty()) {
        return Optional.of(without(now, each));
      }
    }
    for (Member each : now) {
      boolean votes = voting.contains(each.id());
      // One that listened cannot be given a vote in place: it comes again as one that has a vote.
      if (votes && !each.voter() && opened.apply(each.id()).equals(Optional.of(true))) {
        return Optional.of(without(now, each));
      }
      Optional<Seat> seat = seat(each.id());
      if (seat.isPresent() && (isElsewhere(each, seat.get()) || each.voter() && !votes)) {
        return Optional.of(replaced(now, each, seat.get().member(each.voter() && votes)));
      }
    }
    return seats.stream()
        .filter(seat -> now.stream().noneMatch(it -> it.id().equals(seat.name())))
        .flatMap(
            seat ->
                opened
                    .apply(seat.name())
                    .filter(votes -> !votes || voting.contains(seat.name()))
                    .map(seat::member)
                    .stream())
        .findFirst()
        .map(fresh -> added(now, fresh));
  }

  private static boolean isElsewhere(Member member, Seat seat) {
    return !seat.host().equals(member.host()) || seat.port() != member.port();
  }

  /**
   * Who shall have a vote: the leader and its successor, then those who have one, then the others
   * in the order of their numbers.
   */
  Set<String> voting(List<Member> now) {
    Set<String> order = new LinkedHashSet<>();
    order.add(leader);
    now.stream()
        .filter(Member::voter)
        .map(Member::id)
        .filter(id -> seat(id).isPresent())
        .sorted()
        .forEach(order::add);
    seats.stream().sorted(Comparator.comparing(Seat::number)).map(Seat::name).forEach(order::add);
    Set<String> voting = new LinkedHashSet<>(order.stream().limit(voters()).toList());
    if (seat(successor).isPresent()) {
      voting.add(successor);
    }
    return voting;
  }

  /** Who belongs but is not in the log. */
  List<String> missing(List<Member> now) {
    return seats.stream()
        .map(Seat::name)
        .filter(name -> now.stream().noneMatch(it -> it.id().equals(name)))
        .toList();
  }

  private Optional<Seat> seat(String name) {
    return seats.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static List<Member> replaced(List<Member> now, Member old, Member fresh) {
    return now.stream().map(each -> each == old ? fresh : each).toList();
  }

  private static List<Member> without(List<Member> now, Member gone) {
    return now.stream().filter(it -> it != gone).toList();
  }

  private static List<Member> added(List<Member> now, Member fresh) {
    List<Member> more = new ArrayList<>(now);
    more.add(fresh);
    return List.copyOf(more);
  }
}
