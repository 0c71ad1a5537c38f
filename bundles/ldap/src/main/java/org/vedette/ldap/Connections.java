package org.vedette.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.ldap.Counters.Count;
import org.vedette.listener.ldap.Wire;

/** All connections, shared out among loops, and who may have one more. Thread-safe. */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** Connections of one loop. */
  private record Part(Wire.Means means, Set<Connection> connections) {}

  private final Shared shared;
  private final List<Part> parts;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger count = new AtomicInteger();
  private final Map<UUID, Integer> byApplication = new HashMap<>();

  Connections(Shared shared, List<Wire.Means> means) {
    this.shared = shared;
    parts =
        means.stream()
            .map(each -> new Part(each, ConcurrentHashMap.<Connection>newKeySet()))
            .toList();
  }

  int count() {
    return count.get();
  }

  /** How many octets wait to be sent to clients. */
  long waitingOctets() {
    return parts.stream()
        .flatMap(part -> part.connections().stream())
        .mapToLong(Connection::waiting)
        .sum();
  }

  /** How many have something running. */
  int busy() {
    return parts.stream()
        .mapToInt(part -> (int) part.connections().stream().filter(it -> !it.isIdle()).count())
        .sum();
  }

  /**
   * Takes a connection that was accepted, or closes it before anything costly is done for it.
   *
   * @param tls what TLS begins with; null for clear text
   */
  void accept(SocketChannel channel, @Nullable TlsMaterial tls) {
    try {
      InetAddress source = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
      Optional<Client> client = shared.clients().get().find(source);
      if (client.isEmpty()) {
        shared.notices().stranger(source);
      } else if (mayStay(client.get(), source)) {
        Part part = parts.get(Math.floorMod(next.getAndIncrement(), parts.size()));
        part.means().loop().execute(() -> begin(part, channel, client.get(), tls));
        return;
      }
      shared.counters().add(Count.TURNED_AWAY);
    } catch (IOException lost) {
      LOG.debug("A connection was lost before it began.", lost);
    }
    close(channel);
  }

  private void begin(Part part, SocketChannel channel, Client client, @Nullable TlsMaterial tls) {
    try {
      part.connections()
          .add(
              new Connection(
                  channel,
                  shared,
                  part.means(),
                  client,
                  tls,
                  ended -> {
                    if (part.connections().remove(ended)) {
                      left(ended.application());
                    }
                  }));
      shared.counters().add(Count.CONNECTED);
    } catch (IOException lost) {
      LOG.debug("A connection was lost before it began.", lost);
      left(client.application());
      close(channel);
    }
  }

  private boolean mayStay(Client client, InetAddress source) {
    int most = shared.limits().get().connections();
    synchronized (byApplication) {
      if (count.get() >= most) {
        shared.notices().tooMany(source, "maxConnections", most);
        return false;
      }
      if (byApplication.getOrDefault(client.application(), 0) >= client.connections()) {
        shared.notices().tooMany(source, Fields.MAX_CONNECTIONS, client.connections());
        return false;
      }
      count.incrementAndGet();
      byApplication.merge(client.application(), 1, Integer::sum);
      return true;
    }
  }

  private void left(UUID application) {
    synchronized (byApplication) {
      count.decrementAndGet();
      byApplication.merge(
          application, -1, (before, less) -> before + less == 0 ? null : before + less);
    }
  }

  /** Has something done with each connection, by its thread, soon. */
  void each(Consumer<Connection> work) {
    for (Part part : parts) {
      part.means().loop().execute(() -> part.connections().forEach(work));
    }
  }

  /** Ends all, by their threads, and waits for it. */
  void abort() {
    for (Part part : parts) {
      part.means().loop().await(() -> part.connections().forEach(Connection::abort));
    }
  }

  /** Looks at the deadlines of those of one loop, by its thread. */
  void tick(int loop) {
    parts.get(loop).connections().forEach(Connection::tick);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException failure) {
      LOG.debug("Closing a connection failed.", failure);
    }
  }
}
