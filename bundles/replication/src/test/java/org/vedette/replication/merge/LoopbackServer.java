package org.vedette.replication.merge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.vedette.api.state.SharedState;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.ClusterTrust;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;
import org.vedette.replication.peer.Peers;
import org.vedette.replication.peer.WaitingPort;
import org.vedette.replication.raft.Identity;
import org.vedette.replication.raft.Member;

/**
 * One server of a cluster on loopback, with certificates, and nothing but the exchange of state.
 */
final class LoopbackServer implements AutoCloseable {
  final StateExchange exchange;
  private final Member self;
  private final Map<String, Member> members;
  private final Identity identity;
  private final Peers peers;
  private WaitingPort port;

  LoopbackServer(
      String name,
      ClusterAuthority authority,
      Map<String, Member> members,
      Supplier<Optional<SharedState>> state)
      throws Exception {
    this.members = members;
    this.self = new Member(name, "127.0.0.1", freePort(), true);
    KeyPair keys = ClusterAuthority.newKey();
    X509Certificate own = authority.issue(keys.getPublic(), name, "127.0.0.1", Instant.now());
    this.identity =
        new Identity(
            new OwnKey(
                new OwnKey.Pair(
                    keys.getPrivate(), new X509Certificate[] {own, authority.certificate()})),
            ClusterTrust.in(authority.certificate()));
    this.peers = new Peers(identity);
    this.exchange =
        new StateExchange(
            new OverPeers(), state, () -> false, InstantSource.system(), System.nanoTime());
    listen();
    members.put(name, self);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  /** Begins to listen. */
  void listen() throws Exception {
    PeerService service =
        new PeerService(
            (caller, serial, question) -> members.containsKey(caller), exchange.answerers());
    port = new WaitingPort(new InetSocketAddress(self.host(), self.port()), identity, service);
  }

  /** Ends listening: whoever asks is refused. */
  void deafen() {
    port.close();
  }

  @Override
  public void close() {
    exchange.close();
    peers.close();
    deafen();
  }

  /** Members as they are now. */
  static Map<String, Member> members() {
    return new ConcurrentHashMap<>();
  }

  private final class OverPeers implements Links {
    @Override
    public List<String> others() {
      return members.keySet().stream().filter(each -> !each.equals(self.id())).sorted().toList();
    }

    @Override
    public CompletionStage<byte[]> ask(
        String name, PeerMethod method, byte[] question, Duration deadline) {
      return peers.ask(members.get(name), method, question, deadline);
    }
  }
}
