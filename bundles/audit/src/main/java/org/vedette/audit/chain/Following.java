package org.vedette.audit.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.vedette.api.audit.AuditLog.Followed;
import org.vedette.api.audit.AuditLog.Numbered;
import org.vedette.api.audit.AuditMarks;
import org.vedette.api.audit.AuditPosition;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.audit.table.Decoded;
import org.vedette.audit.table.Facts;

/**
 * What has arrived of all servers since some marks. Of each server records come in their order, so
 * that marks can say how far one has read; among servers the older record is first.
 */
final class Following {
  /** Of a server that was not known, so many of its newest are looked at. */
  private static final int NEWEST = 1_000;

  private final Chains chains;

  Following(Chains chains) {
    this.chains = chains;
  }

  /** Records of one server that were not read yet. */
  private record Queue(Deque<ChainedRecord> records, boolean fresh) {
    AuditPosition next() {
      return position(records.getFirst());
    }
  }

  private static AuditPosition position(ChainedRecord it) {
    return new AuditPosition(Facts.of(it).at(), it.server(), it.number());
  }

  Followed after(AuditMarks marks, int limit) {
    PriorityQueue<Queue> queues = new PriorityQueue<>(Comparator.comparing(Queue::next));
    chains
        .lasts()
        .forEach(
            (server, last) -> {
              boolean fresh = !marks.numbers().containsKey(server);
              long from =
                  fresh ? Math.max(0, last - NEWEST) : marks.numbers().getOrDefault(server, 0L);
              List<ChainedRecord> found =
                  last > from ? chains.after(server, from, limit) : List.of();
              if (!found.isEmpty()) {
                queues.add(new Queue(new ArrayDeque<>(found), fresh));
              }
            });
    Map<String, String> names = chains.names();
    Map<String, Long> reached = new HashMap<>(marks.numbers());
    List<Numbered> all = new ArrayList<>();
    while (!queues.isEmpty() && all.size() < limit) {
      Queue queue = queues.remove();
      ChainedRecord record = queue.records().removeFirst();
      reached.put(record.server(), record.number());
      Decoded.of(record, names.getOrDefault(record.server(), ""))
          .filter(it -> !queue.fresh() || !it.record().at().isBefore(marks.since()))
          .ifPresent(all::add);
      if (!queue.records().isEmpty()) {
        queues.add(queue);
      }
    }
    return new Followed(all, new AuditMarks(marks.since(), reached));
  }
}
