package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Server.Ran;
import org.vedette.itests.jars.Jars;

/**
 * Capabilities of the unpacked distribution are updated, taken back, disabled; bad jars disturb
 * nobody, and what was confirmed holds over everything that can happen to the process.
 */
public class CapabilityIT {
  private static final String RADIUS = "org.vedette.radius";

  private static Server server;
  private static Path jars;
  private static RadiusClient vpn;

  @BeforeClass
  public static void start() {
    server = Server.unpack("capability").start();
    jars = server.base().resolve("made");
    Site.client(server, "vpn", "127.0.0.1", "primary=none");
    vpn = RadiusClient.to(server.radius(), SECRET).open();
  }

  @AfterClass
  public static void stop() {
    vpn.close();
    server.close();
  }

  private static Jars shipped(String name) {
    return Jars.shipped(server.base(), name);
  }

  private static Ran update(Path jar, String... more) {
    List<String> command = new ArrayList<>(List.of("capability", "update", jar.toString()));
    command.addAll(List.of(more));
    return server.tryVedette("", command.toArray(String[]::new));
  }

  private static String version(String id) {
    String shown = server.vedette("capability", "show", id, "--json");
    assertThat(shown).contains("\"state\" : \"active\"", "\"health\" : \"ok\"");
    return shown.replaceAll("(?s).*\"version\" : \"([^\"]+)\".*", "$1");
  }

  /** Everybody else as a list that changes when somebody was restarted. */
  private static String others() {
    return server
        .vedette("capability", "list", "--json")
        .replaceAll("(?s)\\s+", "")
        .lines()
        .flatMap(text -> Stream.of(text.split("\\},\\{")))
        .filter(it -> !it.contains("\"id\":\"radius\"") && !it.contains("\"id\":\"lifecycle\""))
        .map(it -> it.replaceAll("\"(uptimeSeconds|inFlight)\":\\d+,", ""))
        .reduce("", (a, b) -> a + "\n" + b);
  }

  /** Asks again and again; an answer that is neither a challenge nor an acceptance is a loss. */
  private static final class Asking implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> lost = new ArrayList<>();
    private final Thread thread;

    Asking() {
      Site.Person person = Site.withoutPassword(server);
      thread = new Thread(() -> ask(person), "asking");
      thread.start();
    }

    private void ask(Site.Person person) {
      try (RadiusClient client =
          RadiusClient.to(server.radius(), SECRET).sends(3).timeout(Duration.ofSeconds(4)).open()) {
        while (!over.get()) {
          // The same code again is refused as used: an answer all the same.
          Exchange answer =
              client.authenticate(person.name(), person.token().codeAt(Instant.now()));
          if (answer.silent()) {
            lost.add(Instant.now() + " " + answer);
          } else {
            answered.incrementAndGet();
          }
        }
      }
    }

    @Override
    public void close() {
      over.set(true);
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      assertThat(lost).isEmpty();
      assertThat(answered.get()).isPositive();
    }
  }

  @Test
  public void badJarsAreRefusedOrTakenBackWithTheirReasonAndDisturbNobody() {
    String present = version("radius");
    Jars next = shipped(RADIUS).version("9.0.0");
    String others = others();
    try (Asking asking = new Asking()) {
      bad(next.writeCutShort(jars, "cut.jar"), "no whole jar");
      bad(next.named("org.vedette.other").write(jars, "other.jar"), "No installed capability");
      bad(next.importing("no.such.thing").write(jars, "import.jar"), "no.such.thing");
      bad(next.compiledFor(99).write(jars, "newer.jar"), "compiled for Java 99");
      bad(shipped("org.vedette.api").write(jars, "api.jar"), "api cannot be replaced");
      assertThat(update(next.write(jars, "good.jar"), "--id", "core").out())
          .contains("core is served by org.vedette.core");
      bad(
          next.activating("throw new IllegalStateException(\"no luck\");").write(jars, "throw.jar"),
          "IllegalStateException: no luck");
      bad(next.activating("Thread.sleep(60_000);").write(jars, "minute.jar"), "longer than 4 s");
      bad(
          next.activating("long i = 0; while (true) { if (i++ < 0) break; }")
              .write(jars, "hang.jar"),
          "cannot be ended");
    }
    assertThat(version("radius")).isEqualTo(present);
    assertThat(others()).isEqualTo(others);
    assertThat(server.vedette("audit", "list", "--result", "capability.rolledback"))
        .contains("capability.rolledback");
  }

  private static void bad(Path jar, String reason) {
    Ran ran = update(jar);
    assertThat(ran.code()).as(ran.out()).isEqualTo(1);
    assertThat(ran.out()).contains(reason);
  }

  @Test
  public void updatesHoldOverRestartKillAndDroppedCacheAndCanBeRolledBack() throws IOException {
    String first = version("method.oath");
    Jars oath = shipped("org.vedette.method.oath");
    assertThat(update(oath.version("9.1.0").write(jars, "oath1.jar")).code()).isZero();
    server.vedette("capability", "disable", "directory");
    server.kill();
    server.start();
    assertThat(version("method.oath")).isEqualTo("9.1.0");
    assertThat(server.vedette("capability", "list")).containsPattern("directory +\\S+ +disabled");

    Path inDeploy = server.base().resolve("deploy/oath.jar");
    Files.copy(oath.version("9.2.0").write(jars, "oath2.jar"), inDeploy);
    await("the jar in deploy/ is installed")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(version("method.oath")).isEqualTo("9.2.0"));
    server.vedette("capability", "rollback", "method.oath");
    assertThat(version("method.oath")).isEqualTo("9.1.0");

    server.kill();
    dropCache();
    server.start();
    assertThat(version("method.oath")).as("not what lies in deploy/").isEqualTo("9.1.0");
    assertThat(server.vedette("capability", "list"))
        .containsPattern("directory +\\S+ +disabled")
        .containsOnlyOnce("method.oath");
    Files.delete(inDeploy);
    server.vedette("capability", "enable", "directory");
    server.vedette("capability", "rollback", "method.oath");
    assertThat(version("method.oath")).isEqualTo(first);
    assertThat(server.tryVedette("", "capability", "rollback", "method.oath").out())
        .contains("nothing to go back to");
  }

  @Test
  public void whatAnswersTheOrderAndWhatCarriesItOutCanBeReplacedToo() {
    for (String id : List.of("sdk", "lifecycle", "core", "state", "store", "vault", "net")) {
      Ran ran = update(shipped("org.vedette." + id).version("9.3.0").write(jars, id + ".jar"));
      assertThat(ran.code()).as(id + ran.out()).isZero();
      assertThat(version(id)).isEqualTo("9.3.0");
    }
    Ran sdk = server.tryVedette("", "capability", "disable", "sdk");
    assertThat(sdk.code()).isEqualTo(1);
    assertThat(sdk.out()).contains("answers this very command");
  }

  private static void dropCache() throws IOException {
    try (Stream<Path> files = Files.walk(server.base().resolve("data/cache"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
