package org.vedette.replication.member;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.PeerTraffic;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.state.StatePeers;
import org.vedette.api.store.SharedLog;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.replication.audit.AuditLag;
import org.vedette.replication.audit.AuditSharing;
import org.vedette.replication.merge.PeerFigures;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;

/** This server in its cluster: puts the parts together, and gives them their one thread. */
public final class Server {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final long END_SECONDS = 5;

  private final StateSharing sharing;
  private final AuditSharing audits;
  private final Standing standing;
  private final TimedLog timed;
  private final Moves moves;
  private final Steward steward;
  private final Views views;
  private final Cluster orders;
  private final ScheduledExecutorService moving;
  private final ExecutorService handingThread;
  private final ExecutorService slow;
  private final Instant started = Instant.now();
  private volatile String trouble = "";

  /**
   * Puts the parts together; nothing runs before {@link #start}.
   *
   * @param folder where it remembers its place
   * @param moving its one thread; ended by {@link #close}
   * @param handingThread runs a handing over
   * @param slow answers what reads or writes records
   * @param offer offers the other servers to the state, or ceases to
   */
  public Server(
      Path folder,
      Services services,
      Supplier<Means.ServerSettings> settings,
      String version,
      ScheduledExecutorService moving,
      ExecutorService handingThread,
      ExecutorService slow,
      Consumer<Optional<StatePeers>> offer) {
    InstantSource clock = InstantSource.system();
    this.sharing = new StateSharing(services.state(), () -> settings.get().strictClaims(), offer);
    Means means =
        new Means(
            new ClusterFolder(folder), services, settings, sharing, version, Instant.now(), clock);
    this.moving = moving;
    this.handingThread = handingThread;
    this.slow = slow;
    this.standing = new Standing(means);
    this.timed = new TimedLog(standing, System::nanoTime);
    this.moves = new Moves(standing);
    Contacts contacts = new Contacts(clock);
    Greeter greeter = new Greeter(standing, contacts);
    StateLinks links = new StateLinks(standing, greeter);
    this.audits =
        new AuditSharing(
            links,
            services.audit()::now,
            () -> standing.place().map(it -> it.self().id()).orElse(""),
            clock);
    this.views = new Views(standing, contacts, greeter, figures());
    this.steward = new Steward(standing, moves, greeter, contacts, views);
    Handing handing = new Handing(standing, greeter, handingThread);
    this.orders =
        new AuditedOrders(
            new Orders(standing, moves, views, contacts, greeter, handing, moving),
            services.journal()::now,
            clock,
            new SecureRandom()::nextLong);
    Map<PeerMethod, PeerService.Answerer> answerers = new EnumMap<>(PeerMethod.class);
    answerers.putAll(new Desk(standing, greeter, slow).answerers());
    answerers.putAll(sharing.answerers());
    sharing.over(links);
    answerers.put(PeerMethod.AUDIT, audits::answer);
    answerers.put(PeerMethod.HANDOVER, (from, question) -> handing.handOver(from));
    standing.port().answering(answerers);
    standing.hopeless(views::hopeless);
    standing.port().watch().onLeader(this::leaderChanged);
  }

  /** Told by the log; done by the thread that opens and closes it. */
  private void leaderChanged() {
    try {
      moving.execute(
          () -> {
            try {
              standing.port().leaderChanged();
            } catch (IOException closed) {
              LOG.debug("The log was closed meanwhile.", closed);
            }
          });
    } catch (RejectedExecutionException closing) {
      LOG.debug("This server is being closed.", closing);
    }
  }

  private Views.Figures figures() {
    return new Views.Figures() {
      @Override
      public Optional<PeerTraffic> traffic(String name) {
        AuditLag lag = audits.lags().get(name);
        Optional<PeerFigures> news =
            sharing.figures().stream().filter(it -> it.name().equals(name)).findFirst();
        return Optional.of(
            new PeerTraffic(
                lag == null ? OptionalLong.empty() : OptionalLong.of(lag.missing()),
                Optional.ofNullable(lag).flatMap(AuditLag::fetched),
                news.map(PeerFigures::pending).orElse(0),
                news.map(PeerFigures::asked).orElse(0L),
                news.map(PeerFigures::silent).orElse(0L)));
      }

      @Override
      public Optional<ClusterView.Appends> appends() {
        return timed.figures();
      }
    };
  }

  /**
   * Goes on where this server was.
   *
   * @param replaced whether only this bundle was replaced
   */
  public void start(boolean replaced) {
    start(replaced, TICK);
  }

  /** Goes on, and looks this often. */
  void start(boolean replaced, Duration tick) {
    standing.shut("this server has just started: try again");
    moving.scheduleWithFixedDelay(() -> look(replaced), 0, tick.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(boolean replaced) {
    try {
      if (!standing.known()) {
        standing.shut("");
        moves.resume(replaced);
        standing.isKnown();
        if (standing.place().isEmpty()) {
          sharing.shared(false);
        }
      }
      audits.shared(standing.place().isPresent());
      steward.tick();
      trouble = "";
    } catch (IOException | RuntimeException failure) {
      if (moving.isShutdown()) {
        return;
      }
      String why = String.valueOf(failure.getMessage());
      if (!standing.known() && failure instanceof StoreUnavailableException && starts()) {
        // The store opens while this server starts: no news.
        return;
      }
      if (!trouble.equals(why)) {
        if (failure instanceof IOException || failure instanceof StoreUnavailableException) {
          LOG.warn("This server cannot take its part in the cluster now. reason=\"{}\"", why);
        } else {
          LOG.error("This server cannot take its part in the cluster now.", failure);
        }
      }
      trouble = why;
      if (!standing.known()) {
        standing.shut(why);
      }
    }
  }

  private boolean starts() {
    return Duration.between(started, Instant.now()).compareTo(START) < 0;
  }

  /** The state has come, perhaps anew. */
  public void stateFound() {
    sharing.mark();
  }

  /** Orders of operators. */
  public Cluster cluster() {
    return orders;
  }

  /** The log that the servers share. */
  public SharedLog log() {
    return timed;
  }

  /** Whether the port is open. */
  public boolean open() {
    return standing.place().isPresent();
  }

  /** How it feels. */
  public Health health() {
    if (!trouble.isEmpty()) {
      return Health.critical("The cluster: " + trouble);
    }
    ClusterView view = views.now();
    if (view.role() == ServerRole.SINGLE || view.role() == ServerRole.UNKNOWN) {
      return Health.ok();
    }
    if (view.role() == ServerRole.JOINING || !standing.port().watch().trouble().isEmpty()) {
      return Health.critical("The cluster: " + view.notice());
    }
    if (!view.notice().isEmpty()) {
      return Health.warn("The cluster: " + view.notice());
    }
    return Alarms.health(view.servers());
  }

  /**
   * Ends all threads and closes the port.
   *
   * @return whether the log was open, so that a successor may open it at once
   */
  public boolean close() {
    boolean running = standing.port().node().isPresent() && standing.role() != ServerRole.JOINING;
    moving.shutdown();
    handingThread.shutdownNow();
    slow.shutdown();
    try {
      if (!moving.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        moving.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    sharing.close();
    audits.close();
    standing.close();
    return running;
  }
}
