package org.vedette.replication.member;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Committed;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.SharedLog;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.raft.Member;
import org.vedette.replication.raft.RaftNode;

/**
 * This server's part in its cluster: what it remembers, and why changes are taken or not. One
 * thread moves it; any may look, and append.
 */
final class Standing implements SharedLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
  private static final Position NONE = new Position(0, 0);

  private final Means means;
  private final Roll roll;
  private final LogPort port;
  private final Calls calls = new Calls();
  private volatile Roll.@Nullable Content content;
  private volatile @Nullable Place place;
  private volatile BooleanSupplier hopeless = () -> false;
  private volatile String handingTo = "";
  private volatile String shut = "";
  private volatile String lost = "";
  private volatile boolean known;
  private volatile boolean turning;

  Standing(Means means) {
    this.means = means;
    this.roll = new Roll(means.records());
    this.port = new LogPort(means);
  }

  /** The port of this server, and the log behind it. */
  LogPort port() {
    return port;
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

  Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  /** Whether it is known which place this server has; no until that was read after a start. */
  boolean known() {
    return known;
  }

  /** It has read which place it has, or that it has none. */
  void isKnown() {
    known = true;
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

  /** Whom this server, as the master, calls to open its log with a vote. */
  Calls calls() {
    return calls;
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
    if (at == null) {
      return ServerRole.SINGLE;
    }
    if (at.phase() == Place.Phase.EQUAL) {
      return ServerRole.EQUAL;
    }
    if (at.phase() != Place.Phase.MEMBER || turning) {
      return ServerRole.JOINING;
    }
    if (port.waiting()) {
      return ServerRole.WAITING;
    }
    if (!known && port.node().isEmpty()) {
      return ServerRole.UNKNOWN;
    }
    return port.node().filter(RaftNode::leads).isPresent()
        ? ServerRole.MASTER
        : ServerRole.SUBORDINATE;
  }

  @Override
  public CompletionStage<Committed> append(Change change, Actor actor) {
    if (role() == ServerRole.EQUAL) {
      return appendHere(change, actor);
    }
    String why = shut;
    if (!port.published() && !why.isEmpty()) {
      return done(new Committed.Unavailable(why));
    }
    return port.published() && hopeless.getAsBoolean()
        ? done(new Committed.NotMaster(""))
        : port.append(change, actor);
  }

  /** Appends by the store itself, as a server does that writes to a shared database. */
  CompletionStage<Committed> appendHere(Change change, Actor actor) {
    return means
        .changes()
        .now()
        .map(it -> it.append(change, actor))
        .orElseGet(() -> done(new Committed.Unavailable("the store is being replaced: try again")));
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
    port.identify(pair, new Admission(this));
    place = remembered;
    means.sharing().shared(true);
  }

  /** It is about to turn to another reign: the place that it remembers is one of the past. */
  void turn() {
    turning = true;
  }

  /** Remembers another place. */
  void remember(Place next) throws IOException {
    means.folder().write(next);
    place = next;
    turning = false;
  }

  /** Lets others ask while the log is not open. */
  void wait(String why) throws IOException {
    shut = why;
    port.onlyAnswer();
  }

  /** Opens the log; changes are taken once {@link #publish} was called. */
  void start(LogPort.How how) throws IOException {
    port.start(placed(), how);
  }

  /** Changes are taken from now on. */
  void publish() {
    shut = "";
    port.publish();
  }

  /** As the master gives a server nothing more of the log, at once; what fails is done later. */
  void dropFromLog(String name) {
    if (role() != ServerRole.MASTER) {
      return;
    }
    try {
      RaftNode open = port.raft();
      List<Member> rest = open.members().stream().filter(it -> !it.id().equals(name)).toList();
      open.reconfigure(rest);
    } catch (IOException failure) {
      LOG.info("A server is taken out of the log later. server={}", name, failure);
    }
  }

  /** Stands alone from now on; the records stay as they are. */
  void leave() throws IOException {
    port.closeLog();
    port.closeWire();
    means.applier().get().reign(0, false);
    means.sharing().shared(false);
    means.folder().leave();
    place = null;
    turning = false;
    content = null;
    shut = "";
  }

  Place placed() throws IOException {
    Place at = place;
    if (at == null) {
      throw new IOException("this server stands alone");
    }
    return at;
  }

  /** Returns the place of the records; (0, 0) while they cannot be read. */
  Position position() {
    try {
      return means.applier().now().map(ChangeApplier::position).orElse(NONE);
    } catch (StoreUnavailableException unreadable) {
      return NONE;
    }
  }

  @Override
  public void close() {
    shut = "replication is being replaced: try again";
    port.close();
  }
}
