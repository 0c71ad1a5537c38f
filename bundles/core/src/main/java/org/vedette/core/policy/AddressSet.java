package org.vedette.core.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.vedette.api.policy.AddressRange;

/** Many ranges of addresses, joined where they overlap, so that one is found by halving. */
final class AddressSet {
  private record Span(byte[] first, byte[] last) {}

  /** IPv4 comes before IPv6. */
  private static final Comparator<byte[]> ORDER =
      Comparator.<byte[]>comparingInt(it -> it.length).thenComparing(Arrays::compareUnsigned);

  private final List<Span> spans;

  AddressSet(Collection<AddressRange> ranges) {
    List<Span> joined = new ArrayList<>();
    ranges.stream()
        .map(it -> new Span(it.first(), it.last()))
        .sorted(Comparator.comparing(Span::first, ORDER))
        .forEach(next -> join(joined, next));
    spans = List.copyOf(joined);
  }

  private static void join(List<Span> joined, Span next) {
    Span before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
    if (before == null || ORDER.compare(before.last(), next.first()) < 0) {
      joined.add(next);
    } else if (ORDER.compare(before.last(), next.last()) < 0) {
      joined.set(joined.size() - 1, new Span(before.first(), next.last()));
    }
  }

  /** Returns whether an address of 4 or 16 bytes is in one of the ranges. */
  boolean contains(byte[] address) {
    int low = 0;
    int high = spans.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Span span = spans.get(middle);
      if (ORDER.compare(address, span.first()) < 0) {
        high = middle - 1;
      } else if (ORDER.compare(address, span.last()) > 0) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
