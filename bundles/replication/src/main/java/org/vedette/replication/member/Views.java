package org.vedette.replication.member;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.ClusterView.Appends;
import org.vedette.api.cluster.PeerTraffic;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.cluster.ServerView;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.replication.member.Contacts.Contact;
import org.vedette.replication.raft.Member;
import org.vedette.replication.raft.RaftNode;

/** How things stand, for people. Callable from any thread. */
final class Views {
  /** So long a change may be on its way to a master that is not seen. */
  private static final Duration MISSING = Duration.ofSeconds(5);

  /** So long voters may need to choose one. */
  private static final Duration CHOOSING = Duration.ofSeconds(10);

  private static final String FINDING_OUT =
      "this server is finding out which part it has in its cluster: ask again in a moment";

  private final Standing standing;
  private final Contacts contacts;
  private final Greeter greeter;
  private final Figures figures;
  private volatile Instant masterSeen;
  private volatile @Nullable Instant behindSince;

  /** What is counted elsewhere. */
  interface Figures {
    /** What goes between this server and another. */
    Optional<PeerTraffic> traffic(String name);

    /** How changes fare. */
    Optional<Appends> appends();
  }

  Views(Standing standing, Contacts contacts, Greeter greeter, Figures figures) {
    this.figures = figures;
    this.standing = standing;
    this.contacts = contacts;
    this.greeter = greeter;
    this.masterSeen = standing.means().clock().instant();
  }

  ClusterView now() {
    Optional<Place> found = standing.place();
    if (found.isEmpty()) {
      return new ClusterView(
          Optional.empty(),
          standing.means().settings().get().name(),
          standing.known() ? ServerRole.SINGLE : ServerRole.UNKNOWN,
          0,
          false,
          Optional.empty(),
          standing.known() || !standing.shut().isEmpty() ? standing.shut() : FINDING_OUT,
          Optional.empty(),
          Optional.empty(),
          List.of());
    }
    Place at = found.get();
    List<ServerView> servers = new ArrayList<>();
    servers.add(own(at));
    for (Member each : greeter.others()) {
      servers.add(other(each, at));
    }
    servers.replaceAll(it -> Alarms.looked(it, clock(), standing.means().boot()));
    servers.sort(Comparator.comparing(ServerView::name));
    return new ClusterView(
        Optional.of(at.cluster()),
        at.self().id(),
        standing.role(),
        at.epoch(),
        voters(at).stream().filter(Member::voter).count() > 1,
        standing.role() == ServerRole.EQUAL ? first() : master(),
        notice(at),
        standing
            .port()
            .watch()
            .progress()
            .or(standing.port().arrival()::progress)
            .or(
                () ->
                    standing.role() == ServerRole.JOINING
                        ? Optional.of(new ClusterView.Progress("waiting for the copy", 0, 0))
                        : Optional.empty()),
        figures.appends(),
        servers);
  }

  /** Who leads; empty when nobody is known to, or whoever it was does not answer. */
  Optional<String> master() {
    Optional<Place> at = standing.place();
    String self = at.map(it -> it.self().id()).orElse("");
    return standing
        .port()
        .node()
        .map(RaftNode::leader)
        .filter(it -> !it.isEmpty())
        .filter(it -> it.equals(self) || contacts.now(it).isPresent())
        .or(() -> at.flatMap(this::saysSo));
  }

  /** Whoever says of itself that it leads this reign: the log may not tell while it is reopened. */
  private Optional<String> saysSo(Place at) {
    return greeter.others().stream()
        .map(Member::id)
        .filter(
            name ->
                contacts
                    .now(name)
                    .filter(it -> it.hello().epoch() == at.epoch())
                    .filter(it -> it.hello().role() == ServerRole.MASTER)
                    .isPresent())
        .filter(name -> contacts.trouble(name).isEmpty())
        .findFirst();
  }

  /** Looks whether there is a master; called again and again. */
  void look() {
    if (master().isPresent()) {
      masterSeen = clock();
    }
    boolean behind =
        standing.place().map(it -> lag(standing.position(), it).orElse(0) > 0).orElse(false);
    Instant since = behindSince;
    behindSince = !behind ? null : since == null ? clock() : since;
  }

  private Instant clock() {
    return standing.means().clock().instant();
  }

