package org.vedette.replication.member;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.cert.Pem;
import org.vedette.replication.member.Means.ServerSettings;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.raft.Member;

/**
 * Gets this server another certificate: after two thirds of the life of the one in use, and when it
 * is to be reached elsewhere. Called by the thread that moves.
 */
final class Renewal {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Standing standing;
  private final Moves moves;
  private Instant again = Instant.MIN;

  Renewal(Standing standing, Moves moves) {
    this.standing = standing;
    this.moves = moves;
  }

  /** Looks whether it is time; trouble is told, and tried again. */
  void look() throws IOException {
    Member self = standing.placed().self();
    ServerSettings settings = standing.means().settings().get();
    Instant now = standing.means().clock().instant();
    boolean elsewhere = !self.host().equals(settings.host()) || self.port() != settings.port();
    Instant due = standing.port().wired().expires().minus(ClusterAuthority.LIFE.dividedBy(3));
    if (!elsewhere && now.isBefore(due) || now.isBefore(again)) {
      return;
    }
    again = now.plus(PATIENCE);
    try {
      renew(self, settings);
      if (elsewhere) {
        moves.elsewhere(settings.host(), settings.port());
      }
    } catch (GeneralSecurityException | IOException failure) {
      LOG.warn(
          "This server could not get another certificate; it tries again. reason=\"{}\"",
          failure.getMessage());
    }
  }

  private void renew(Member self, ServerSettings settings)
      throws IOException, GeneralSecurityException {
    KeyPair keys = ClusterAuthority.newKey();
    byte[] certificate =
        asked(
            self,
            new JoinForm.Renewal(settings.host(), settings.port(), keys.getPublic().getEncoded()));
    OwnKey.Pair pair =
        new OwnKey.Pair(
            keys.getPrivate(),
            new X509Certificate[] {
              Pem.certificate(certificate), ClusterFolder.authority(standing.means().folder().key())
            });
    standing.means().folder().write(pair);
    standing.port().wired().renew(pair);
    LOG.info(
        "This server has another certificate. host={} expires={}",
        settings.host(),
        standing.port().wired().expires());
  }

  /** Any server can issue one; this one is asked, by the same way as any other. */
  private byte[] asked(Member self, JoinForm.Renewal wanted) throws IOException {
    try {
      return standing
          .port()
          .wired()
          .peers()
          .ask(self, PeerMethod.RENEW, wanted.toBytes(), PATIENCE)
          .toCompletableFuture()
          .get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("this server is being stopped", interrupted);
    } catch (ExecutionException | TimeoutException none) {
      throw new IOException("no server issued one: is a master reachable?", none);
    }
  }
}
