package org.vedette.radius;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.vedette.api.net.SocketHolder;
import org.vedette.radius.Endpoint.Role;

/** All addresses of the listener. Thread-safe. */
final class Endpoints {
  private final SocketHolder sockets;
  private final Desk desk;
  private final Notices notices;
  private final LongSupplier nanoTime;
  private final List<Endpoint> all = new ArrayList<>();
  private boolean reading;
  private boolean closed;

  Endpoints(SocketHolder sockets, Desk desk, Notices notices, LongSupplier nanoTime) {
    this.sockets = sockets;
    this.desk = desk;
    this.notices = notices;
    this.nanoTime = nanoTime;
  }

  /** Takes these addresses; those that stay are not touched. */
  synchronized void configure(RadiusSettings settings) {
    if (closed) {
      return;
    }
    List<Endpoint> wanted = new ArrayList<>();
    settings.authentication().forEach(each -> wanted.add(find(each, Role.AUTHENTICATION)));
    settings.accounting().forEach(each -> wanted.add(find(each, Role.ACCOUNTING)));
    for (Endpoint each : all) {
      if (!wanted.contains(each)) {
        each.close();
      }
    }
    all.clear();
    all.addAll(wanted);
    mend();
  }

  /** Begins to read; until then datagrams wait in the kernel. */
  synchronized void read() {
    reading = true;
    mend();
  }

  /** Binds what is not bound. */
  synchronized void mend() {
    if (closed) {
      return;
    }
    for (Endpoint each : all) {
      each.bind(sockets);
      if (reading) {
        each.read();
      }
    }
  }

  /** Reads no more. */
  synchronized void stop() {
    closed = true;
    all.forEach(Endpoint::stop);
  }

  /** Gives all sockets back. */
  synchronized void close() {
    closed = true;
    all.forEach(Endpoint::close);
  }

  /** Names what is bound, like {@code udp 0.0.0.0:1812}. */
  synchronized List<String> names() {
    return all.stream().filter(each -> each.port() != 0).map(each -> "udp " + each.name()).toList();
  }

  /** Returns the ports bound for a role. */
  synchronized List<Integer> ports(Role role) {
    return all.stream().filter(each -> each.role() == role).map(Endpoint::port).toList();
  }

  /** Says which address of a role is not bound, and why; empty when all are. */
  synchronized Optional<String> trouble(Role role) {
    return all.stream()
        .filter(each -> each.role() == role && !each.trouble().isEmpty())
        .findFirst()
        .map(each -> "udp " + each.name() + " cannot be bound: " + each.trouble());
  }

  private Endpoint find(InetSocketAddress address, Role role) {
    return all.stream()
        .filter(each -> each.address().equals(address) && each.role() == role)
        .findFirst()
        .orElseGet(() -> new Endpoint(address, role, desk, notices, nanoTime));
  }
}
