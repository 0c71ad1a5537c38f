package org.vedette.replication.member;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.cluster.ClusterView;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.secret.KeyTransfer;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.store.StoredSecret;
import org.vedette.testkit.memory.MemoryVault;

/** One server of a cluster, in this process; its folder and records stay when it is stopped. */
final class TestNode {
  static final Actor ADMIN = new Actor("admin", "cli", "127.0.0.1");

  final Services services = new Services();
  final MemoryStore store = new MemoryStore(services);
  final Path folder;
  private volatile Means.ServerSettings settings;
  private Server server;
  volatile boolean up;

  TestNode(String name, Path folder) throws IOException {
    this.folder = folder;
    settings = at(name, freePort());
    services.vault().add(new MemoryVault(settings.port()));
    services.keys().add(new NoKeys());
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private static Means.ServerSettings at(String name, int port) {
    return new Means.ServerSettings(
        name, "127.0.0.1", port, "127.0.0.1", Duration.ofMillis(600), 1000, false);
  }

  /** Is reached at another port from now on. */
  void moveTo(int port) {
    settings = at(settings.name(), port);
  }

  TestNode start() {
    server =
        new Server(
            folder,
            services,
            () -> settings,
            "1.0",
            Executors.newScheduledThreadPool(1),
            Executors.newSingleThreadExecutor(),
            Executors.newFixedThreadPool(2),
            offered -> {});
    server.start(false, Duration.ofMillis(50));
    up = true;
    return this;
  }

  void stop() {
    if (up) {
      up = false;
      server.close();
    }
  }

  String name() {
    return settings.name();
  }

  String trouble() {
    return server.health().message();
  }

  ClusterView view() {
    return server.cluster().view();
  }

  ServerRole role() {
    return view().role();
  }

  org.vedette.api.cluster.Cluster orders() {
    return server.cluster();
  }

  /** Brings another in. */
  void takeIn(TestNode other) throws Exception {
    ClusterAnswer.Invited invited =
        (ClusterAnswer.Invited) answer(orders().invite(other.name(), "", ADMIN));
    ClusterAnswer joined = answer(other.orders().join(invited.credentials(), false, ADMIN));
    if (!(joined instanceof ClusterAnswer.Done)) {
      throw new AssertionError(joined);
    }
    other.await("it follows", () -> other.role() == ServerRole.SUBORDINATE);
  }

  static ClusterAnswer answer(CompletionStage<ClusterAnswer> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  /** Writes a record of this name. */
  Committed write(String name) throws Exception {
    StoredSecret record =
        new StoredSecret(UUID.randomUUID(), 1, name, name.getBytes(StandardCharsets.US_ASCII));
    return server
        .log()
        .append(Change.put(StoredSecret.TYPE, record), ADMIN)
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  boolean has(String name) {
    return store.records().findByKey(StoredSecret.TYPE, StoredSecret.key(name)).isPresent();
  }

  void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(settings.name() + ": " + what)
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  /** Hands nothing over: the vaults of a test have one key. */
  private static final class NoKeys implements KeyTransfer {
    @Override
    public byte[] wrap(PublicKey receiver, String context) {
      return context.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void unwrap(PrivateKey own, String context, byte[] wrapped) {
      if (!Optional.of(context).equals(Optional.of(new String(wrapped, StandardCharsets.UTF_8)))) {
        throw new IllegalStateException("another context");
      }
    }
  }
}
