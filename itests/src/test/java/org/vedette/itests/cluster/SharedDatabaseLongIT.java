package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.blackbox.Site.Person;
import org.vedette.itests.real.Postgres;

/**
 * Two servers that share a database of a real PostgreSQL, as processes of their own, over the death
 * of one and of the database. In the order of the names.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class SharedDatabaseLongIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final String SOURCE = "org.ops4j.datasource-vedette.store.cfg";

  private static Postgres postgres;
  private static Server a;
  private static Server b;

  @BeforeClass
  public static void start() throws IOException {
    postgres = new Postgres();
    String url = postgres.database("vedette");
    a = server("a", url).start();
    Site.client(a, "codes", "127.0.0.4", "primary=none");
    b = server("b", url).start();
  }

  @AfterClass
  public static void stop() {
    for (Server each : Arrays.asList(b, a)) {
      if (each != null) {
        each.close();
      }
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  private static Server server(String name, String url) throws IOException {
    Server server = Server.unpack("shared-" + name);
    String replication = "org.vedette.replication.cfg";
    server.set(replication, "name", name);
    server.set(replication, "host", "127.0.0.1");
    server.set(replication, "bind", "127.0.0.1");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.set(replication, "port", Integer.toString(free.getLocalPort()));
    }
    server.set(SOURCE, "osgi.jdbc.driver.name", "PostgreSQL JDBC Driver");
    server.set(SOURCE, "url", url + "?connectTimeout=3&socketTimeout=10&tcpKeepAlive=true");
    server.set(SOURCE, "user", Postgres.USER);
    server.set(SOURCE, "password", "$[secret:db.postgresql]");
    server.set(SOURCE, "pool.testOnBorrow", "true");
    server.set(SOURCE, "pool.maxWaitMillis", "5000");
    Path secrets = server.base().resolve("var/secrets");
    Files.createDirectories(secrets);
    for (Path each : List.of(server.base().resolve("var"), secrets)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx------"));
    }
    Path secret = Files.writeString(secrets.resolve("db.postgresql"), Postgres.PASSWORD);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    return server;
  }

  private static String cluster(Server of) throws Exception {
    return of.rest().call("GET", "/cluster", "");
  }

  private static String codeOf(Person person, int steps) {
    return person.token().codeAt(Instant.now().plus(STEP.multipliedBy(steps)));
  }

  private static Exchange code(Server at, Person person, String code) {
    try (RadiusClient codes =
        RadiusClient.to(at.radius(), Site.SECRET)
            .from(new InetSocketAddress("127.0.0.4", 0))
            .open()) {
      return codes.authenticate(person.name(), code);
    }
  }

  private static int add(Server at, String name) throws Exception {
    HttpResponse<String> answer =
        at.rest().send("POST", "/users", "{\"username\":\"%s\"}".formatted(name));
    return answer.statusCode();
  }

  private static String status(Server of) {
    return of.tryVedette("", "status").out();
  }

  private static boolean has(Server at, String name) {
    return at.rest().status("/api/v1/users/" + name) == 200;
  }

  @Test
  public void aServerWithoutTheKeysTakesNoChangesUntilItJoins() throws Exception {
    assertThat(b.log()).contains("belongs to other servers");
    assertThat(b.tryVedette("", "user", "add", "stranger").code()).isNotZero();
    assertThat(b.tryVedette("", "server", "invite", "c").out()).contains("database");
    Path credentials = a.base().resolve("var/b.credentials");
    a.vedette("server", "invite", "b", "--out", credentials.toString());
    b.vedette("server", "join", "--credentials", credentials.toString());
    for (Server each : List.of(a, b)) {
      await()
          .atMost(LONG)
          .until(() -> cluster(each).replace(" ", "").contains("\"role\":\"equal\""));
      assertThat(each.tryVedette("", "server", "promote").out()).contains("every server writes");
    }
    await().atMost(LONG).until(() -> !b.vedette("server", "list").contains("unknown"));
  }

  @Test
  public void bWhatOneChangesTheOtherKnowsWithinASecond() throws Exception {
    assertThat(add(a, "by-a")).isEqualTo(201);
    await().atMost(SOON).until(() -> has(b, "by-a"));
    assertThat(add(b, "by-b")).isEqualTo(201);
    await().atMost(SOON).until(() -> has(a, "by-b"));
    assertThat(add(b, "by-a")).isEqualTo(409);
  }

  @Test
  public void cACodeThatWasUsedAtOneIsRefusedAtTheOther() {
    Person person = Site.person(a);
    String now = codeOf(person, 0);
    Exchange first = code(b, person, now);
    assertThat(first.accepted()).as(first.toString()).isTrue();
    assertThat(code(a, person, now).rejected()).isTrue();
    String next = codeOf(person, 1);
    assertThat(code(a, person, next).accepted()).isTrue();
    assertThat(code(b, person, next).rejected()).isTrue();
  }

  @Test
  public void dTheDeathOfOneHarmsNobodyAtTheOther() throws Exception {
    List<Person> people = IntStream.range(0, 15).mapToObj(it -> Site.person(b)).toList();
    AtomicBoolean ends = new AtomicBoolean();
    ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> clerks = new ArrayList<>();
    for (Server at : List.of(a, b)) {
      for (int i = 0; i < 2; i++) {
        String prefix = at == a ? "at-a-" + i + "-" : "at-b-" + i + "-";
        clerks.add(CompletableFuture.runAsync(() -> adding(at, prefix, ends, acknowledged)));
      }
    }
    await().atMost(LONG).until(() -> acknowledged.size() > 40);
    a.kill();
    int refused = 0;
    for (Person each : people) {
      refused += code(b, each, codeOf(each, 0)).accepted() ? 0 : 1;
    }
    long before = acknowledged.stream().filter(it -> it.startsWith("at-b")).count();
    await()
        .atMost(LONG)
        .until(
            () -> acknowledged.stream().filter(it -> it.startsWith("at-b")).count() > before + 40);
    ends.set(true);
    clerks.forEach(CompletableFuture::join);
    assertThat(refused).as("refused sign-ins at the other").isZero();
    a.start();
    await().atMost(LONG).until(() -> cluster(a).replace(" ", "").contains("\"role\":\"equal\""));
    for (String each : acknowledged) {
      assertThat(has(b, each)).as(each + " at b").isTrue();
      assertThat(has(a, each)).as(each + " at a").isTrue();
    }
    assertThat(add(a, "after-the-death")).isEqualTo(201);
    await().atMost(SOON).until(() -> has(b, "after-the-death"));
  }

  private static void adding(
      Server at, String prefix, AtomicBoolean ends, ConcurrentLinkedQueue<String> acknowledged) {
    for (int i = 0; !ends.get(); i++) {
      try {
        if (add(at, prefix + i) == 201) {
          acknowledged.add(prefix + i);
        }
      } catch (Exception killed) {
        // The server is gone; nobody knows what became of the last one.
        return;
      }
    }
  }

  @Test
  public void eWithoutTheDatabaseWhoIsKnownSignsInAndAllRecoversByItself() throws Exception {
    Person person = Site.person(a);
    assertThat(code(a, person, codeOf(person, -1)).accepted()).isTrue();
    assertThat(code(b, person, codeOf(person, 0)).accepted()).isTrue();
    postgres.stop();
    try {
      assertThat(code(a, person, codeOf(person, 1)).accepted())
          .as("whoever is remembered")
          .isTrue();
      Server.Ran refused = b.tryVedette("", "user", "add", "refused");
      assertThat(refused.code()).isNotZero();
      assertThat(refused.out())
          .containsAnyOf("changes cannot be written", "the database cannot be read");
      await().atMost(LONG).until(() -> status(a).contains("jdbc:postgresql://127.0.0.1"));
    } finally {
      postgres.start();
    }
    await().atMost(LONG).until(() -> add(a, "after-" + Instant.now().toEpochMilli()) == 201);
    await().atMost(LONG).until(() -> add(b, "after-" + Instant.now().toEpochMilli()) == 201);
    for (Server each : List.of(a, b)) {
      await().atMost(LONG).until(() -> !status(each).contains("postgresql"));
    }
  }

  @Test
  public void fADatabaseThatDiesInTheMiddleLosesNothingThatWasAcknowledged() throws Exception {
    AtomicBoolean ends = new AtomicBoolean();
    ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> clerks =
        List.of(
            CompletableFuture.runAsync(() -> adding(a, "f-a-", ends, acknowledged)),
            CompletableFuture.runAsync(() -> adding(b, "f-b-", ends, acknowledged)));
    await().atMost(LONG).until(() -> acknowledged.size() > 20);
    postgres.kill();
    postgres.start();
    int before = acknowledged.size();
    await().atMost(LONG).until(() -> acknowledged.size() > before + 20);
    ends.set(true);
    clerks.forEach(CompletableFuture::join);
    for (String each : acknowledged) {
      assertThat(has(a, each) && has(b, each)).as(each).isTrue();
    }
  }

  @Test
  public void gAServerThatStartsBeforeItsDatabaseWaitsForIt() throws Exception {
    postgres.stop();
    b.kill();
    CompletableFuture<Void> database =
        CompletableFuture.runAsync(
            postgres::start,
            CompletableFuture.delayedExecutor(10, java.util.concurrent.TimeUnit.SECONDS));
    // It is ready only when its records are, and bin/start waits for that.
    b.start();
    database.join();
    await().atMost(LONG).until(() -> add(b, "early-" + Instant.now().toEpochMilli()) == 201);
  }
}
