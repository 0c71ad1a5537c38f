package org.vedette.replication.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.After;
import org.junit.Test;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.ClusterTrust;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.merge.Links;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;
import org.vedette.replication.peer.Peers;
import org.vedette.replication.peer.WaitingPort;
import org.vedette.replication.raft.Identity;
import org.vedette.replication.raft.Member;

/** Audit records over the port and the certificates that servers really use. */
public class LoopbackAuditTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ClusterAuthority authority;
  private final Map<String, Member> members = new ConcurrentHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  public LoopbackAuditTest() throws Exception {
    authority = ClusterAuthority.make(UUID.randomUUID(), Instant.now());
  }

  private AuditSharing server(String name, FakeAudit audit, boolean knowsAudit) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    KeyPair keys = ClusterAuthority.newKey();
    X509Certificate own = authority.issue(keys.getPublic(), name, "127.0.0.1", Instant.now());
    Identity identity =
        new Identity(
            new OwnKey(
                new OwnKey.Pair(
                    keys.getPrivate(), new X509Certificate[] {own, authority.certificate()})),
            ClusterTrust.in(authority.certificate()));
    Peers peers = new Peers(identity);
    Links links =
        new Links() {
          @Override
          public List<String> others() {
            return members.keySet().stream().filter(each -> !each.equals(name)).sorted().toList();
          }

          @Override
          public CompletionStage<byte[]> ask(
              String to, PeerMethod method, byte[] question, Duration deadline) {
            return peers.ask(members.get(to), method, question, deadline);
          }
        };
    AuditSharing sharing =
        new AuditSharing(links, () -> Optional.of(audit), () -> name, InstantSource.system());
    PeerService service =
        new PeerService(
            (caller, serial, question) -> members.containsKey(caller),
            Map.of(knowsAudit ? PeerMethod.AUDIT : PeerMethod.PULL, sharing::answer));
    open.add(0, new WaitingPort(new InetSocketAddress("127.0.0.1", port), identity, service));
    open.add(0, peers);
    open.add(0, sharing);
    members.put(name, new Member(name, "127.0.0.1", port, true));
    sharing.shared(true);
    return sharing;
  }

  @After
  public void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  public void recordsTravelOverMutualTlsAndAnOlderServerIsLeftAlone() throws Exception {
    FakeAudit atA = new FakeAudit("id-a");
    FakeAudit atB = new FakeAudit("id-b");
    atA.write(1, 3_000);
    atB.write(1, 5);
    AuditSharing a = server("a", atA, true);
    AuditSharing b = server("b", atB, true);
    server("old", new FakeAudit("id-old"), false);
    await().atMost(LONG).until(() -> atB.held("id-a") == 3_000 && atA.held("id-b") == 5);
    atA.write("late");
    await().atMost(LONG).until(() -> atB.held("id-a") == 3_001);
    await().atMost(LONG).until(() -> b.lags().containsKey("a") && a.lags().containsKey("b"));
    assertThat(a.lags()).doesNotContainKey("old");
    assertThat(atB.texts("id-a")).isEqualTo(atA.texts("id-a"));
    a.shared(false);
    assertThat(a.answer("b", Request.ofHeads().toBytes()).toCompletableFuture().join()).isEmpty();
    assertThat(a.lags()).isEmpty();
  }
}
