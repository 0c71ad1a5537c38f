package org.vedette.gateway.smpp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.lifecycle.Health;
import org.vedette.gateway.smpp.wire.Address;

/** Chooses binds, and knows how the centres are. For the gateway's thread. */
final class Pool {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Makes one whose binds tell an owner what happens. */
  interface Maker {
    Pool make(Link.Owner owner);
  }

  private final String gateway;
  private final List<Link> links;
  private final List<Address> centres;
  private final boolean spread;
  private final int window;
  private final InstantSource clock;
  private final Map<Address, Instant> pausedUntil = new HashMap<>();
  private final Map<Address, Duration> pauses = new HashMap<>();
  private int turn;

  /**
   * Begins.
   *
   * @param spread whether centres take turns; else the first that works gets all
   * @param window most requests without an answer for each bind
   */
  Pool(
      String gateway,
      List<Link> links,
      List<Address> centres,
      boolean spread,
      int window,
      InstantSource clock) {
    this.gateway = gateway;
    this.links = List.copyOf(links);
    this.centres = List.copyOf(centres);
    this.spread = spread;
    this.window = window;
    this.clock = clock;
  }

  List<Link> links() {
    return links;
  }

  /** Returns a bind that can take a request now. */
  Optional<Link> choose() {
    int first = spread ? turn++ : 0;
    for (int i = 0; i < centres.size(); i++) {
      Address centre = centres.get(Math.floorMod(first + i, centres.size()));
      if (paused(centre)) {
        continue;
      }
      Optional<Link> free =
          senders(centre).stream()
              .filter(each -> each.isBound() && each.pending().size() < window)
              .min((one, other) -> one.pending().size() - other.pending().size());
      if (free.isPresent()) {
        return free;
      }
    }
    return Optional.empty();
  }

  /** Returns why nothing can be sent, now or soon; empty where it is worth to wait. */
  Optional<String> hopeless() {
    List<String> reasons = new ArrayList<>();
    for (Address centre : centres) {
      Optional<String> reason = trouble(centre);
      if (reason.isEmpty()) {
        return Optional.empty();
      }
      reasons.add(centre + ": " + reason.get());
    }
    return Optional.of(String.join("; ", reasons));
  }

  private Optional<String> trouble(Address centre) {
    if (paused(centre)) {
      return Optional.of("the centre asks for a pause");
    }
    List<Link> senders = senders(centre);
    return senders.stream().allMatch(each -> each.problem().isPresent())
        ? senders.get(0).problem()
        : Optional.empty();
  }

  private List<Link> senders(Address centre) {
    return links.stream()
        .filter(each -> each.role().sends() && each.centre().equals(centre))
        .toList();
  }

  private boolean paused(Address centre) {
    return clock.instant().isBefore(pausedUntil.getOrDefault(centre, Instant.MIN));
  }

  /** Notes that a centre asks for a pause; a longer one each time until it takes something. */
  void pause(Address centre) {
    if (paused(centre)) {
      return;
    }
    Duration before = pauses.get(centre);
    Duration pause = before == null ? FIRST_PAUSE : before.multipliedBy(2);
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    pauses.put(centre, pause);
    pausedUntil.put(centre, clock.instant().plus(pause));
  }

  /** Notes that a centre has taken something. */
  void took(Address centre) {
    pauses.remove(centre);
  }

  /** Returns how the centres are. */
  Health health() {
    Optional<String> hopeless = hopeless();
    if (hopeless.isPresent()) {
      boolean pausing = centres.stream().anyMatch(this::paused);
      String all = gateway + ": " + hopeless.get();
      return pausing ? Health.warn(all) : Health.critical(all);
    }
    List<String> wrong =
        links.stream()
            .flatMap(
                each ->
                    each.problem().stream()
                        .map(why -> each.centre() + " (" + word(each) + "): " + why))
            .distinct()
            .toList();
    return wrong.isEmpty()
        ? Health.ok()
        : Health.warn(gateway + ", some binds do not work: " + String.join("; ", wrong));
  }

  private static String word(Link link) {
    return link.role().name().toLowerCase(java.util.Locale.ROOT);
  }
}
