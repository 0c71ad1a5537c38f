package org.vedette.audit.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.vedette.api.audit.AuditLog.Numbered;
import org.vedette.api.audit.AuditPosition;

/**
 * The records of all servers in one list, newest first. Blocks are opened in the order of their
 * latest times, and a record comes out when no block that is still closed can hold a later one: the
 * order is right however the clocks of the servers go, and blocks that are not needed are not read.
 * For one search.
 */
final class Newest {
  private final Connection connection;
  private final Search search;
  private final Map<String, String> names;
  private final PriorityQueue<Closed> closed =
      new PriorityQueue<>(Comparator.comparingLong((Closed it) -> it.span().latest()).reversed());
  private final PriorityQueue<Found> found =
      new PriorityQueue<>(Comparator.comparing(Found::position).reversed());

  /** A block that was not read yet. */
  private record Closed(String server, Spans.Span span) {}

  /** A record that may fit, not decoded yet. */
  private record Found(AuditPosition position, Entry entry) {}

  Newest(Connection connection, Search search, Map<String, String> names) {
    this.connection = connection;
    this.search = search;
    this.names = names;
  }

  /** Adds the blocks of a server, as far as they may hold anything that fits. */
  void add(String server, List<Spans.Span> spans) {
    long from = search.query().from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
    long to = search.query().to().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
    long before = search.query().before().map(it -> it.at().toEpochMilli()).orElse(Long.MAX_VALUE);
    for (Spans.Span span : spans) {
      if (span.overlaps(from, Math.min(to, before))) {
        closed.add(new Closed(server, span));
      }
    }
  }

  List<Numbered> find() throws SQLException {
    List<Numbered> all = new ArrayList<>();
    while (all.size() < search.query().limit()) {
      Found next = found.peek();
      Closed block = closed.peek();
      if (block != null
          && (next == null || next.position().at().toEpochMilli() <= block.span().latest())) {
        closed.remove();
        open(block);
      } else if (next == null) {
        return all;
      } else {
        found.remove();
        decoded(next).filter(search::fits).ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<Numbered> decoded(Found next) {
    String server = next.position().server();
    return Decoded.of(next.entry().chained(server), names.getOrDefault(server, ""));
  }

  private void open(Closed block) throws SQLException {
    long number = block.span().block();
    for (Entry entry : Entry.read(connection, Block.first(number), Block.last(number))) {
      AuditPosition position =
          new AuditPosition(
              Facts.of(entry.body()).at(), block.server(), Place.number(entry.place()));
      if (search.within(position)) {
        found.add(new Found(position, entry));
      }
    }
  }
}
