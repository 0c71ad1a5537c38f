package org.vedette.replication.member;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.replication.member.Contacts.Contact;
import org.vedette.replication.member.Place.Phase;
import org.vedette.replication.raft.Member;
import org.vedette.replication.raft.RaftNode;

/**
 * Looks every second whether this server's part is still the right one, and the master whether the
 * log has the servers that the records name. Called by the thread that moves.
 */
final class Steward {
  private static final Logger LOG = LoggerFactory.getLogger(Steward.class);
  private static final Actor BY_ITSELF = new Actor("cluster", "replication", "");

  /** A voter among voters need not wait longer: a majority decides. */
  private static final Duration HEARING = Duration.ofSeconds(5);

  /** So long a step may be refused before the log is opened again; then twice as long. */
  private static final Duration REFUSED = Duration.ofSeconds(20);

  private static final Duration LONGEST_REFUSED = Duration.ofHours(1);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Standing standing;
  private final Moves moves;
  private final Greeter greeter;
  private final Contacts contacts;
  private final Views views;
  private final Renewal renewal;
  private final Feeding feeding;
  private Instant refusedSince = Instant.MAX;
  private Duration refusing = REFUSED;
  private final EqualSteward equals;
  private Instant waitingSince = Instant.MAX;
  private Instant reopenAgain = Instant.MIN;
  private Duration pause = Duration.ofSeconds(1);

  Steward(Standing standing, Moves moves, Greeter greeter, Contacts contacts, Views views) {
    this.standing = standing;
    this.moves = moves;
    this.greeter = greeter;
    this.contacts = contacts;
    this.views = views;
    this.renewal = new Renewal(standing, moves);
    this.equals = new EqualSteward(standing);
    this.feeding = new Feeding(contacts);
  }

  /** Looks once. */
  void tick() throws IOException {
    if (standing.place().isEmpty()) {
      equals.lookAlone();
      return;
    }
    standing.refresh();
    greeter.greet();
    views.look();
    if (standing.placed().phase() == Phase.EQUAL) {
      equals.tick();
      if (views.first().equals(Optional.of(standing.placed().self().id()))) {
        endInvitations();
      }
      renewal.look();
      return;
    }
    if (standing.placed().phase() == Phase.FOUNDING) {
      // Becoming the master was stopped half way: it goes on.
      moves.goOnFounding(BY_ITSELF);
      return;
    }
    if (followsNewer() || hears()) {
      return;
    }
    revive();
    if (standing.port().node().isEmpty()) {
      return;
    }
    arrive();
    takePart();
    remember();
    if (standing.role() == ServerRole.MASTER) {
      reconcile();
      endInvitations();
    } else {
      feeding.forget();
      standing.calls().forget();
    }
    renewal.look();
    if (!standing.port().openedAt().equals(standing.means().settings().get().bind())) {
      moves.openLog();
    }
  }

  /** Follows the newest reign that anybody speaks of. */
  private boolean followsNewer() throws IOException {
    Place at = standing.placed();
    Optional<Hello> newest =
        greeter.others().stream()
            .map(each -> contacts.now(each.id()))
            .flatMap(Optional::stream)
            .map(Contact::hello)
            .filter(it -> it.cluster().equals(at.cluster()) && it.epoch() > at.epoch())
            .filter(it -> it.role() == ServerRole.MASTER || it.role() == ServerRole.SUBORDINATE)
            .max(java.util.Comparator.comparing(Hello::epoch));
    if (newest.isEmpty()) {
      return false;
    }
    moves.follow(newest.get().epoch(), newest.get().basis());
    return true;
  }

  /** Opens the log of a former master once it has heard enough; true while it has not. */
  private boolean hears() throws IOException {
    if (!standing.port().waiting() || standing.role() != ServerRole.WAITING) {
      waitingSince = Instant.MAX;
      return false;
    }
    Instant now = standing.means().clock().instant();
    if (waitingSince.equals(Instant.MAX)) {
      waitingSince = now;
    }
    Place at = standing.placed();
    boolean all = at.others().stream().allMatch(it -> contacts.now(it.id()).isPresent());
    boolean enough =
        all
            || !at.soleVoterAmongOthers()
                && Duration.between(waitingSince, now).compareTo(HEARING) > 0;
    if (enough) {
      LOG.info("Nobody was promoted meanwhile: this server goes on. heardAll={}", all);
      moves.openLog();
      return false;
    }
    return true;
  }

  /**
   * A log that a fault has ended is opened again, after ever longer pauses; so is one whose records
   * have gone back, since that is how they are given again what they lost.
   */
  private void revive() throws IOException {
    Optional<RaftNode> node = standing.port().node();
    Instant now = standing.means().clock().instant();
    boolean lost = node.isPresent() && standing.port().lost();
    if (node.isPresent() && !node.get().dead() && !lost) {
      pause = Duration.ofSeconds(1);
      return;
    }
    if (now.isBefore(reopenAgain)) {
      return;
    }
    reopenAgain = now.plus(pause);
    pause = Pauses.twice(pause, LONGEST_PAUSE);
    LOG.error(
        "The log of the cluster is opened again. reason=\"{}\"",
        lost ? Kept.LOST : "it was not open");
    try {
      moves.reopen();
    } catch (IOException | RuntimeException cannot) {
      standing
          .port()
          .watch()
          .stuck("the log of the cluster cannot be opened: " + cannot.getMessage());
      throw cannot;
    }
  }

  private void arrive() throws IOException {
    Place at = standing.placed();
    if (at.phase() == Phase.JOINING
        && standing.content().isPresent()
        && standing.position().epoch() == at.epoch()
        && standing.port().watch().progress().isEmpty()
        && standing.port().arrival().reached(standing.position().index(), ahead(at))) {
      moves.arrived();
    }
  }

