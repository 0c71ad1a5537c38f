package org.vedette.replication.member;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ServerRole;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.ClusterTrust;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.member.Means.ServerSettings;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.Peers;
import org.vedette.replication.raft.Identity;
import org.vedette.replication.raft.Member;

/** Asks the servers of a cluster to take this one in. */
final class Joining {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Standing standing;
  private final Moves moves;

  Joining(Standing standing, Moves moves) {
    this.standing = standing;
    this.moves = moves;
  }

  ClusterAnswer join(Credentials with) throws IOException, GeneralSecurityException {
    ServerSettings settings = standing.means().settings().get();
    try {
      if (InetAddress.getByName(settings.host()).isLoopbackAddress()
          && with.doors().stream().noneMatch(door -> isLoopback(door.host()))) {
        return new ClusterAnswer.Refused(
            "",
            "the other servers cannot reach this one as "
                + settings.host()
                + ": set host in etc/org.vedette.replication.cfg");
      }
    } catch (UnknownHostException unknown) {
      return new ClusterAnswer.Refused(
          "",
          "the name of this server, "
              + settings.host()
              + ", cannot be resolved: set host in etc/org.vedette.replication.cfg");
    }
    KeyPair keys = ClusterAuthority.newKey();
    JoinForm.Request request =
        new JoinForm.Request(
            settings.host(),
            settings.port(),
            keys.getPublic().getEncoded(),
            standing.means().version(),
            EqualMoves.id(standing.means().applier().get()));
    JoinForm.Answer answer = ask(with, request);
    if (!answer.refused().isEmpty()) {
      return new ClusterAnswer.Refused("credentials", answer.refused());
    }
    moves.join(with, keys, answer);
    return new ClusterAnswer.Done(
        standing.role() == ServerRole.EQUAL
            ? "this server was taken in as " + with.name() + ", and writes to the shared database"
            : "this server was taken in as " + with.name() + ", and is being given the records");
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  /** Asks one after the other until one answers. */
  private static JoinForm.Answer ask(Credentials with, JoinForm.Request request)
      throws IOException, GeneralSecurityException {
    Identity guest =
        new Identity(
            new OwnKey(
                new OwnKey.Pair(
                    with.key(), new X509Certificate[] {with.certificate(), with.authority()})),
            ClusterTrust.in(with.authority()));
    String trouble = "the credentials name no server";
    try (Peers peers = new Peers(guest)) {
      for (Credentials.Door door : with.doors()) {
        Member to = new Member("door", door.host(), door.port(), false);
        try {
          return JoinForm.Answer.fromBytes(
              peers
                  .ask(to, PeerMethod.JOIN, request.toBytes(), DEADLINE)
                  .toCompletableFuture()
                  .get(DEADLINE.toSeconds() + 1, TimeUnit.SECONDS));
        } catch (ExecutionException failure) {
          Throwable cause = failure.getCause();
          trouble = text(door, cause == null ? failure : cause);
        } catch (TimeoutException late) {
          trouble = door.host() + ":" + door.port() + " does not answer";
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new IOException("this server is being stopped", interrupted);
        }
      }
    }
    return JoinForm.Answer.no(trouble);
  }

  private static String text(Credentials.Door door, Throwable failure) {
    String why = PeerTroubles.text(failure);
    return why.equals(PeerTroubles.REMOVED)
        ? "the invitation was used, has ended, or was made by another cluster: ask for another"
        : door.host() + ":" + door.port() + ": " + why;
  }
}
