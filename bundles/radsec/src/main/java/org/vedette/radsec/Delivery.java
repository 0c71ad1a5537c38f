package org.vedette.radsec;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.net.ReplyTable;
import org.vedette.api.radius.PacketDesk;
import org.vedette.radsec.Counters.Count;

/**
 * Hands packets to whoever answers them. While nobody does they wait up to 5 s, without a thread
 * and 4,096 at most, and are then dropped. Thread-safe.
 */
final class Delivery {
  static final int MOST_WAITING = 4096;
  private static final String KEY = "radius";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServiceDirectory<String, PacketDesk> desks = new ServiceDirectory<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Notices notices;
  private final Counters counters;

  Delivery(Notices notices, Counters counters) {
    this.notices = notices;
    this.counters = counters;
  }

  /** Takes who answers from now on, and hands it what its predecessor left. */
  void add(int ranking, PacketDesk desk, Collection<Connection> connections) {
    desks.add(KEY, ranking, desk);
    for (Connection each : connections) {
      for (ReplyTable.Left left : each.replies().takeLeft()) {
        try {
          desk.resume(left, each);
        } catch (RuntimeException fault) {
          notices.fault(each.source(), fault);
        }
      }
    }
  }

  void remove(PacketDesk desk) {
    desks.remove(KEY, desk);
  }

  boolean present() {
    return desks.find(KEY).isPresent();
  }

  /** Tells whether a connection from an address is worth a handshake; true when nobody knows. */
  boolean expects(InetAddress source) {
    return desks.find(KEY).map(desk -> desk.expects(source)).orElse(true);
  }

  /** Hands on a packet, now or later. */
  void deliver(byte[] packet, Connection from) {
    Optional<PacketDesk> desk = desks.find(KEY);
    if (desk.isPresent()) {
      hand(packet, from, desk.get());
    } else {
      await(packet, from);
    }
  }

  private void await(byte[] packet, Connection from) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      drop(from);
      return;
    }
    desks
        .await(KEY, PATIENCE)
        .whenComplete(
            (desk, failure) -> {
              waiting.decrementAndGet();
              if (desk != null && desk.isPresent()) {
                hand(packet, from, desk.get());
              } else {
                drop(from);
              }
            });
  }

  private void hand(byte[] packet, Connection from, PacketDesk desk) {
    if (!from.open()) {
      return;
    }
    try {
      switch (desk.receive(packet, from)) {
        case YES -> {}
        case CLOSE -> {
          counters.add(Count.BROKEN);
          from.close();
        }
        case LATER -> {
          // It was in the directory a moment ago; a service is withdrawn before it closes.
          if (desks.find(KEY).filter(next -> next == desk).isPresent()) {
            drop(from);
          } else {
            deliver(packet, from);
          }
        }
      }
    } catch (RuntimeException fault) {
      notices.fault(from.source(), fault);
    }
  }

  private void drop(Connection from) {
    counters.add(Count.DROPPED);
    notices.unanswered(from.source());
  }
}
