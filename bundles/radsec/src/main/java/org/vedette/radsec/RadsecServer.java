package org.vedette.radsec;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.radius.PacketDesk;
import org.vedette.codec.radius.IpText;
import org.vedette.listener.Door;
import org.vedette.listener.Doors;
import org.vedette.listener.Loop;

/** The listener without OSGi. Thread-safe. */
final class RadsecServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RadsecServer.class);
  private static final int SLOW_THREADS = 2;
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Duration QUIET = Duration.ofMillis(400);
  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final long MEND_SECONDS = 5;
  private static final long TICK_MILLIS = 250;
  private static final long IDLE_TICK_MILLIS = 1000;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final ScheduledThreadPoolExecutor timer;
  private final ThreadPoolExecutor slow;
  private final Counters counters = new Counters();
  private final Delivery delivery;
  private final Connections connections;
  private final Certificates certificates;
  private final Loop loop;
  private final Doors doors;
  private volatile RadsecSettings settings = RadsecSettings.OFF;

  RadsecServer(InstantSource clock, LongSupplier nanoTime) throws IOException {
    this.clock = clock;
    this.nanoTime = nanoTime;
    timer = new ScheduledThreadPoolExecutor(1, threads("vedette-radsec-timer"));
    slow =
        new ThreadPoolExecutor(
            SLOW_THREADS,
            SLOW_THREADS,
            30,
            TimeUnit.SECONDS,
            // One task of each connection at most.
            new LinkedBlockingQueue<>(),
            threads("vedette-radsec-handshake"));
    slow.allowCoreThreadTimeOut(true);
    Notices notices = new Notices(nanoTime);
    delivery = new Delivery(notices, counters);
    connections =
        new Connections(
            new Shared(
                slow, delivery, notices, counters, () -> settings.limits(), nanoTime, clock));
    certificates = new Certificates(this::reassess);
    loop = new Loop("vedette-radsec", this::tick);
    doors =
        new Doors(
            address ->
                new Door(
                    address,
                    loop,
                    new Door.Kind("RadSec", IpText::format),
                    channel ->
                        connections.accept(
                            channel, loop, Objects.requireNonNull(certificates.current()))));
  }

  /** Begins to serve. */
  void open(RadsecSettings first) {
    loop.start();
    configure(first);
    timer.scheduleWithFixedDelay(this::mend, MEND_SECONDS, MEND_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes other settings; only changed addresses move, connections stay. */
  synchronized void configure(RadsecSettings next) {
    settings = next;
    if (next.files().isEmpty()) {
      doors.configure(List.of());
      certificates.configure(next.files());
      connections.all().forEach(Connection::close);
    } else {
      certificates.configure(next.files());
      openDoors();
    }
  }

  void sockets(SocketHolder next) {
    doors.sockets(next);
  }

  void unbind(SocketHolder gone) {
    doors.unbind(gone);
  }

  void desk(int ranking, PacketDesk next) {
    delivery.add(ranking, next, connections.all());
  }

  void unbind(PacketDesk gone) {
    delivery.remove(gone);
  }

  /** Looks whether files have changed, and binds what is not bound. */
  synchronized void mend() {
    try {
      certificates.refresh();
      openDoors();
    } catch (RuntimeException fault) {
      LOG.error("Certificates cannot be looked at; it is tried again every 5 s.", fault);
    }
  }

  Counters counters() {
    return counters;
  }

  Connections connections() {
    return connections;
  }

  List<String> addresses() {
    return doors.names();
  }

  List<Integer> ports() {
    return doors.ports();
  }

  /** How many requests wait for their reply. */
  int inFlight() {
    return connections.pending();
  }

  Health health() {
    if (settings.files().isEmpty()) {
      return new Health(
          Health.Status.OK,
          "RadSec is off. To use it set certificateFile, keyFile and authoritiesFile in etc/"
              + RadsecConfig.PID
              + ".cfg.");
    }
    Health files = certificates.health(clock.instant());
    if (files.status() == Health.Status.CRITICAL) {
      return files;
    }
    Optional<String> unbound = doors.trouble();
    if (unbound.isPresent()) {
      return Health.critical(unbound.get());
    }
    if (!loop.alive()) {
      return Health.critical("Connections are served no more: disable and enable radsec.");
    }
    if (!delivery.present()) {
      return Health.warn(
          "Packets get no reply, because radius is not installed, not started, or does not know"
              + " its clients yet.");
    }
    return files.status() == Health.Status.OK
        ? new Health(Health.Status.OK, "connections=" + connections.count() + counters.summary())
        : files;
  }

  /**
   * Accepts and reads no more, lets requests be answered that are about to be, and says goodbye to
   * all. The sockets stay bound for the successor.
   */
  @Override
  public void close() {
    timer.shutdown();
    doors.close();
    connections.all().forEach(Connection::pause);
    drain();
    connections.all().forEach(Connection::close);
    await(GOODBYE, () -> connections.count() == 0);
    loop.end();
    slow.shutdown();
  }

  private void openDoors() {
    if (settings.files().isPresent() && certificates.current() != null) {
      doors.configure(settings.addresses());
    }
  }

  /** Who connected is believed only as long as it would be believed now (the draft, PKIX model). */
  private void reassess(TlsMaterial next) {
    for (Connection each : connections.all()) {
      X509Certificate[] chain = each.peer().chain().toArray(new X509Certificate[0]);
      if (chain.length > 0) {
        try {
          next.trust().again(chain);
        } catch (RefusedPeerException refused) {
          each.withdraw(refused);
        }
      }
    }
  }

  /** Without connections there are no deadlines, but for the next try to accept one. */
  private long tick() {
    connections.tick();
    doors.tick();
    return connections.count() == 0 ? IDLE_TICK_MILLIS : TICK_MILLIS;
  }

  /** Waits until nothing waits for a reply, or what waits does so for a person. */
  private void drain() {
    int[] before = {connections.pending()};
    long[] changed = {nanoTime.getAsLong()};
    await(
        DRAIN,
        () -> {
          int now = connections.pending();
          if (now != before[0]) {
            before[0] = now;
            changed[0] = nanoTime.getAsLong();
          }
          return now == 0 || nanoTime.getAsLong() - changed[0] > QUIET.toNanos();
        });
  }

  private void await(Duration limit, BooleanSupplier over) {
    long began = nanoTime.getAsLong();
    while (!over.getAsBoolean() && nanoTime.getAsLong() - began < limit.toNanos()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static ThreadFactory threads(String name) {
    return run -> {
      Thread thread = new Thread(run, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
