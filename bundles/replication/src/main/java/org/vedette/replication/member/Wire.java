package org.vedette.replication.member;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import org.vedette.replication.cert.ClusterTrust;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.peer.Gatekeeper;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;
import org.vedette.replication.peer.Peers;
import org.vedette.replication.raft.Identity;

/** This server's identity towards the others, and its ways of asking and answering them. */
final class Wire implements AutoCloseable {
  private final OwnKey key;
  private final Identity identity;
  private final Peers peers;
  private final PeerService service;
  private volatile OwnKey.Pair pair;

  Wire(OwnKey.Pair pair, Gatekeeper.Door door, Map<PeerMethod, PeerService.Answerer> answerers)
      throws IOException {
    this.pair = pair;
    key = new OwnKey(pair);
    try {
      identity = new Identity(key, ClusterTrust.in(ClusterFolder.authority(pair)));
    } catch (GeneralSecurityException odd) {
      throw new IOException("the certificates of this server cannot be used", odd);
    }
    peers = new Peers(identity);
    service = new PeerService(door, answerers);
  }

  Identity identity() {
    return identity;
  }

  Peers peers() {
    return peers;
  }

  PeerService service() {
    return service;
  }

  /** The certificate in use. */
  X509Certificate certificate() {
    return pair.chain()[0];
  }

  Instant expires() {
    return certificate().getNotAfter().toInstant();
  }

  /** New connections use another pair. */
  void renew(OwnKey.Pair next) {
    pair = next;
    key.renew(next);
  }

  @Override
  public void close() {
    peers.close();
  }
}