  /** Whether there has been no master for so long that none will come by itself. */
  boolean hopeless() {
    Optional<Place> at = standing.place();
    if (at.isEmpty() || standing.role() != ServerRole.SUBORDINATE) {
      return false;
    }
    boolean choosing = voters(at.get()).stream().filter(Member::voter).count() > 1;
    Duration missing = Duration.between(masterSeen, standing.means().clock().instant());
    return missing.compareTo(choosing ? CHOOSING : MISSING) > 0;
  }

  /** Of servers that share a database, the one that does what one alone shall do. */
  Optional<String> first() {
    String self = standing.place().map(it -> it.self().id()).orElse("");
    return standing.role() != ServerRole.EQUAL
        ? Optional.empty()
        : EqualMoves.first(
            standing.content().map(Roll.Content::seats).orElse(List.of()),
            self,
            name -> contacts.now(name).isPresent() && contacts.trouble(name).isEmpty());
  }

  private String notice(Place at) {
    if (!standing.port().watch().trouble().isEmpty()) {
      return standing.port().watch().trouble();
    }
    if (!standing.shut().isEmpty() || standing.role() == ServerRole.EQUAL) {
      return standing.shut();
    }
    if (standing.role() == ServerRole.UNKNOWN) {
      return FINDING_OUT;
    }
    if (standing.port().node().filter(RaftNode::dead).isPresent()) {
      return "a fault has ended the log of changes at this server: it is opened again, see its log";
    }
    if (master().isEmpty()) {
      boolean removed =
          !at.others().isEmpty()
              && at.others().stream()
                  .allMatch(it -> contacts.trouble(it.id()).equals(PeerTroubles.REMOVED));
      return removed
          ? "the other servers do not let this one in: it was removed; let it join again, or stand"
              + " alone (bin/vedette server leave)"
          : "no master reachable: sign-ins go on, changes do not; promote with bin/vedette server"
              + " promote";
    }
    return standing.lost();
  }

  private ServerView own(Place at) {
    return new ServerView(
        at.self().id(),
        at.self().host(),
        at.self().port(),
        votes(at.self().id(), at),
        standing.role(),
        standing.means().version(),
        at.epoch(),
        lag(standing.position(), at),
        Optional.ofNullable(behindSince).map(since -> Duration.between(since, clock())),
        Optional.empty(),
        Optional.empty(),
        standing.port().wire().map(Wire::expires),
        standing.position().index(),
        Optional.empty(),
        standing.port().watch().trouble());
  }

  private ServerView other(Member member, Place at) {
    Optional<Contact> last = contacts.last(member.id());
    Optional<Contact> now = contacts.now(member.id());
    return new ServerView(
        member.id(),
        member.host(),
        member.port(),
        votes(member.id(), at),
        now.filter(it -> contacts.trouble(member.id()).isEmpty())
            .map(it -> it.hello().role())
            .orElse(ServerRole.UNKNOWN),
        last.map(it -> it.hello().version()).orElse(""),
        last.map(it -> it.hello().epoch()).orElse(0L),
        now.filter(it -> it.hello().epoch() == at.epoch())
            .map(it -> lag(it.hello().place(), at))
            .orElse(OptionalLong.empty()),
        now.flatMap(Contact::behindSince)
            .map(since -> Duration.between(since, standing.means().clock().instant())),
        now.map(Contact::clockDifference),
        last.map(Contact::at),
        last.map(it -> it.hello().certificateExpires()),
        last.map(it -> it.hello().place().index()).orElse(0L),
        figures.traffic(member.id()),
        trouble(member.id(), now));
  }

  private String trouble(String name, Optional<Contact> now) {
    if (now.isEmpty()) {
      String why = contacts.trouble(name);
      return why.isEmpty() ? "it has not answered yet" : why;
    }
    return now.get().hello().trouble();
  }

  /** How many changes of the master a server has not applied. */
  private OptionalLong lag(Position held, Place at) {
    Optional<Position> ahead =
        standing.role() == ServerRole.MASTER
            ? Optional.of(standing.position())
            : master()
                .flatMap(contacts::now)
                .filter(it -> it.hello().epoch() == at.epoch())
                .map(it -> it.hello().place());
    return ahead.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            held.epoch() == at.epoch()
                ? Math.max(0, ahead.get().index() - held.index())
                : ahead.get().index());
  }

  private boolean votes(String name, Place at) {
    return voters(at).stream().anyMatch(it -> it.id().equals(name) && it.voter());
  }

  private List<Member> voters(Place at) {
    return standing.port().node().map(RaftNode::members).orElse(at.members());
  }
}
