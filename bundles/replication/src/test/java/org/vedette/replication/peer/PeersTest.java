package org.vedette.replication.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.thirdparty.io.grpc.Server;
import org.apache.ratis.thirdparty.io.grpc.netty.GrpcSslContexts;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.ClientAuth;
import org.apache.ratis.thirdparty.io.netty.handler.ssl.SslContextBuilder;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.ClusterTrust;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.raft.Identity;
import org.vedette.replication.raft.Member;

public class PeersTest {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final Set<String> members = ConcurrentHashMap.newKeySet();
  private ClusterAuthority authority;
  private Server server;
  private Member a;

  @Before
  public void start() throws Exception {
    authority = ClusterAuthority.make(UUID.randomUUID(), Instant.now());
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      a = new Member("a", "127.0.0.1", free.getLocalPort(), true);
    }
    members.add("b");
    PeerService service =
        new PeerService(
            (name, serial, question) -> members.contains(name),
            Map.of(
                PeerMethod.HELLO,
                (from, question) ->
                    CompletableFuture.completedFuture(
                        (from + " says " + text(question)).getBytes(StandardCharsets.UTF_8)),
                PeerMethod.PULL,
                (from, question) -> new CompletableFuture<>()));
    Identity own = identity(authority, "a");
    server =
        service
            .customize(
                NettyServerBuilder.forAddress(new InetSocketAddress(a.host(), a.port()))
                    .sslContext(
                        GrpcSslContexts.configure(SslContextBuilder.forServer(own.key()))
                            .trustManager(own.trust())
                            .clientAuth(ClientAuth.REQUIRE)
                            .build()),
                EnumSet.noneOf(GrpcServices.Type.class))
            .build()
            .start();
  }

  @After
  public void stop() throws Exception {
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
  }

  private static Identity identity(ClusterAuthority by, String id) throws Exception {
    KeyPair keys = ClusterAuthority.newKey();
    X509Certificate own = by.issue(keys.getPublic(), id, "127.0.0.1", Instant.now());
    return new Identity(
        new OwnKey(
            new OwnKey.Pair(keys.getPrivate(), new X509Certificate[] {own, by.certificate()})),
        ClusterTrust.in(by.certificate()));
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  private String hello(Identity by) throws Exception {
    try (Peers peers = new Peers(by)) {
      return text(
          peers
              .ask(a, PeerMethod.HELLO, "hi".getBytes(StandardCharsets.UTF_8), DEADLINE)
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  public void aMemberIsAnsweredByTheNameInItsCertificate() throws Exception {
    assertThat(hello(identity(authority, "b"))).isEqualTo("b says hi");
  }

  @Test
  public void whoIsNoMemberAnyMoreIsRefused() throws Exception {
    Identity removed = identity(authority, "c");
    assertThatThrownBy(() -> hello(removed)).hasMessageContaining("PERMISSION_DENIED");
  }

  @Test
  public void anotherAuthorityIsRefusedOnEitherSide() throws Exception {
    ClusterAuthority foreign = ClusterAuthority.make(UUID.randomUUID(), Instant.now());
    Identity stranger = identity(foreign, "b");
    assertThatThrownBy(() -> hello(stranger)).hasMessageContaining("UNAVAILABLE");
    Identity believesUs = new Identity(stranger.key(), identity(authority, "b").trust());
    assertThatThrownBy(() -> hello(believesUs)).hasMessageContaining("UNAVAILABLE");
  }

  @Test
  public void whoeverAnswersNotInTimeIsNotWaitedFor() throws Exception {
    try (Peers peers = new Peers(identity(authority, "b"))) {
      assertThatThrownBy(
              () ->
                  peers
                      .ask(a, PeerMethod.PULL, new byte[0], Duration.ofMillis(200))
                      .toCompletableFuture()
                      .get(10, TimeUnit.SECONDS))
          .hasMessageContaining("DEADLINE_EXCEEDED");
    }
  }

  @Test
  public void whoIsAwayIsDialledWithEveryQuestion() throws Exception {
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    AtomicInteger dialled = new AtomicInteger();
    try (ServerSocket closes = new ServerSocket(a.port(), 50, InetAddress.getByName(a.host()));
        Peers peers = new Peers(identity(authority, "b"))) {
      Thread door =
          new Thread(
              () -> {
                while (!closes.isClosed()) {
                  try (Socket guest = closes.accept()) {
                    dialled.incrementAndGet();
                  } catch (IOException closed) {
                    return;
                  }
                }
              });
      door.start();
      // With pauses that grow from a second it would take five.
      Awaitility.await("dialled four times")
          .atMost(Duration.ofSeconds(3))
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                assertThatThrownBy(
                        () ->
                            peers
                                .ask(a, PeerMethod.HELLO, new byte[0], DEADLINE)
                                .toCompletableFuture()
                                .get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class);
                return dialled.get() >= 4;
              });
    }
  }
}
