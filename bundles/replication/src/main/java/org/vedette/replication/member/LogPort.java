package org.vedette.replication.member;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.peer.Gatekeeper;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;
import org.vedette.replication.peer.WaitingPort;
import org.vedette.replication.raft.Member;
import org.vedette.replication.raft.RaftNode;
import org.vedette.replication.raft.Reign;
import org.vedette.replication.raft.Repeats;
import org.vedette.replication.raft.ReplicatedLog;
import org.vedette.replication.raft.Way;

/**
 * The one port of this server: its identity there, and the log behind it, or only questions while
 * the log waits. One thread opens and closes; any may look, and append.
 */
final class LogPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogPort.class);
  private static final Duration LEAD = Duration.ofSeconds(15);
  private static final int LOOK_MILLIS = 20;

  /** How the log is opened. */
  enum How {
    /** As the first server of a reign. */
    BEGIN,
    /** To be added to a reign. */
    JOIN,
    /** Where it stopped. */
    RESUME
  }

  private final Means means;
  private final LogWatch watch = new LogWatch();
  private final Arrival arrival = new Arrival();
  private final Repeats repeats = new Repeats();
  private final ReplicatedLog appending;
  private volatile Map<PeerMethod, PeerService.Answerer> answerers = Map.of();
  private volatile @Nullable Wire wire;
  private volatile @Nullable RaftNode node;
  private volatile @Nullable WaitingPort waiting;
  private volatile String openedAt = "";
  private volatile boolean voting;
  private volatile long opening;
  private volatile boolean published;
  private volatile Kept kept;
  private @Nullable Way way;

  /** Who was known to lead when the way was opened. */
  private String asked = "";

  LogPort(Means means) {
    this.means = means;
    this.appending = new ReplicatedLog(means.liveApplier());
    this.kept = new Kept(means.liveApplier());
  }

  /** Questions of other servers are answered by these from the next opening on. */
  void answering(Map<PeerMethod, PeerService.Answerer> by) {
    answerers = Map.copyOf(by);
  }

  LogWatch watch() {
    return watch;
  }

  /** How far a server that joins is. */
  Arrival arrival() {
    return arrival;
  }

  Optional<Wire> wire() {
    return Optional.ofNullable(wire);
  }

  Optional<RaftNode> node() {
    return Optional.ofNullable(node);
  }

  /** The address that the port was opened at. */
  String openedAt() {
    return openedAt;
  }

  /** Whether the log was opened as one that has a vote. */
  boolean voting() {
    return voting;
  }

  /** Tells an opening of the empty log from any other. */
  long opening() {
    return opening;
  }

  /** A server answers again: the log is sent to it at once, not after a pause. */
  void redial(String name) {
    node().ifPresent(it -> it.redial(name));
  }

  /** Whether the log waits to be opened until others were heard. */
  boolean waiting() {
    return waiting != null;
  }

  /** Whether changes are taken. */
  boolean published() {
    return published;
  }

  /** Whether the records have gone back since the log was opened; no while there are none. */
  boolean lost() {
    return means.applier().now().isPresent() && kept.lost();
  }

  RaftNode raft() throws IOException {
    RaftNode open = node;
    if (open == null) {
      throw new IOException("the log is not open");
    }
    return open;
  }

  Wire wired() throws IOException {
    Wire open = wire;
    if (open == null) {
      throw new IOException("this server stands alone");
    }
    return open;
  }

  /** Takes an identity. */
  void identify(OwnKey.Pair pair, Gatekeeper.Door door) throws IOException {
    closeWire();
    wire = new Wire(pair, door, answerers);
  }

  /** Lets others ask while the log is not open. */
  void onlyAnswer() throws IOException {
    closeLog();
    Wire open = wired();
    waiting =
        new WaitingPort(Addresses.bind(means.settings().get()), open.identity(), open.service());
    openedAt = means.settings().get().bind();
  }

  /** Opens the log; changes are taken once {@link #publish} was called. */
  void start(Place at, How how) throws IOException {
    closeLog();
    Kept records = new Kept(means.liveApplier());
    RaftNode.Setup setup =
        new RaftNode.Setup(
            at.self(),
            means.settings().get().bind(),
            means.folder().log(at.epoch()),
            wired().identity(),
            records,
            watch,
            repeats,
            means.settings().get().election(),
            means.settings().get().snapshotEvery(),
            wired().service());
    RaftNode fresh =
        switch (how) {
          case BEGIN -> RaftNode.begin(setup, reign(at, List.of(at.self())));
          case JOIN -> RaftNode.join(setup, reign(at, at.others()));
          case RESUME -> RaftNode.resume(setup, reign(at, at.members()));
        };
    node = fresh;
    opening = means.folder().opening(how != How.RESUME, means.clock().millis());
    kept = records;
    openedAt = setup.bind();
    voting = how == How.JOIN ? at.self().voter() : fresh.voting();
    way = appending.way(at.self().id(), fresh::client);
    asked = "";
    LOG.info(
        "The log of the cluster is open. server={} epoch={} how={} voting={} members={}",
        at.self().id(),
        at.epoch(),
        how,
        voting,
        fresh.members().stream().map(Member::id).toList());
  }

  private static Reign reign(Place at, List<Member> members) {
    return new Reign(at.cluster(), at.epoch(), members);
  }

  /** Changes are taken from now on. */
  void publish() {
    Way fresh = way;
    if (fresh != null) {
      published = true;
      appending.use(fresh);
    }
  }

  /** Appends, or waits until the log is open again. */
  CompletionStage<Committed> append(Change change, Actor actor) {
    return appending.append(change, actor);
  }

  /** Appends although changes are not taken yet. */
  Committed appendFirst(Change change, Actor actor) throws IOException {
    Way open = way;
    if (open == null) {
      throw new IOException("the log is not open");
    }
    return appending.appendFirst(open, change, actor);
  }

  /** The others have changed: whoever appends must know where to ask. */
  void othersChanged() throws IOException {
    Way before = way;
    if (before != null) {
      Way next = appending.way(before.self(), raft()::client);
      way = next;
      if (published) {
        appending.use(next);
      }
      before.closeLater();
    }
  }

  /** Another may lead: whoever appends asks it first, and does not wait for the one before. */
  void leaderChanged() throws IOException {
    String leader = node().map(RaftNode::leader).orElse("");
    if (way != null && !leader.isEmpty() && !leader.equals(asked)) {
      asked = leader;
      othersChanged();
    }
  }

  /** Waits until this server leads. */
  void awaitLead() throws IOException {
    RaftNode open = raft();
    long end = System.nanoTime() + LEAD.toNanos();
    while (!open.leads()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("this server did not become the master in time");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("this server is being stopped", interrupted);
      }
    }
  }

  /** Closes the log and the port; what is on its way waits for the next opening. */
  void closeLog() {
    appending.pause();
    published = false;
    Way before = way;
    way = null;
    RaftNode open = node;
    node = null;
    WaitingPort port = waiting;
    waiting = null;
    watch.clear();
    arrival.clear();
    if (before != null) {
      before.close();
    }
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException failure) {
      LOG.debug("Closing the log failed.", failure);
    }
    if (port != null) {
      port.close();
    }
  }

  void closeWire() {
    Wire open = wire;
    wire = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    appending.close();
    closeLog();
    closeWire();
  }
}
