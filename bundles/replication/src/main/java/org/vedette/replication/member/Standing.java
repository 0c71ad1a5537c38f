package org.vedette.replication.member;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Committed;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.SharedLog;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;
import org.vedette.replication.peer.WaitingPort;
import org.vedette.replication.raft.Member;
import org.vedette.replication.raft.RaftNode;
import org.vedette.replication.raft.Reign;
import org.vedette.replication.raft.ReplicatedLog;

/**
 * This server's part in its cluster: what it remembers, and what of it is open. One thread moves
 * it; any may look, and append.
 */
final class Standing implements SharedLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
  private static final long LEAD_SECONDS = 15;
  private static final int LOOK_MILLIS = 20;
  private static final long COMING_SECONDS = 8;
  private static final String MOVING = "this server is being moved to another part: try again";

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
  private final Roll roll;
  private final LogWatch watch = new LogWatch();
  private volatile Map<PeerMethod, PeerService.Answerer> answerers = Map.of();
  private volatile Roll.@Nullable Content content;
  private volatile @Nullable Place place;
  private volatile @Nullable Wire wire;
  private volatile @Nullable RaftNode node;
  private volatile @Nullable ReplicatedLog log;
  private volatile CompletableFuture<ReplicatedLog> coming = new CompletableFuture<>();
  private volatile String openedAt = "";
  private volatile boolean voting;
  private volatile BooleanSupplier hopeless = () -> false;
  private volatile String handingTo = "";
  private volatile String shut = "";
  private volatile String lost = "";
  private volatile @Nullable WaitingPort port;
  private @Nullable ReplicatedLog opened;

  Standing(Means means) {
    this.means = means;
    this.roll = new Roll(means.records());
  }

  /** Questions of other servers are answered by these from the next opening on. */
  void answering(Map<PeerMethod, PeerService.Answerer> by) {
    answerers = Map.copyOf(by);
  }

  /** Whoever appends is told at once that there is no master while this says so. */
  void hopeless(BooleanSupplier noMaster) {
    hopeless = noMaster;
  }

  Means means() {
    return means;
  }

  Roll roll() {
    return roll;
  }

  LogWatch watch() {
    return watch;
  }

  Optional<Place> place() {
    return Optional.ofNullable(place);
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

  /** Who is about to become the master in place of this server; empty for nobody. */
  String handingTo() {
    return handingTo;
  }

  void handingTo(String name) {
    handingTo = name;
  }

  /** Which servers the log should have; empty unless this server is the master. */
  Optional<Wanted> wanted() {
    return role() == ServerRole.MASTER
        ? content()
            .map(
                it ->
                    new Wanted(
                        place().orElseThrow().self().id(),
                        handingTo,
                        it.seats(),
                        it.realm().orElseThrow().automatic()))
        : Optional.empty();
  }

  /** Why no change can be written; empty when one can, as far as this server knows. */
  String shut() {
    return shut;
  }

  void shut(String why) {
    shut = why;
  }

  /** What was lost when this server began to follow another master; empty for nothing. */
  String lost() {
    return lost;
  }

  void lost(String what) {
    lost = what;
  }

  /** Whether the log waits to be opened until others were heard. */
  boolean waiting() {
    return port != null;
  }

  /** Reads who belongs to the cluster; keeps what was read last when the records cannot be. */
  Optional<Roll.Content> refresh() {
    try {
      content = roll.read();
    } catch (StoreUnavailableException | MalformedRecordException unreadable) {
      LOG.debug("The records of the cluster cannot be read.", unreadable);
    }
    return content();
  }

  /** Who belongs to the cluster, where the records are those of this reign. */
  Optional<Roll.Content> content() {
    Place at = place;
    Roll.Content read = content;
    return at == null || read == null
        ? Optional.empty()
        : Optional.of(read)
            .filter(
                it ->
                    it.realm()
                        .filter(
                            realm ->
                                realm.cluster().equals(at.cluster()) && realm.epoch() == at.epoch())
                        .isPresent());
  }

  ServerRole role() {
    Place at = place;
    RaftNode open = node;
    if (at == null) {
      return ServerRole.SINGLE;
    }
    if (at.phase() != Place.Phase.MEMBER) {
      return ServerRole.JOINING;
    }
    if (port != null) {
      return ServerRole.WAITING;
    }
    return open != null && open.leads() ? ServerRole.MASTER : ServerRole.SUBORDINATE;
  }

  @Override
  public CompletionStage<Committed> append(Change change, Actor actor) {
    ReplicatedLog open = log;
    String why = shut;
    if (open != null) {
      return hopeless.getAsBoolean()
          ? done(new Committed.NotMaster(""))
          : open.append(change, actor);
    }
    if (!why.isEmpty()) {
      return done(new Committed.Unavailable(why));
    }
    // The log is opened in another way just now: nobody need hear of that.
    return coming
        .copy()
        .orTimeout(COMING_SECONDS, TimeUnit.SECONDS)
        .thenCompose(it -> it.append(change, actor))
        .exceptionally(late -> new Committed.Unavailable(MOVING));
  }

  private static CompletionStage<Committed> done(Committed committed) {
    return CompletableFuture.completedFuture(committed);
  }

  /** Takes a place, remembered on the disk, and opens the ways to the others. */
  void take(Place next, OwnKey.Pair pair) throws IOException {
    means.folder().write(pair);
    means.folder().write(next);
    open(next, pair);
  }

  /** Takes the place that is remembered. */
  void open(Place remembered, OwnKey.Pair pair) throws IOException {
    closeWire();
    wire = new Wire(pair, new Admission(this), answerers);
    place = remembered;
    means.sharing().shared(true);
  }

  /** Remembers another place. */
  void remember(Place next) throws IOException {
    means.folder().write(next);
    place = next;
  }

  /** Lets others ask while the log is not open. */
  void wait(String why) throws IOException {
    closeLog();
    Wire open = wired();
    shut = why;
    port = new WaitingPort(Addresses.bind(means.settings().get()), open.identity(), open.service());
  }

  /** Opens the log; changes are taken once {@link #publish} was called. */
  void start(How how) throws IOException {
    closeLog();
    Place at = placed();
    RaftNode.Setup setup =
        new RaftNode.Setup(
            at.self(),
            means.settings().get().bind(),
            means.folder().log(at.epoch()),
            wired().identity(),
            means.liveApplier(),
            watch,
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
    openedAt = setup.bind();
    voting = how == How.JOIN ? at.self().voter() : fresh.voting();
    opened = new ReplicatedLog(at.self().id(), fresh::client, means.liveApplier());
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
    ReplicatedLog fresh = opened;
    shut = "";
    log = fresh;
    if (fresh != null) {
      coming.complete(fresh);
    }
  }

  /** Appends although changes are not taken yet. */
  Committed appendFirst(Change change, Actor actor) throws IOException {
    ReplicatedLog open = opened;
    if (open == null) {
      throw new IOException("the log is not open");
    }
    try {
      return open.append(change, actor).toCompletableFuture().get(LEAD_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("this server is being stopped", interrupted);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
      throw new IOException("the first change of the reign could not be written", late);
    }
  }

  /** The others have changed: whoever appends must know where to ask. */
  void othersChanged() throws IOException {
    ReplicatedLog open = opened;
    if (open != null) {
      open.renew();
    }
  }

  /** As the master gives a server nothing more of the log, at once; what fails is done later. */
  void dropFromLog(String name) {
    RaftNode open = node;
    if (open == null || role() != ServerRole.MASTER) {
      return;
    }
    List<Member> rest = open.members().stream().filter(it -> !it.id().equals(name)).toList();
    try {
      open.reconfigure(rest);
    } catch (IOException failure) {
      LOG.info("A server is taken out of the log later. server={}", name, failure);
    }
  }

  /** Waits until this server leads. */
  void awaitLead() throws IOException {
    RaftNode open = raft();
    long end = System.nanoTime() + Duration.ofSeconds(LEAD_SECONDS).toNanos();
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

  /** Stands alone from now on; the records stay as they are. */
  void leave() throws IOException {
    closeLog();
    closeWire();
    means.applier().get().reign(0, false);
    means.sharing().shared(false);
    means.folder().leave();
    place = null;
    content = null;
    shut = "";
  }

  RaftNode raft() throws IOException {
    RaftNode open = node;
    if (open == null) {
      throw new IOException("the log is not open");
    }
    return open;
  }

  Place placed() throws IOException {
    Place at = place;
    if (at == null) {
      throw new IOException("this server stands alone");
    }
    return at;
  }

  Wire wired() throws IOException {
    Wire open = wire;
    if (open == null) {
      throw new IOException("this server stands alone");
    }
    return open;
  }

  /** Returns the place of the records; (0, 0) while they cannot be read. */
  Position position() {
    try {
      return means.applier().now().map(org.vedette.api.store.ChangeApplier::position).orElse(NONE);
    } catch (StoreUnavailableException unreadable) {
      return NONE;
    }
  }

  private static final Position NONE = new Position(0, 0);

  /** Closes the log and the port; this server keeps its place. */
  void closeLog() {
    if (log != null) {
      coming = new CompletableFuture<>();
    }
    log = null;
    ReplicatedLog appending = opened;
    opened = null;
    RaftNode open = node;
    node = null;
    WaitingPort waitingPort = port;
    port = null;
    watch.clear();
    try {
      if (appending != null) {
        appending.close();
      }
      if (open != null) {
        open.close();
      }
    } catch (IOException failure) {
      LOG.debug("Closing the log failed.", failure);
    }
    if (waitingPort != null) {
      waitingPort.close();
    }
  }

  private void closeWire() {
    Wire open = wire;
    wire = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    shut = "replication is being replaced: try again";
    closeLog();
    closeWire();
  }
}
