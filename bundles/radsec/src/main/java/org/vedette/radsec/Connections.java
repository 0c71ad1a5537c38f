package org.vedette.radsec;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.listener.Loop;
import org.vedette.radsec.Counters.Count;

/** All connections, and who may have one more. Thread-safe; accepts by the thread of the loop. */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final Shared shared;
  private final Set<Connection> all = ConcurrentHashMap.newKeySet();
  private final Map<InetAddress, Integer> bySource = new HashMap<>();

  Connections(Shared shared) {
    this.shared = shared;
  }

  Collection<Connection> all() {
    return List.copyOf(all);
  }

  int count() {
    return all.size();
  }

  /** How many requests wait for their reply. */
  int pending() {
    return all.stream().mapToInt(each -> each.replies().pending()).sum();
  }

  /** Takes a connection that was accepted, or closes it before anything costly is done for it. */
  void accept(SocketChannel channel, Loop loop, TlsMaterial material) {
    try {
      if (mayStay((InetSocketAddress) channel.getRemoteAddress())) {
        Connection connection =
            new Connection(channel, material.engine(), loop, shared, this::gone);
        all.add(connection);
        count(connection.source().getAddress(), 1);
        return;
      }
      shared.counters().add(Count.TURNED_AWAY);
    } catch (IOException lost) {
      LOG.debug("A connection was lost before it began.", lost);
    }
    close(channel);
  }

  /** Looks at the deadlines of all. */
  void tick() {
    all.forEach(Connection::tick);
  }

  private boolean mayStay(InetSocketAddress source) {
    Limits limits = shared.limits().get();
    if (!shared.delivery().expects(source.getAddress())) {
      shared.notices().stranger(source);
      return false;
    }
    if (all.size() >= limits.connections()) {
      shared.notices().tooMany(source, "maxConnections", limits.connections());
      return false;
    }
    if (bySource.getOrDefault(source.getAddress(), 0) >= limits.perSource()) {
      shared.notices().tooMany(source, "maxPerSource", limits.perSource());
      return false;
    }
    return true;
  }

  private void gone(Connection connection) {
    if (all.remove(connection)) {
      count(connection.source().getAddress(), -1);
    }
  }

  private void count(InetAddress source, int more) {
    bySource.merge(source, more, (before, added) -> before + added == 0 ? null : before + added);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException failure) {
      LOG.debug("Closing a connection failed.", failure);
    }
  }
}
