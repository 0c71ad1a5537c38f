package org.vedette.store.replicated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.store.Committed;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.raft.Member;
import org.vedette.replication.raft.Reign;

/**
 * A server is killed again and again under changes, at any moment, while it writes an image, or
 * just after: each time it holds what another server holds that was left alone, and all that was
 * acknowledged.
 *
 * <p>How often it is killed: {@code -Dvedette.points}. The seed of the moments is printed, and
 * taken from {@code -Dvedette.seed}.
 */
public class KillPointsLongIT {
  private static final int POINTS = Integer.getInteger("vedette.points", 3);
  private static final long SEED = Long.getLong("vedette.seed", System.nanoTime());
  private static final int LATEST_MILLIS = 800;
  private static final int WITHIN_MILLIS = 40;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final UUID cluster = UUID.randomUUID();
  private final Random random = new Random(SEED);
  private final List<AutoCloseable> running = new ArrayList<>();
  private final Member killed = member("killed", true);
  private final Member spared = member("spared", true);
  private ClusterAuthority authority;
  private Path own;
  private Path key;
  private int behind;
  private int halves;
  private int unsigned;

  private static Member member(String name, boolean voter) {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return new Member(name, "127.0.0.1", free.getLocalPort(), voter);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static Member listener(Member member) {
    return new Member(member.id(), member.host(), member.port(), false);
  }

  /** Makes certificates. */
  @Before
  public void begin() throws Exception {
    System.out.println("Random seed " + SEED + ": -Dvedette.seed=" + SEED + " repeats the moments");
    authority = ClusterAuthority.make(cluster, Instant.now());
    own = folder.newFolder("killed").toPath();
    key = folder.newFile("killed.p12").toPath();
    OwnKey.Pair pair = pair("killed");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server", pair.key(), KilledServer.PASSWORD, (Certificate[]) pair.chain().clone());
    try (OutputStream out = Files.newOutputStream(key)) {
      store.store(out, KilledServer.PASSWORD);
    }
  }

  /** Ends what runs. */
  @After
  public void end() throws Exception {
    for (AutoCloseable each : running) {
      each.close();
    }
    System.out.printf(
        "%d kills: %d times the database was behind the log, %d times an image was half written,"
            + " %d times it had no sum yet%n",
        POINTS, behind, halves, unsigned);
  }

  private OwnKey.Pair pair(String name) throws IOException, GeneralSecurityException {
    KeyPair keys = ClusterAuthority.newKey();
    X509Certificate certificate =
        authority.issue(keys.getPublic(), name, "127.0.0.1", Instant.now());
    return new OwnKey.Pair(
        keys.getPrivate(), new X509Certificate[] {certificate, authority.certificate()});
  }

  private ServerProcess start(String how, Member self, Member... all) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                own.toString(), key.toString(), cluster.toString(), how, KilledServer.text(self)));
    Stream.of(all).map(KilledServer::text).forEach(arguments::add);
    ServerProcess started = new ServerProcess(folder.getRoot().toPath().resolve("err"), arguments);
    running.add(started);
    return started;
  }

  private Replica replica(Member self) throws Exception {
    Replica replica = new Replica(folder.newFolder("spared").toPath(), self, pair(self.id()));
    running.add(0, replica);
    return replica;
  }

  private static void awaitEqual(ServerProcess one, Replica other) {
    Awaitility.await("both hold the same")
        .atMost(Duration.ofSeconds(180))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(30))
        .untilAsserted(
            () -> {
              one.tell("look");
              assertThat(one.hear("stands")).isEqualTo(other.state());
            });
  }

  /** Waits for a moment of the kind that is due, and kills. */
  private List<String> killSoon(ServerProcess process, int point) throws Exception {
    switch (point % 3) {
      case 0 -> pass(random.nextInt(LATEST_MILLIS));
      case 1 -> {
        until(this::writesImage);
        pass(random.nextInt(WITHIN_MILLIS));
      }
      default -> {
        until(this::writesImage);
        until(() -> !writesImage());
      }
    }
    List<String> said = process.kill();
    List<Path> left = images().toList();
    halves += left.stream().anyMatch(each -> each.endsWith("half")) ? 1 : 0;
    unsigned +=
        left.stream()
                .filter(each -> each.getFileName().toString().matches("snapshot\\.\\d+_\\d+"))
                .anyMatch(each -> !Files.exists(Path.of(each + ".md5")))
            ? 1
            : 0;
    return said;
  }

  private boolean writesImage() throws IOException {
    return images().anyMatch(each -> each.endsWith("half"));
  }

  /** Looks without a pause: what is waited for lasts a few milliseconds. */
  private static void until(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no image was written");
      }
      Thread.onSpinWait();
    }
  }

  private static void pass(int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** All files that belong to images. */
  private Stream<Path> images() throws IOException {
    try (Stream<Path> groups = Files.list(Replica.log(own))) {
      List<Path> all = new ArrayList<>();
      for (Path group : groups.toList()) {
        Path machine = group.resolve("sm");
        if (Files.isDirectory(machine)) {
          try (Stream<Path> files = Files.list(machine)) {
            all.addAll(files.toList());
          }
        }
      }
      return all.stream();
    }
  }

  @Test
  public void aMasterHasAllThatItAcknowledged() throws Exception {
    Replica follower = replica(listener(spared));
    follower.join(new Reign(cluster, 1, List.of(killed)));
    ServerProcess process = start("begin", killed, killed);
    process.hear("open");
    process.tell("add " + KilledServer.text(listener(spared)));
    process.hear("added");
    awaitEqual(process, follower);
    int made = 0;
    for (int point = 0; point < POINTS; point++) {
      String before = follower.place();
      process.tell("write p" + point);
      process.hear("made");
      List<String> said = killSoon(process, point);
      List<String> acknowledged =
          said.stream()
              .filter(each -> each.startsWith("made "))
              .map(each -> "name:" + each.substring("made ".length()))
              .toList();
      assertThat(said).noneMatch(each -> each.startsWith("refused") || each.startsWith("failed"));
      process = start("resume", killed, killed, listener(spared));
      behind += index(process.hear("held")) < index(before) + acknowledged.size() ? 1 : 0;
      process.hear("open");
      awaitEqual(process, follower);
      assertThat(follower.keys()).as("after kill " + point).containsAll(acknowledged);
      made += acknowledged.size();
    }
    System.out.println(made + " changes were acknowledged, and are there");
  }

  @Test
  public void aSubordinateHasWhatTheMasterHas() throws Exception {
    Replica master = replica(spared);
    master.begin(new Reign(cluster, 1, List.of(spared)));
    Awaitility.await("it leads").until(() -> master.node().leads());
    ServerProcess process = start("join", listener(killed), spared);
    process.hear("open");
    KilledServer.add(master.node(), List.of(spared, listener(killed)));
    awaitEqual(process, master);
    AtomicInteger made = new AtomicInteger();
    for (int point = 0; point < POINTS; point++) {
      AtomicBoolean ends = new AtomicBoolean();
      String prefix = "p" + point + ".";
      Thread writer =
          new Thread(
              () -> {
                while (!ends.get()) {
                  assertMade(master, prefix + made.incrementAndGet());
                }
              });
      writer.start();
      killSoon(process, point);
      // What the master writes meanwhile may be cut off its log: then the image comes.
      process = start("resume", listener(killed), spared);
      behind += index(process.hear("held")) < index(master.place()) ? 1 : 0;
      ends.set(true);
      writer.join();
      process.hear("open");
      awaitEqual(process, master);
    }
    System.out.println(made + " changes were acknowledged, and are there");
  }

  private static void assertMade(Replica by, String name) {
    try {
      assertThat(by.add(name)).isInstanceOf(Committed.Done.class);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static long index(String place) {
    return Long.parseLong(place.split(" ", -1)[1]);
  }
}
