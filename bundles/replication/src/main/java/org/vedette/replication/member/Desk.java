package org.vedette.replication.member;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.Pem;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;
import org.vedette.replication.raft.Member;

/** Answers what other servers ask about belonging: hello, joining, another certificate. */
final class Desk {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final long WRITE_SECONDS = 20;
  private static final String AGAIN = "this server cannot take anybody in now: try again shortly";

  private final Standing standing;
  private final Greeter greeter;
  private final Executor slow;

  /**
   * Answers for this server.
   *
   * @param slow runs what reads or writes records
   */
  Desk(Standing standing, Greeter greeter, Executor slow) {
    this.standing = standing;
    this.greeter = greeter;
    this.slow = slow;
  }

  Map<PeerMethod, PeerService.Answerer> answerers() {
    Map<PeerMethod, PeerService.Answerer> all = new EnumMap<>(PeerMethod.class);
    all.put(PeerMethod.HELLO, (from, question) -> hello());
    all.put(PeerMethod.JOIN, this::join);
    all.put(PeerMethod.RENEW, this::renew);
    return all;
  }

  private CompletionStage<byte[]> hello() {
    return greeter
        .own()
        .map(it -> CompletableFuture.completedStage(it.toBytes()))
        .orElseGet(
            () -> CompletableFuture.failedStage(new IOException("this server stands alone")));
  }

  private CompletionStage<byte[]> join(String from, byte[] question) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return taken(
                    from.substring(Invite.PREFIX.length()), JoinForm.Request.fromBytes(question))
                .toBytes();
          } catch (IOException | GeneralSecurityException failure) {
            LOG.warn("A server could not be taken in. reason=\"{}\"", failure.getMessage());
            return JoinForm.Answer.no(AGAIN).toBytes();
          }
        },
        slow);
  }

  /** Takes a new server in: it gets its certificate and the keys, and the records name it. */
  private JoinForm.Answer taken(String id, JoinForm.Request request)
      throws IOException, GeneralSecurityException {
    Optional<Roll.Content> read = standing.refresh();
    if (read.isEmpty()) {
      return JoinForm.Answer.no(AGAIN);
    }
    Roll.Content content = read.get();
    Optional<Invite> found = content.invite(id);
    if (found.isEmpty()) {
      return JoinForm.Answer.no("the invitation is not known any more: ask for another");
    }
    Invite invite = found.get();
    String key = hash(request.publicKey());
    if (!invite.takenBy().isEmpty() && !invite.takenBy().equals(key)) {
      return JoinForm.Answer.no("the invitation was used already: ask for another");
    }
    Optional<Seat> seated = content.seat(invite.name());
    if (seated.isPresent() && invite.takenBy().isEmpty()) {
      return JoinForm.Answer.no("there is a server called " + invite.name() + " already");
    }
    String otherwise = otherDatabase(request.database());
    if (!otherwise.isEmpty()) {
      return JoinForm.Answer.no(otherwise);
    }
    boolean stillThere =
        standing.role() != ServerRole.EQUAL
            && standing.port().raft().members().stream()
                .anyMatch(it -> it.id().equals(invite.name()));
    if (stillThere && seated.isEmpty()) {
      return JoinForm.Answer.no(
          "the server that was called " + invite.name() + " is still being removed: try again");
    }
    Optional<Integer> number = seated.map(Seat::number).or(content::freeNumber);
    if (number.isEmpty()) {
      return JoinForm.Answer.no("a cluster has at most " + Seat.MOST + " servers");
    }
    return seat(content, invite.takenBy(key), request, number.get());
  }

  private JoinForm.Answer seat(
      Roll.Content content, Invite invite, JoinForm.Request request, int number)
      throws IOException, GeneralSecurityException {
    Realm realm = content.realm().orElseThrow();
    PublicKey key = Pem.publicKey(request.publicKey());
    X509Certificate certificate = issue(realm, key, invite.name(), request.host());
    List<Change> changes = new ArrayList<>();
    changes.add(standing.roll().put(invite));
    changes.add(
        standing
            .roll()
            .put(
                new Seat(
                    invite.name(),
                    number,
                    request.host(),
                    request.port(),
                    List.of(Authority.serial(certificate)))));
    changes.addAll(
        standing.roll().removeSeat(content, invite.replaces(), standing.means().clock().instant()));
    if (!(written(new Change.Batch(changes), new Actor(invite.name(), "invitation", request.host()))
        instanceof Committed.Done)) {
      return JoinForm.Answer.no(
          "the change could not be written: a server is taken in only while a master, or the shared"
              + " database, is reachable");
    }
    LOG.info("A server was taken in. server={} host={}", invite.name(), request.host());
    return new JoinForm.Answer(
        "",
        realm.cluster(),
        realm.epoch(),
        number,
        certificate.getEncoded(),
        members(content).stream()
            .filter(each -> !each.id().equals(invite.name()))
            .map(each -> new Member(each.id(), each.host(), each.port(), each.voter()))
            .toList(),
        standing.means().keys().get().wrap(key, JoinForm.context(realm.cluster(), invite.name())));
  }

  private List<Member> members(Roll.Content content) throws IOException {
    return standing.role() == ServerRole.EQUAL
        ? content.seats().stream().map(seat -> seat.member(false)).toList()
        : standing.port().raft().members();
  }

  /** Why a server does not fit whose records lie elsewhere; empty when it does. */
  private String otherDatabase(String theirs) {
    String ours = EqualMoves.id(standing.means().applier().get());
    if (ours.equals(theirs)) {
      return "";
    }
    if (ours.isEmpty()) {
      return "the servers of this cluster have a database each, and the new one names a shared one"
          + " in etc/org.ops4j.datasource-vedette.store.cfg";
    }
    return theirs.isEmpty()
        ? "the servers of this cluster share a database: name it in"
            + " etc/org.ops4j.datasource-vedette.store.cfg of the new server first"
        : "the new server names another database in etc/org.ops4j.datasource-vedette.store.cfg than"
            + " the servers of this cluster share";
  }

  private CompletionStage<byte[]> renew(String from, byte[] question) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            Roll.Content content = standing.refresh().orElseThrow();
            JoinForm.Renewal wanted = JoinForm.Renewal.fromBytes(question);
            Seat seat = content.seat(from).orElseThrow();
            X509Certificate certificate =
                issue(
                    content.realm().orElseThrow(),
                    Pem.publicKey(wanted.publicKey()),
                    from,
                    wanted.host());
            Committed committed =
                written(
                    standing
                        .roll()
                        .put(
                            seat.at(wanted.host(), wanted.port())
                                .with(Authority.serial(certificate))),
                    new Actor(from, "replication", wanted.host()));
            if (!(committed instanceof Committed.Done)) {
              throw new IllegalStateException("no master reachable");
            }
            LOG.info("The certificate of a server was renewed. server={}", from);
            return certificate.getEncoded();
          } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
          }
        },
        slow);
  }

  private X509Certificate issue(Realm realm, PublicKey key, String name, String host)
      throws GeneralSecurityException, IOException {
    ClusterAuthority authority = Authority.open(realm, standing.means().vault().get());
    return authority.issue(key, name, host, standing.means().clock().instant());
  }

  private Committed written(Change change, Actor actor) throws IOException {
    try {
      return standing
          .append(change, actor)
          .toCompletableFuture()
          .get(WRITE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("this server is being stopped", interrupted);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
      throw new IOException("the change was not written in time", late);
    }
  }

  private static String hash(byte[] key) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
