package org.vedette.directory;

import com.unboundid.ldap.sdk.SearchRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One search, at one server after the other as references lead on. Each place is searched once. For
 * one task at a time.
 */
final class Itinerary {
  /**
   * A search at one server.
   *
   * @param reading reads it
   * @param request what is asked for
   * @param hops how many references led here
   */
  record Stop(Reading reading, SearchRequest request, int hops) {}

  private final Optional<Elsewhere.Trail> trail;
  private final Deque<Stop> left = new ArrayDeque<>();
  private Stop last;

  Itinerary(Reading first, SearchRequest request) {
    this.trail = first.elsewhere().map(Elsewhere::trail);
    this.last = new Stop(first, request, 0);
    left.add(last);
  }

  /** Whether there is another server to search. */
  boolean hasNext() {
    return !left.isEmpty();
  }

  /** Returns the next. */
  Stop next() {
    last = left.remove();
    return last;
  }

  /** Takes what the last one referred to; nothing comes of it where references are not followed. */
  void referred(List<String> references) throws ReadFailure {
    if (trail.isEmpty() || references.isEmpty()) {
      return;
    }
    SearchRequest asked = last.request();
    for (Elsewhere.Place place :
        trail.get().places(references, last.reading(), asked.getBaseDN(), last.hops())) {
      // RFC 4511, section 4.5.3: what the URL leaves out is as it was asked for.
      SearchRequest next =
          Reading.request(
              place.target().base().orElse(asked.getBaseDN()),
              place.target().scope().orElse(asked.getScope()),
              asked.getFilter(),
              asked.getAttributeList());
      left.add(new Stop(place.reading(), next, last.hops() + 1));
    }
  }
}