  private OptionalLong ahead(Place at) {
    return anyMaster(at).stream().mapToLong(it -> it.place().index()).findFirst();
  }

  /**
   * Opens the log again as the master wants it, with a vote or without: a log that listens cannot
   * be given a vote in place.
   */
  private void takePart() throws IOException {
    Place at = standing.placed();
    Optional<Hello> master =
        contacts
            .now(standing.port().raft().leader())
            .map(Contact::hello)
            .filter(it -> it.epoch() == at.epoch() && it.role() == ServerRole.MASTER);
    boolean listed =
        standing.port().raft().members().stream().anyMatch(it -> it.id().equals(at.self().id()));
    if (master.isEmpty() || at.phase() != Phase.MEMBER) {
      // Taken out of the log to come again, it hears of no leader.
      master = listed ? Optional.empty() : anyMaster(at);
    }
    if (master.isEmpty() || at.phase() != Phase.MEMBER || master.get().voters().isEmpty()) {
      // One that has just begun to lead has not looked yet whom it wants.
      return;
    }
    boolean wanted = master.get().voters().contains(at.self().id());
    if (wanted && !standing.port().voting() || !wanted && standing.port().voting() && !listed) {
      moves.comeAgain(wanted);
    }
  }

  private Optional<Hello> anyMaster(Place at) {
    return at.others().stream()
        .map(each -> contacts.now(each.id()))
        .flatMap(Optional::stream)
        .map(Contact::hello)
        .filter(it -> it.epoch() == at.epoch() && it.role() == ServerRole.MASTER)
        .findFirst();
  }

  /** What a start must know is written down: who the others are, and who has a vote. */
  private void remember() throws IOException {
    Place at = standing.placed();
    Place next = at.among(sorted(standing.port().raft().members()));
    if (at.phase() == Phase.MEMBER && !at.equals(next)) {
      standing.remember(next);
      standing.port().othersChanged();
    }
    standing.port().leaderChanged();
  }

  private static List<Member> sorted(List<Member> members) {
    return members.stream().sorted(java.util.Comparator.comparing(Member::id)).toList();
  }

  private void reconcile() throws IOException {
    Optional<Wanted> wanted = standing.wanted();
    if (wanted.isEmpty()) {
      return;
    }
    Place at = standing.placed();
    List<String> others = others(at);
    if (feeds(feeding.stalled(others, standing.position(), standing.means().clock().instant()))) {
      return;
    }
    boolean settled = standing.port().raft().settled();
    standing
        .calls()
        .look(
            wanted.get(),
            standing.port().raft().members(),
            settled,
            name -> contacts.opened(name, at.epoch()),
            standing.means().clock().instant());
    if (!settled) {
      return;
    }
    Optional<List<Member>> next =
        wanted
            .get()
            .next(standing.port().raft().members(), name -> contacts.opened(name, at.epoch()));
    if (next.isEmpty()) {
      goesOn();
      feeds(feeding.emptied(others, at.epoch()));
      return;
    }
    LOG.info("The servers of the log change. members={}", names(next.get()));
    // Written down first: a start in between must know of the new server.
    standing.remember(at.among(sorted(next.get())));
    next.get().stream()
        .map(Member::id)
        .filter(name -> !others.contains(name) && !name.equals(at.self().id()))
        .forEach(name -> feeding.added(name, at.epoch()));
    reconfigure(next.get());
  }

  /**
   * Makes the next step. A server that answers, but is not given what it lacks, is waited for
   * without end, and nothing else can be changed meanwhile: only leading anew ends that. It may
   * also break off an image that takes long, so each time is waited for longer.
   */
  private void reconfigure(List<Member> next) throws IOException {
    Instant began = standing.means().clock().instant();
    try {
      standing.port().raft().reconfigure(next);
      goesOn();
    } catch (IOException cannot) {
      refusedSince = refusedSince.equals(Instant.MAX) ? began : refusedSince;
      Duration since = Duration.between(refusedSince, standing.means().clock().instant());
      if (since.compareTo(refusing) < 0) {
        throw cannot;
      }
      LOG.warn(
          "The servers of the log cannot be changed: it is opened again. reason=\"{}\"",
          cannot.getMessage());
      refusedSince = Instant.MAX;
      refusing = Pauses.twice(refusing, LONGEST_REFUSED);
      feeding.begin();
      moves.reopen();
    }
  }

  /** No step is refused now. */
  private void goesOn() {
    refusedSince = Instant.MAX;
    refusing = REFUSED;
  }

  /** Leads anew where a server lacks what it is not given any more; true then. */
  private boolean feeds(Optional<String> why) throws IOException {
    if (why.isEmpty()) {
      return false;
    }
    LOG.warn("{} The log is opened again, so that it is given what it lacks.", why.get());
    feeding.begin();
    moves.reopen();
    return true;
  }

  private List<String> others(Place at) throws IOException {
    return standing.port().raft().members().stream()
        .map(Member::id)
        .filter(name -> !name.equals(at.self().id()))
        .toList();
  }

  private static List<String> names(List<Member> members) {
    return members.stream().map(it -> it.id() + (it.voter() ? " (voter)" : "")).toList();
  }

  private void endInvitations() {
    Instant now = standing.means().clock().instant();
    List<Change> over = new ArrayList<>();
    for (Invite each : standing.content().map(Roll.Content::invites).orElse(List.of())) {
      if (!now.isBefore(each.expires()) && over.size() < Change.MAX_BATCH) {
        standing.roll().removeInvite(each.id()).ifPresent(over::add);
      }
    }
    if (!over.isEmpty()) {
      var unused = standing.append(new Change.Batch(over), BY_ITSELF);
    }
  }
}
