package org.vedette.replication.member;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.Committed;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.cert.Pem;
import org.vedette.replication.member.LogPort.How;
import org.vedette.replication.member.Means.ServerSettings;
import org.vedette.replication.member.Place.Phase;
import org.vedette.replication.raft.Member;

/**
 * The moves of this server from one part to another. Each is remembered on the disk before it
 * begins, and gone on with after a start. Called by one thread.
 */
final class Moves {
  private static final Logger LOG = LoggerFactory.getLogger(Moves.class);
  private static final Actor BY_ITSELF = new Actor("cluster", "replication", "");
  private static final Duration IMAGE = Duration.ofMinutes(5);
  private static final String REALM = "realm";

  private final Means means;
  private final Standing standing;
  private final EqualMoves equals;

  Moves(Standing standing) {
    this.means = standing.means();
    this.standing = standing;
    this.equals = new EqualMoves(standing);
  }

  /**
   * Goes on where this server was when it stopped.
   *
   * @param replaced whether the process went on meanwhile: then nobody else became the master
   */
  void resume(boolean replaced) throws IOException {
    Optional<Place> remembered = means.folder().place();
    if (remembered.isEmpty()) {
      if (means.applier().get().reign() != 0) {
        throw new IOException(
            "the folder var/cluster is missing or empty although this server belongs to a cluster:"
                + " put it back from a backup, or let it join the others again (bin/vedette server"
                + " join), or stand alone (bin/vedette server leave)");
      }
      return;
    }
    Place at = remembered.get();
    equals.demandKind(at);
    standing.open(at, means.folder().key());
    standing.refresh();
    switch (at.phase()) {
      case FOUNDING -> goOnFounding(BY_ITSELF);
      case JOINING -> copy();
      case EQUAL -> LOG.debug("The port is opened by whoever looks after it.");
      case MEMBER -> {
        if (replaced || at.others().isEmpty() || !at.self().voter()) {
          openLog();
        } else {
          standing.wait(waitsFor(at));
        }
      }
    }
  }

  private static String waitsFor(Place at) {
    return "this server was a master when it stopped and takes no changes before it has heard "
        + String.join(", ", at.others().stream().map(Member::id).toList())
        + ": sign-ins go on; if none of them was promoted meanwhile and they will not come back,"
        + " run bin/vedette server alone";
  }

  /** Opens the log of the reign that this server belongs to. */
  void openLog() throws IOException {
    if (standing.placed().phase() == Phase.EQUAL) {
      equals.open();
      return;
    }
    standing.start(means.folder().hasLog(standing.placed().epoch()) ? How.RESUME : How.JOIN);
    standing.publish();
  }

  /** Makes this server the first of a cluster. */
  void found(Actor actor) throws IOException, GeneralSecurityException {
    if (equals.database().isPresent()) {
      equals.found(actor);
      return;
    }
    ServerSettings settings = means.settings().get();
    UUID cluster = UUID.randomUUID();
    Position basis = means.applier().get().position();
    int number = 1;
    long epoch = Epochs.next(basis.epoch(), number);
    ClusterAuthority authority = ClusterAuthority.make(cluster, means.clock().instant());
    KeyPair keys = ClusterAuthority.newKey();
    X509Certificate own =
        authority.issue(
            keys.getPublic(), settings.name(), settings.host(), means.clock().instant());
    Member self = new Member(settings.name(), settings.host(), settings.port(), true);
    byte[] key = authority.key().getEncoded();
    Realm realm =
        new Realm(
            cluster,
            epoch,
            basis,
            true,
            authority.certificate().getEncoded(),
            means.vault().get().seal(Authority.place(cluster), Secret.of(key)),
            List.of());
    Seat seat =
        new Seat(self.id(), number, self.host(), self.port(), List.of(Authority.serial(own)));
    rememberFounding(realm, seat);
    try {
      standing.take(
          new Place(Phase.FOUNDING, cluster, epoch, number, self, List.of(self)),
          new OwnKey.Pair(keys.getPrivate(), new X509Certificate[] {own, authority.certificate()}));
      standing.start(How.BEGIN);
    } catch (IOException | RuntimeException cannot) {
      // Nothing has been written to the records: this server stands alone as before.
      standing.leave();
      throw cannot;
    }
    goOnFounding(actor);
  }

  /** Begins a new reign here, although the master of the old one cannot be asked. */
  void seize(long known, Actor actor) throws IOException {
    Place at = standing.placed();
    Roll.Content content =
        standing
            .refresh()
            .orElseThrow(
                () -> new IOException("this server has no copy of the records of its cluster yet"));
    Seat seat =
        content
            .seat(at.self().id())
            .orElseThrow(() -> new IOException("this server was removed from its cluster"));
    Position basis = means.applier().get().position();
    long epoch = Epochs.next(Math.max(known, at.epoch()), at.number());
    rememberFounding(content.realm().orElseThrow().in(epoch, basis), seat);
    standing.shut("this server is being promoted");
    standing.port().closeLog();
    standing.remember(
        new Place(
            Phase.FOUNDING, at.cluster(), epoch, at.number(), at.self().as(true), at.members()));
    goOnFounding(actor);
    means.folder().removeLog(at.epoch());
  }

