package org.vedette.replication.member;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.User;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.raft.Member;

/** Orders of operators. They run one after the other, with the moves of this server. */
final class Orders implements Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private static final Duration INVITATION = Duration.ofHours(24);
  private static final String ALONE = "this server stands alone, with the records as they were";
  private static final String NAME = "a server is called by letters a to z, digits and dashes";

  private final Standing standing;
  private final Moves moves;
  private final Views views;
  private final Handing handing;
  private final Joining joining;
  private final Contacts contacts;
  private final Greeter greeter;
  private final OrderedChange writing;
  private final Executor thread;

  Orders(
      Standing standing,
      Moves moves,
      Views views,
      Contacts contacts,
      Greeter greeter,
      Handing handing,
      Executor thread) {
    this.standing = standing;
    this.moves = moves;
    this.views = views;
    this.contacts = contacts;
    this.greeter = greeter;
    this.handing = handing;
    this.joining = new Joining(standing, moves);
    this.writing = new OrderedChange(standing);
    this.thread = thread;
  }

  /** An order that is carried out by the thread that moves. */
  @FunctionalInterface
  private interface Order {
    ClusterAnswer run() throws IOException, GeneralSecurityException;
  }

  private CompletionStage<ClusterAnswer> run(String what, Order order) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              return order.run();
            } catch (IllegalArgumentException wrong) {
              return new ClusterAnswer.Refused("", String.valueOf(wrong.getMessage()));
            } catch (IOException
                | GeneralSecurityException
                | StoreUnavailableException
                | IllegalStateException failure) {
              LOG.warn("An order to the cluster failed. order={}", what, failure);
              return new ClusterAnswer.Unavailable(
                  what + " failed: " + failure.getMessage() + "; see the log of this server");
            }
          },
          thread);
    } catch (RejectedExecutionException stopped) {
      return CompletableFuture.completedStage(
          new ClusterAnswer.Unavailable("replication is being replaced: try again"));
    }
  }

  @Override
  public ClusterView view() {
    return views.now();
  }

  @Override
  public CompletionStage<ClusterAnswer> invite(String name, String replaces, Actor actor) {
    return run(
        "inviting",
        () -> {
          if (!Member.isName(name)) {
            return new ClusterAnswer.Refused("name", NAME + ", 1 to 63 of them: not " + name);
          }
          if (standing.role() == ServerRole.SINGLE) {
            if (!replaces.isEmpty()) {
              return new ClusterAnswer.Refused("replaces", "there is no other server yet");
            }
            if (name.equals(standing.means().settings().get().name())) {
              return new ClusterAnswer.Refused("name", "this server itself is called " + name);
            }
            moves.found(actor);
          }
          return invited(name, replaces, actor);
        });
  }

  private ClusterAnswer invited(String name, String replaces, Actor actor)
      throws IOException, GeneralSecurityException {
    Optional<Roll.Content> read = standing.refresh();
    if (read.isEmpty() || standing.role() == ServerRole.JOINING) {
      return new ClusterAnswer.Unavailable(standing.shut());
    }
    Roll.Content content = read.get();
    if (content.seat(name).isPresent() && !replaces.equals(name)) {
      return new ClusterAnswer.Refused(
          "name",
          "there is a server called " + name + ": choose another name, or replace that one");
    }
    if (!replaces.isEmpty() && content.seat(replaces).isEmpty()) {
      return new ClusterAnswer.Refused("replaces", "there is no server called " + replaces);
    }
    if (views.master().filter(replaces::equals).isPresent()) {
      return new ClusterAnswer.Refused(
          "replaces", replaces + " is the master: promote another server first");
    }
    Instant now = standing.means().clock().instant();
    Realm realm = content.realm().orElseThrow();
    ClusterAuthority authority = Authority.open(realm, standing.means().vault().get());
    KeyPair keys = ClusterAuthority.newKey();
    String id = HexFormat.of().formatHex(standing.means().vault().get().random(8));
    X509Certificate certificate =
        authority.invite(keys.getPublic(), Invite.PREFIX + id, now, INVITATION);
    List<Change> changes = new ArrayList<>();
    changes.add(
        standing
            .roll()
            .put(
                new Invite(
                    id,
                    name,
                    replaces.equals(name) ? "" : replaces,
                    now.plus(INVITATION),
                    Authority.serial(certificate),
                    "")));
    if (replaces.equals(name)) {
      changes.addAll(standing.roll().removeSeat(content, name, now));
    }
    Optional<ClusterAnswer> trouble = writing.write(new Change.Batch(changes), actor);
    if (trouble.isPresent()) {
      return trouble.get();
    }
    standing.refresh();
    return new ClusterAnswer.Invited(
        new Credentials(
                realm.cluster(),
                name,
                doors(content),
                authority.certificate(),
                certificate,
                keys.getPrivate())
            .text(),
        now.plus(INVITATION));
  }

  /** This server first, then the others. */
  private List<Credentials.Door> doors(Roll.Content content) throws IOException {
    List<Credentials.Door> doors = new ArrayList<>();
    Member self = standing.placed().self();
    doors.add(new Credentials.Door(self.host(), self.port()));
    content.seats().stream()
        .filter(seat -> !seat.name().equals(self.id()))
        .forEach(seat -> doors.add(new Credentials.Door(seat.host(), seat.port())));
    return doors;
  }

  @Override
  public CompletionStage<ClusterAnswer> join(Secret credentials, boolean replace, Actor actor) {
    return run(
        "joining",
        () -> {
          Credentials with;
          try {
            with = Credentials.of(credentials);
          } catch (IllegalArgumentException wrong) {
            return new ClusterAnswer.Refused("credentials", String.valueOf(wrong.getMessage()));
          }
          if (standing.role() != ServerRole.SINGLE) {
            return new ClusterAnswer.Refused(
                "", "this server belongs to a cluster: let it leave that first");
          }
          if (standing.means().applier().get().sharedDatabase().isEmpty() && !replace && !empty()) {
            return new ClusterAnswer.Refused(
                "replace",
                "this server has users, and joining replaces everything it has: say so, or join"
                    + " with a fresh server");
          }
          return joining.join(with);
        });
  }

  /** Whether nothing would be replaced: records that lie in a shared database stay. */
  private boolean empty() {
    return !EqualMoves.id(standing.means().applier().get()).isEmpty()
        || standing.means().records().get().search(User.TYPE, new Records.Query("", 0, 1)).total()
            == 0;
  }

  @Override
  public CompletionStage<ClusterAnswer> promote(boolean masterUnreachable, Actor actor) {
    ServerRole role = standing.role();
    Optional<String> master = views.master();
    if (role == ServerRole.EQUAL) {
      return CompletableFuture.completedStage(EqualMoves.NO_MASTER);
    }
    if (role == ServerRole.MASTER || role == ServerRole.SINGLE) {
      return refused("", "this server takes changes already");
    }
    if (role == ServerRole.JOINING) {
      return refused(
          "", "this server has no whole copy of the records yet: wait, or promote another");
    }
    if (masterUnreachable && master.isPresent()) {
      return refused(
          "masterUnreachable",
          "the master " + master.get() + " answers: promote without it, nothing is lost then");
    }
    if (!masterUnreachable && master.isEmpty()) {
      return refused(
          "masterUnreachable",
          "the master does not answer: what it has not passed on would be lost; to promote this"
              + " server all the same, say that the master is unreachable");
    }
    return master.map(handing::ask).orElseGet(() -> seized(actor));
  }

  private CompletionStage<ClusterAnswer> seized(Actor actor) {
    return run(
        "promoting",
        () -> {
          moves.seize(greatestEpoch(), actor);
          return new ClusterAnswer.Done(
              "this server is the master, in epoch " + standing.placed().epoch());
        });
  }

  private static CompletionStage<ClusterAnswer> refused(String field, String why) {
    return CompletableFuture.completedStage(new ClusterAnswer.Refused(field, why));
  }

  private long greatestEpoch() {
    return greeter.others().stream()
        .map(each -> contacts.last(each.id()))
        .flatMap(Optional::stream)
        .mapToLong(it -> it.hello().epoch())
        .max()
        .orElse(0);
  }

  @Override
  public CompletionStage<ClusterAnswer> alone(Actor actor) {
    return run(
        "going on alone",
        () -> {
          if (standing.role() == ServerRole.EQUAL) {
            return EqualMoves.NO_MASTER;
          }
          if (standing.role() != ServerRole.WAITING) {
            return new ClusterAnswer.Refused("", "this server does not wait for others");
          }
          LOG.warn("An operator says that nobody was promoted meanwhile. actor={}", actor.name());
          moves.openLog();
          return new ClusterAnswer.Done("this server takes changes again");
        });
  }

  @Override
  public CompletionStage<ClusterAnswer> remove(String name, Actor actor) {
    return run(
        "removing",
        () -> {
          if (standing.role() == ServerRole.SINGLE) {
            if (standing.means().applier().get().reign() == 0) {
              return new ClusterAnswer.Refused("", "this server belongs to no cluster");
            }
            // What it knew of its cluster is gone; its records say that there was one.
            standing.leave();
            return new ClusterAnswer.Done(ALONE);
          }
          boolean self = standing.placed().self().id().equals(name);
          Optional<Roll.Content> content = standing.refresh();
          if (!self && content.filter(it -> it.seat(name).isPresent()).isEmpty()) {
            return new ClusterAnswer.Refused("name", "there is no server called " + name);
          }
          if (self) {
            return leave(name, actor);
          }
          if (views.master().filter(name::equals).isPresent()) {
            return new ClusterAnswer.Refused(
                "name", name + " is the master: promote another server first");
          }
          return removed(name, actor)
              .orElseGet(
                  () -> new ClusterAnswer.Done(name + " does not belong to the cluster now"));
        });
  }

  private Optional<ClusterAnswer> removed(String name, Actor actor) {
    List<Change> changes =
        standing
            .content()
            .map(it -> standing.roll().removeSeat(it, name, standing.means().clock().instant()))
            .orElse(List.of());
    return changes.isEmpty() ? Optional.empty() : writing.write(new Change.Batch(changes), actor);
  }

  /** This server leaves: it stands alone afterwards, with the records as they are. */
  private ClusterAnswer leave(String name, Actor actor) throws IOException {
    List<Member> others = greeter.others();
    boolean putOut =
        !others.isEmpty()
            && others.stream()
                .allMatch(it -> contacts.trouble(it.id()).equals(PeerTroubles.REMOVED));
    if (!others.isEmpty() && !putOut) {
      if (standing.role() == ServerRole.MASTER) {
        return new ClusterAnswer.Refused(
            "name", "this server is the master: promote another server first");
      }
      Optional<ClusterAnswer> trouble =
          standing.role() == ServerRole.JOINING ? Optional.empty() : removed(name, actor);
      if (trouble.isPresent()) {
        return trouble.get();
      }
    }
    if (standing.role() == ServerRole.EQUAL && !others.isEmpty()) {
      return new EqualMoves(standing).leave();
    }
    standing.leave();
    return new ClusterAnswer.Done(ALONE);
  }

  @Override
  public CompletionStage<ClusterAnswer> failover(boolean automatic, Actor actor) {
    return run(
        "changing who decides",
        () -> {
          if (standing.role() == ServerRole.EQUAL) {
            return EqualMoves.NO_MASTER;
          }
          Optional<Realm> realm = standing.refresh().flatMap(Roll.Content::realm);
          if (realm.isEmpty()) {
            return new ClusterAnswer.Refused("", "this server belongs to no cluster");
          }
          int servers = standing.content().map(it -> it.seats().size()).orElse(0);
          return writing
              .write(standing.roll().put(realm.get().automatic(automatic)), actor)
              .orElseGet(
                  () ->
                      new ClusterAnswer.Done(
                          !automatic
                              ? "an operator decides who is the master"
                              : servers < 3
                                  ? "the servers choose the master as soon as there are three"
                                  : "the servers choose the master"));
        });
  }
}
