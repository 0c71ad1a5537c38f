package org.vedette.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.directory.DirectoryAnswer.Trouble;

/**
 * The other servers that one task of reading was referred to, each with one connection. What a
 * server refers to and cannot be read is a failure, never fewer entries. For one task at a time.
 */
final class Elsewhere implements AutoCloseable {
  private static final int MOST_SERVERS = 32;
  private static final int MOST_PLACES = 200;

  /**
   * A place on another server.
   *
   * @param reading reads it
   * @param target where it is
   */
  record Place(Reading reading, Referrals.Target target) {}

  private final Referrals referrals;
  private final Map<ServerAddress, Reading> open = new HashMap<>();

  Elsewhere(Referrals referrals) {
    this.referrals = referrals;
  }

  /** Of URLs that lead to the same, returns one that may be gone to, else the first. */
  List<String> oneOf(List<String> urls) {
    return urls.stream()
        .filter(it -> referrals.target(it).isPresent())
        .findFirst()
        .or(() -> urls.stream().findFirst())
        .map(List::of)
        .orElse(List.of());
  }

  /** Begins to follow the references of one search. */
  Trail trail() {
    return new Trail();
  }

  /** The places one search was referred to, each gone to once. */
  final class Trail {
    private final Set<String> been = new HashSet<>();

    /**
     * Returns the places that were not gone to yet.
     *
     * @param hops how many references led here
     */
    List<Place> places(List<String> references, Reading from, String base, int hops)
        throws ReadFailure {
      List<Place> places = new ArrayList<>();
      for (String url : references) {
        if (Referrals.leadsToNobody(url)) {
          continue;
        }
        Referrals.Target target =
            referrals
                .target(url)
                .orElseThrow(
                    () ->
                        failure(
                            from,
                            "refers to "
                                + Texts.shown(url)
                                + ", which is no known host: name it in referralHosts, or do not"
                                + " follow referrals"));
        String place = target.server() + "/" + target.base().orElse(base).toLowerCase(Locale.ROOT);
        if (been.add(place)) {
          if (hops >= Referrals.MOST_HOPS || been.size() > MOST_PLACES) {
            throw failure(from, "refers on and on, at last to " + Texts.shown(url));
          }
          places.add(new Place(reading(target, from), target));
        }
      }
      return places;
    }
  }

  private static ReadFailure failure(Reading from, String what) {
    return new ReadFailure(Trouble.MALFORMED, from.server() + ": the server " + what);
  }

  private Reading reading(Referrals.Target target, Reading from) throws ReadFailure {
    Optional<Reading> known = Optional.ofNullable(open.get(target.server()));
    if (known.isPresent()) {
      return known.get();
    }
    if (open.size() >= MOST_SERVERS) {
      throw failure(from, "refers to more than " + MOST_SERVERS + " others");
    }
    try {
      Reading next =
          Reading.on(target.server(), referrals.openToRead(target.server()), from.profile());
      open.put(target.server(), next);
      return next;
    } catch (ConnectFailure failed) {
      throw new ReadFailure(
          Trouble.UNREACHABLE,
          from.server() + " refers to " + target.server() + ": " + failed.why());
    }
  }

  @Override
  public void close() {
    open.values().forEach(Reading::close);
    open.clear();
  }
}
