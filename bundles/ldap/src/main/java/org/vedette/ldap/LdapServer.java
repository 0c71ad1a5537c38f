package org.vedette.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Application;
import org.vedette.api.directory.DirectoryServers;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.lifecycle.Handover;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.listener.CoreCalls;
import org.vedette.listener.Door;
import org.vedette.listener.Doors;
import org.vedette.listener.Loop;
import org.vedette.listener.ldap.Wire;

/** The listener without OSGi. Thread-safe. */
final class LdapServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LdapServer.class);
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
  private final Certificates certificates = new Certificates();
  private final ServiceDirectory<String, DirectoryServers> directories = new ServiceDirectory<>();
  private final ServiceDirectory<String, DirectorySource> sources = new ServiceDirectory<>();
  private final CoreCalls core;
  private final Standing standing = new Standing();
  private final Remembered remembered;
  private final Owners owners;
  private final BindKeys keys;
  private final Handover handover;
  private final SignIns signIns;
  private final List<Loop> loops = new ArrayList<>();
  private final Connections connections;
  private final Doors plain;
  private final Doors tls;
  private volatile LdapSettings settings;
  private volatile Clients clients = Clients.NONE;
  private volatile List<String> unusable = List.of();
  private volatile Optional<Records> records = Optional.empty();
  private volatile boolean known;

  LdapServer(InstantSource clock, LongSupplier nanoTime, Handover handover, LdapSettings first)
      throws IOException {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.handover = handover;
    settings = first;
    timer = new ScheduledThreadPoolExecutor(1, threads("vedette-ldap-timer"));
    slow =
        new ThreadPoolExecutor(
            SLOW_THREADS,
            SLOW_THREADS,
            30,
            TimeUnit.SECONDS,
            // One task of each connection at most.
            new LinkedBlockingQueue<>(),
            threads("vedette-ldap-slow"));
    slow.allowCoreThreadTimeOut(true);
    core = new CoreCalls(nanoTime);
    remembered = new Remembered(standing, nanoTime);
    SecureRandom random = new SecureRandom();
    owners = new Owners(random);
    keys = new BindKeys(owners.takeOver(handover), random);
    Notices notices = new Notices(nanoTime);
    signIns = new SignIns(core, remembered, keys, owners, notices, counters, clock);
    Shared shared =
        new Shared(
            slow,
            () -> clients,
            () -> settings.limits(),
            certificates::current,
            directories,
            signIns,
            new Names(sources),
            notices,
            counters,
            nanoTime);
    List<Wire.Means> means = new ArrayList<>();
    for (int index = 0; index < first.threads(); index++) {
      int number = index;
      Loop loop = new Loop("vedette-ldap-" + number, () -> tick(number));
      loops.add(loop);
      means.add(new Wire.Means(loop, slow, nanoTime));
    }
    connections = new Connections(shared, means);
    Loop accepts = loops.get(0);
    plain =
        new Doors(
            address ->
                new Door(
                    address,
                    accepts,
                    new Door.Kind("LDAP", InetAddress::getHostAddress),
                    channel -> connections.accept(channel, null)));
    tls =
        new Doors(
            address ->
                new Door(
                    address,
                    accepts,
                    new Door.Kind("LDAPS", InetAddress::getHostAddress),
                    channel -> connections.accept(channel, certificates.current())));
  }

  /** Begins to serve. */
  void open() {
    loops.forEach(Loop::start);
    configure(settings);
    timer.scheduleWithFixedDelay(this::mend, MEND_SECONDS, MEND_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes other settings; only changed addresses move, connections stay. */
  synchronized void configure(LdapSettings next) {
    settings = next;
    certificates.configure(next.identity());
    openDoors();
  }

  void sockets(SocketHolder next) {
    plain.sockets(next);
    tls.sockets(next);
  }

  void unbind(SocketHolder gone) {
    plain.unbind(gone);
    tls.unbind(gone);
  }

  /** Takes who holds the records from now on. */
  void records(Records next) {
    records = Optional.of(next);
    standing.records(next);
    refresh();
  }

  void unbind(Records gone) {
    if (records.equals(Optional.of(gone))) {
      records = Optional.empty();
      standing.records(null);
    }
  }

  CoreCalls core() {
    return core;
  }

  Standing standing() {
    return standing;
  }

  ServiceDirectory<String, DirectoryServers> directories() {
    return directories;
  }

  ServiceDirectory<String, DirectorySource> sources() {
    return sources;
  }

  /** Reads the applications anew, and ends connections that belong to none any more. */
  void refresh() {
    records.ifPresent(
        from -> {
          try {
            ClientReader.Result read = ClientReader.read(from.all(Application.TYPE));
            boolean first = !known;
            clients = read.clients();
            unusable = read.unusable();
            known = true;
            connections.each(Connection::endUnlessServed);
            if (first) {
              // Not before clients are known: otherwise each would be turned away.
              timer.execute(this::mend);
            }
          } catch (StoreUnavailableException later) {
            LOG.debug("The applications cannot be read; it is tried again.", later);
          }
        });
  }

  /** Who may come in has changed: nothing that was granted counts any more. */
  void forgetAll() {
    signIns.forgetAll();
  }

  /** Looks whether files have changed, and binds what is not bound. */
  synchronized void mend() {
    try {
      certificates.refresh();
      if (!known) {
        refresh();
      }
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

  /** Ports that are bound: of LDAP first, then of LDAPS. */
  List<Integer> ports() {
    return Stream.concat(plain.ports().stream(), tls.ports().stream()).toList();
  }

  List<String> addresses() {
    return Stream.concat(plain.names().stream(), tls.names().stream()).toList();
  }

  /** How many connections have something running. */
  int inFlight() {
    return connections.busy();
  }

  Health health() {
    LdapSettings now = settings;
    if (now.off()) {
      return new Health(
          Health.Status.OK,
          "LDAP is off. To use it set certificateFile and keyFile in etc/"
              + LdapConfig.PID
              + ".cfg.");
    }
    Health files = certificates.health(clock.instant());
    if (files.status() == Health.Status.CRITICAL) {
      return files;
    }
    Optional<String> unbound = plain.trouble().or(tls::trouble);
    if (unbound.isPresent()) {
      return Health.critical(unbound.get());
    }
    if (!loops.stream().allMatch(Loop::alive)) {
      return Health.critical("Connections are served no more: disable and enable ldap.");
    }
    if (!unusable.isEmpty()) {
      return Health.warn("Applications are not served, set them again: " + unusable);
    }
    if (!core.present()) {
      return Health.warn("Nobody can sign in, because the core is missing.");
    }
    return files.status() == Health.Status.OK
        ? new Health(Health.Status.OK, "connections=" + connections.count() + counters.summary())
        : files;
  }

  /**
   * Accepts no more, lets binds be decided that are about to be, and says goodbye to all. The
   * sockets stay bound for the successor, and so do the names of sign-ins.
   */
  @Override
  public void close() {
    timer.shutdown();
    plain.close();
    tls.close();
    signIns.drain(DRAIN, QUIET);
    owners.leave(handover, keys.key(), remembered.owners());
    connections.each(Connection::handOver);
    long began = nanoTime.getAsLong();
    while (connections.count() > 0 && nanoTime.getAsLong() - began < GOODBYE.toNanos()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
    connections.abort();
    loops.forEach(Loop::end);
    slow.shutdown();
  }

  private void openDoors() {
    if (known) {
      plain.configure(settings.plain());
      tls.configure(certificates.current() == null ? List.of() : settings.tls());
    }
  }

  /** Without connections there are no deadlines, but for the next try to accept one. */
  private long tick(int loop) {
    connections.tick(loop);
    if (loop == 0) {
      plain.tick();
      tls.tick();
    }
    return connections.count() == 0 ? IDLE_TICK_MILLIS : TICK_MILLIS;
  }

  private static ThreadFactory threads(String name) {
    return run -> {
      Thread thread = new Thread(run, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
