package org.vedette.replication.raft;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.ClusterTrust;
import org.vedette.replication.cert.OwnKey;

/** One server of a test: its folder and records stay when it is stopped. */
final class TestServer implements AutoCloseable, Watch {
  static final Duration ELECTION = Duration.ofMillis(600);
  static final int IMAGE_EVERY = 50;

  Member member;
  final MemoryApplier records = new MemoryApplier();
  private final Path folder;
  private final ClusterAuthority authority;
  volatile RaftNode node;
  final Repeats repeats = new Repeats();
  volatile long left;
  private ReplicatedLog log;
  private Way way;
  volatile String stuck = "";

  TestServer(String id, boolean voter, Path folder, ClusterAuthority authority) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      member = new Member(id, "127.0.0.1", free.getLocalPort(), voter);
    }
    this.folder = folder;
    this.authority = authority;
  }

  RaftNode.Setup setup() throws Exception {
    KeyPair keys = ClusterAuthority.newKey();
    X509Certificate own =
        authority.issue(keys.getPublic(), member.id(), member.host(), Instant.now());
    return new RaftNode.Setup(
        member,
        member.host(),
        folder,
        new Identity(
            new OwnKey(
                new OwnKey.Pair(
                    keys.getPrivate(), new X509Certificate[] {own, authority.certificate()})),
            ClusterTrust.in(authority.certificate())),
        records,
        this,
        repeats,
        ELECTION,
        IMAGE_EVERY,
        GrpcServices.Customizer.getDefaultInstance());
  }

  TestServer begin(Reign reign) throws Exception {
    node = RaftNode.begin(setup(), reign);
    return this;
  }

  TestServer join(Reign reign) throws Exception {
    node = RaftNode.join(setup(), reign);
    return this;
  }

  TestServer resume(Reign reign) throws Exception {
    node = RaftNode.resume(setup(), reign);
    return this;
  }

  /** It has another part from now on. */
  TestServer as(Member next) {
    member = next;
    return this;
  }

  /** Its log is lost, its records are not. */
  void wipe() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** As if it had been killed between an image and its sum. */
  void removeSums() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(it -> it.toString().endsWith(".md5")).toList()) {
        Files.delete(each);
      }
    }
  }

  /** Appends a change that holds the text, and waits for its answer. */
  Committed append(String text) throws Exception {
    if (way == null) {
      reopened();
    }
    return sent(text).get(30, TimeUnit.SECONDS);
  }

  /** Appends a change that holds the text, by the way in use or the next one. */
  CompletableFuture<Committed> sent(String text) {
    return sent(TestChange.of(text));
  }

  CompletableFuture<Committed> sent(Change change) {
    return appending()
        .append(change, new Actor("admin", "rest", "192.0.2.1"))
        .toCompletableFuture();
  }

  /** Changes are taken again. */
  void reopened() {
    way = appending().way(member.id(), node::client);
    appending().use(way);
  }

  private synchronized ReplicatedLog appending() {
    if (log == null) {
      log = new ReplicatedLog(records);
    }
    return log;
  }

  /** Sends an entry as it is. */
  Reply send(Entry entry) throws IOException {
    return send(entry.toBytes());
  }

  /** Sends octets as they are. */
  Reply send(byte[] bytes) throws IOException {
    try (RaftClient client = node.client(RetryPolicies.noRetry())) {
      Message message = Message.valueOf(UnsafeByteOperations.unsafeWrap(bytes));
      return Reply.fromBytes(client.io().send(message).getMessage().getContent().toByteArray());
    }
  }

  boolean leads() {
    try {
      return node.info().isLeaderReady();
    } catch (IOException closed) {
      return false;
    }
  }

  LifeCycle.State state() throws IOException {
    return node.info().getLifeCycleState();
  }

  List<Integer> content() {
    return records.content();
  }

  @Override
  public void stuck(String why) {
    stuck = why;
  }

  @Override
  public void goesOn() {
    stuck = "";
  }

  @Override
  public void installing(long done, long total) {
    left = total - done;
  }

  @Override
  public void leader(String id) {}

  @Override
  public String toString() {
    try {
      return "%s at %s with %d, log to %d, %s"
          .formatted(
              member.id(),
              records.position(),
              content().size(),
              node.info().getLastAppliedIndex(),
              node.info().getLifeCycleState());
    } catch (IOException closed) {
      return member.id() + " closed";
    }
  }

  @Override
  public void close() throws IOException {
    if (log != null) {
      log.close();
      log = null;
    }
    closeNode();
  }

  /** Its log is closed; what is being appended waits. */
  void closeNode() throws IOException {
    if (way != null) {
      if (log != null) {
        log.pause();
      }
      way.close();
      way = null;
    }
    node.close();
  }
}
