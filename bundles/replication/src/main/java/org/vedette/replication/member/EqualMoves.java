package org.vedette.replication.member;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Committed;
import org.vedette.api.store.SharedDatabase;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.cert.Pem;
import org.vedette.replication.member.Means.ServerSettings;
import org.vedette.replication.member.Place.Phase;
import org.vedette.replication.raft.Member;

/**
 * The moves of a server whose records lie in a database that servers share. There is no log and no
 * master: a server only has to be known to the others, and to have the keys. Called by the thread
 * that moves.
 */
final class EqualMoves {
  /** There is one reign, that of the database; it has this number, which no log has. */
  static final long EPOCH = 0;

  /** What is answered to orders about a master. */
  static final ClusterAnswer NO_MASTER =
      new ClusterAnswer.Refused(
          "",
          "the records lie in a database that the servers share: every server writes, and none is"
              + " the master");

  private static final Logger LOG = LoggerFactory.getLogger(EqualMoves.class);
  private static final long WRITE_SECONDS = 20;
  private static final Position NOWHERE = new Position(0, 0);

  private final Standing standing;
  private final Means means;

  EqualMoves(Standing standing) {
    this.standing = standing;
    this.means = standing.means();
  }

  /** The database that the records lie in, if servers can share it. */
  Optional<SharedDatabase> database() {
    return means.applier().get().sharedDatabase();
  }

  /** Which database that is; empty where servers do not share it. */
  static String id(ChangeApplier applier) {
    return applier.sharedDatabase().map(it -> it.id().toString()).orElse("");
  }

  /** Makes this server the first of those that share its database. */
  void found(Actor actor) throws IOException, GeneralSecurityException {
    ServerSettings settings = means.settings().get();
    if (!database().orElseThrow().mine()) {
      throw new IllegalArgumentException(
          "the database belongs to other servers: let this server join them first");
    }
    Roll.Content before = standing.roll().read();
    refuseWhereOthersAre(before, settings.name());
    UUID cluster = UUID.randomUUID();
    Instant now = means.clock().instant();
    ClusterAuthority authority = ClusterAuthority.make(cluster, now);
    KeyPair keys = ClusterAuthority.newKey();
    X509Certificate own = authority.issue(keys.getPublic(), settings.name(), settings.host(), now);
    Seat seat =
        new Seat(
            settings.name(), 1, settings.host(), settings.port(), List.of(Authority.serial(own)));
    // What is there is of a cluster that had a log, and whose records were moved here.
    write(new Change.Batch(standing.roll().begin(realm(cluster, authority), seat)), actor);
    Member self = seat.member(false);
    take(
        new Place(Phase.EQUAL, cluster, EPOCH, seat.number(), self, List.of(self)),
        keys,
        own,
        authority.certificate());
    LOG.info("This server is the first of those that share its database. cluster={}", cluster);
  }

  private Realm realm(UUID cluster, ClusterAuthority authority) throws GeneralSecurityException {
    return new Realm(
        cluster,
        EPOCH,
        NOWHERE,
        false,
        authority.certificate().getEncoded(),
        means.vault().get().seal(Authority.place(cluster), Secret.of(authority.key().getEncoded())),
        List.of());
  }

  private static void refuseWhereOthersAre(Roll.Content content, String self) {
    Optional<Realm> realm = content.realm().filter(it -> it.epoch() == EPOCH);
    List<String> others =
        content.seats().stream().map(Seat::name).filter(it -> !it.equals(self)).toList();
    if (realm.isPresent() && !others.isEmpty()) {
      throw new IllegalArgumentException(
          "the database belongs to cluster %s with %s: let this server join them"
              .formatted(realm.get().cluster(), String.join(", ", others)));
    }
  }

  /** Joins: takes the certificate and the keys; the records are here already. */
  void join(Credentials with, KeyPair keys, JoinForm.Answer answer)
      throws IOException, GeneralSecurityException {
    means
        .keys()
        .get()
        .unwrap(keys.getPrivate(), JoinForm.context(with.cluster(), with.name()), answer.keys());
    database().orElseThrow().join();
    ServerSettings settings = means.settings().get();
    Member self = new Member(with.name(), settings.host(), settings.port(), false);
    List<Member> members = new ArrayList<>(answer.members());
    members.add(self);
    take(
        new Place(Phase.EQUAL, answer.cluster(), EPOCH, answer.number(), self, members),
        keys,
        Pem.certificate(answer.certificate()),
        with.authority());
    LOG.info("This server shares its database with others. cluster={}", answer.cluster());
  }

  private void take(Place place, KeyPair keys, X509Certificate own, X509Certificate authority)
      throws IOException {
    standing.take(
        place, new OwnKey.Pair(keys.getPrivate(), new X509Certificate[] {own, authority}));
    open();
    standing.refresh();
  }

  /** Opens the port: others can ask, and that is all there is. */
  void open() throws IOException {
    standing.wait("");
  }

  /**
   * Makes sure that the database is of the kind that a remembered place is about.
   *
   * @throws IOException when an operator has changed one but not the other
   */
  void demandKind(Place at) throws IOException {
    boolean shared = database().isPresent();
    if (shared && at.phase() != Phase.EQUAL) {
      throw new IOException(
          "this server belongs to a cluster that has a log, and its records lie in a shared"
              + " database now: name the database it had before in"
              + " etc/org.ops4j.datasource-vedette.store.cfg and let it leave the cluster first");
    }
    if (!shared && at.phase() == Phase.EQUAL) {
      throw new IOException(
          "this server belongs to others that share a database, and its records lie in another one"
              + " now: name theirs in etc/org.ops4j.datasource-vedette.store.cfg");
    }
  }

  /** Leaves the others: this server stands alone, without the database that it shared. */
  ClusterAnswer leave() throws IOException {
    letGo();
    standing.leave();
    return new ClusterAnswer.Done(
        "this server belongs to no cluster and writes to the shared database no more: name another"
            + " database, or let it join again");
  }

  /** This server has been put out, or goes: it writes no more. */
  void letGo() throws IOException {
    Optional<SharedDatabase> shared = database();
    if (shared.isPresent()) {
      shared.get().leave();
      LOG.warn("This server writes to the shared database no more.");
    }
  }

  private void write(Change change, Actor actor) throws IOException {
    try {
      Committed committed =
          standing
              .appendHere(change, actor)
              .toCompletableFuture()
              .get(WRITE_SECONDS, TimeUnit.SECONDS);
      if (committed instanceof Committed.Unavailable not) {
        throw new IOException(not.why());
      }
      if (!(committed instanceof Committed.Done)) {
        throw new IOException("the records of the cluster could not be written: " + committed);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("this server is being stopped", interrupted);
    } catch (ExecutionException | TimeoutException late) {
      throw new IOException("the records of the cluster were not written in time", late);
    }
  }

  /** Of servers that share a database, the living one with the lowest number; empty for none. */
  static Optional<String> first(List<Seat> seats, String self, Predicate<String> answers) {
    return seats.stream()
        .sorted(Comparator.comparing(Seat::number))
        .map(Seat::name)
        .filter(name -> name.equals(self) || answers.test(name))
        .findFirst();
  }
}