  private void rememberFounding(Realm realm, Seat seat) throws IOException {
    Base64.Encoder text = Base64.getEncoder();
    means
        .folder()
        .write(
            REALM,
            text.encodeToString(realm.toBytes())
                + "\n"
                + text.encodeToString(seat.toBytes())
                + "\n");
  }

  /** Takes the lead, and makes the records say so; may be called again until it succeeds. */
  void goOnFounding(Actor actor) throws IOException {
    Place at = standing.placed();
    if (standing.port().node().isEmpty()) {
      standing.start(means.folder().hasLog(at.epoch()) ? How.RESUME : How.BEGIN);
    }
    standing.port().awaitLead();
    means.applier().get().reign(at.epoch(), false);
    standing.refresh();
    if (standing.content().isEmpty()) {
      String[] lines = means.folder().read(REALM).split("\n", -1);
      Realm realm = Realm.fromBytes(Base64.getDecoder().decode(lines[0]));
      Seat seat =
          Seat.read(new org.vedette.api.store.Decoder(Base64.getDecoder().decode(lines[1])));
      Committed committed =
          standing.port().appendFirst(new Change.Batch(standing.roll().begin(realm, seat)), actor);
      if (!(committed instanceof Committed.Done)) {
        throw new IOException("the reign could not be begun: " + committed);
      }
    }
    standing.port().raft().image(IMAGE);
    standing.remember(at.as(Phase.MEMBER));
    standing.publish();
    standing.refresh();
    LOG.info("This server is the master. epoch={} cluster={}", at.epoch(), at.cluster());
  }

  /** Joins: takes the certificate and the keys, and waits for the copy of the records. */
  void join(Credentials with, KeyPair keys, JoinForm.Answer answer)
      throws IOException, GeneralSecurityException {
    if (equals.database().isPresent()) {
      equals.join(with, keys, answer);
      return;
    }
    means
        .keys()
        .get()
        .unwrap(keys.getPrivate(), JoinForm.context(with.cluster(), with.name()), answer.keys());
    ServerSettings settings = means.settings().get();
    Member self = new Member(with.name(), settings.host(), settings.port(), false);
    List<Member> members = new ArrayList<>(answer.members());
    members.add(self);
    means.applier().get().reign(answer.epoch(), true);
    standing.take(
        new Place(Phase.JOINING, answer.cluster(), answer.epoch(), answer.number(), self, members),
        new OwnKey.Pair(
            keys.getPrivate(),
            new X509Certificate[] {Pem.certificate(answer.certificate()), with.authority()}));
    copy();
  }

  /** Waits for the master to send what the records hold. */
  private void copy() throws IOException {
    standing.shut("this server is being given a copy of the records");
    standing.start(means.folder().hasLog(standing.placed().epoch()) ? How.RESUME : How.JOIN);
  }

  /** The copy is here: this server belongs. */
  void arrived() throws IOException {
    standing.remember(standing.placed().as(Phase.MEMBER));
    standing.publish();
    LOG.info("This server follows the master. epoch={}", standing.placed().epoch());
  }

  /**
   * Follows the master of a newer reign. What this server has that is not in that reign is kept in
   * a file.
   *
   * @param basis place of the records when that reign began
   */
  void follow(long epoch, Position basis) throws IOException {
    Place at = standing.placed();
    LOG.warn(
        "Another server was promoted: this one follows it. own={} epoch={}", at.epoch(), epoch);
    standing.turn();
    standing.lost(new LostChanges(standing).keep(basis));
    standing.shut("this server is being given a copy of the records");
    standing.port().closeLog();
    means.folder().removeLog(epoch);
    means.applier().get().reign(epoch, false);
    standing.remember(
        new Place(
            Phase.JOINING,
            at.cluster(),
            epoch,
            at.number(),
            at.self().as(false),
            at.members().stream().map(it -> it.as(false)).toList()));
    copy();
    means.folder().removeLog(at.epoch());
  }

  /** Opens the log again, empty, to be added to it with a vote or without; the records stay. */
  void comeAgain(boolean voting) throws IOException {
    Place at = standing.placed();
    standing.port().closeLog();
    means.folder().removeLog(at.epoch());
    standing.remember(
        new Place(
            at.phase(),
            at.cluster(),
            at.epoch(),
            at.number(),
            at.self().as(voting),
            at.members().stream()
                .map(it -> it.id().equals(at.self().id()) ? it.as(voting) : it)
                .toList()));
    standing.start(How.JOIN);
    standing.publish();
  }

  /** This server is reached elsewhere from now on; its certificate says so already. */
  void elsewhere(String host, int port) throws IOException {
    Place at = standing.placed();
    Member self = new Member(at.self().id(), host, port, at.self().voter());
    standing.remember(
        new Place(
            at.phase(),
            at.cluster(),
            at.epoch(),
            at.number(),
            self,
            at.members().stream().map(it -> it.id().equals(self.id()) ? self : it).toList()));
    openLog();
  }

  /** Opens the log again in the part that it now has, or because it had died. */
  void reopen() throws IOException {
    if (standing.role() == ServerRole.JOINING) {
      copy();
    } else {
      openLog();
    }
  }
}
