package org.vedette.listener;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vedette.api.net.SocketHolder;

/**
 * All addresses that clients connect to. They are bound while there is a holder of sockets and
 * something to make connections with. Thread-safe; not to be changed by the thread of the loop.
 */
public final class Doors {
  private final Function<InetSocketAddress, Door> maker;
  private final List<Door> all = new CopyOnWriteArrayList<>();
  private @Nullable SocketHolder sockets;
  private List<InetSocketAddress> wanted = List.of();
  private boolean closed;

  /** Begins with none; {@code maker} makes a door of an address. */
  public Doors(Function<InetSocketAddress, Door> maker) {
    this.maker = maker;
  }

  /** Takes these addresses; those that stay are not touched. */
  public synchronized void configure(List<InetSocketAddress> addresses) {
    wanted = List.copyOf(addresses);
    mend();
  }

  /** Takes who holds sockets from now on. */
  public synchronized void sockets(SocketHolder next) {
    if (sockets != next) {
      release();
      sockets = next;
      mend();
    }
  }

  /** Gives sockets back to who held them, unless its successor is here already. */
  public synchronized void unbind(SocketHolder gone) {
    if (sockets == gone) {
      release();
      sockets = null;
    }
  }

  /** Binds what is not bound. */
  public synchronized void mend() {
    SocketHolder holder = sockets;
    for (Door each : all) {
      if (closed || !wanted.contains(each.address())) {
        each.close();
        all.remove(each);
      }
    }
    if (closed) {
      return;
    }
    List<InetSocketAddress> missing = new ArrayList<>(wanted);
    all.forEach(each -> missing.remove(each.address()));
    missing.forEach(each -> all.add(maker.apply(each)));
    if (holder != null) {
      all.forEach(each -> each.open(holder));
    }
  }

  /** Accepts no more. */
  public synchronized void close() {
    closed = true;
    mend();
  }

  /** Names what is bound, like {@code tcp 0.0.0.0:2083}. */
  public synchronized List<String> names() {
    return all.stream().filter(each -> each.port() != 0).map(each -> "tcp " + each.name()).toList();
  }

  /** Returns the ports that are bound. */
  public synchronized List<Integer> ports() {
    return all.stream().map(Door::port).filter(each -> each != 0).toList();
  }

  /** Says which address is not bound, and why; empty when all are. */
  public Optional<String> trouble() {
    return all.stream()
        .filter(each -> !each.trouble().isEmpty())
        .findFirst()
        .map(each -> "tcp " + each.name() + " cannot be bound: " + each.trouble());
  }

  /** Does what is due; by the thread of the loop. */
  public void tick() {
    all.forEach(Door::tick);
  }

  private void release() {
    all.forEach(Door::close);
  }
}
