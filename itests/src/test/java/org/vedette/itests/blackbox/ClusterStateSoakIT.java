package org.vedette.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vedette.itests.blackbox.Site.PASSWORD;
import static org.vedette.itests.blackbox.Site.SECRET;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.itests.blackbox.Site.Person;

/**
 * Two servers as processes of their own: a code that was used at one is used at the other, a
 * question of one is answered at the other, also over the death of a server. In the order of the
 * names.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class ClusterStateSoakIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Duration STEP = Duration.ofSeconds(30);

  private static Server a;
  private static Server b;

  @BeforeClass
  public static void start() throws IOException {
    a = server("a");
    b = server("b");
    Site.client(a, "vpn", "127.0.0.1");
    Site.client(a, "codes", "127.0.0.4", "primary=none");
    Path credentials = a.base().resolve("var/b.credentials");
    a.vedette("server", "invite", "b", "--out", credentials.toString());
    b.vedette("server", "join", "--credentials", credentials.toString());
    await().atMost(LONG).until(() -> role(b).startsWith("\"subordinate\""));
    await().atMost(LONG).until(() -> b.rest().call("GET", "/applications", "").contains("codes"));
  }

  private static Server server(String name) throws IOException {
    Server server = Server.unpack("cluster-" + name);
    String file = "org.vedette.replication.cfg";
    server.set(file, "name", name);
    server.set(file, "host", "127.0.0.1");
    server.set(file, "bind", "127.0.0.1");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.set(file, "port", Integer.toString(free.getLocalPort()));
    }
    return server.start();
  }

  private static String role(Server server) throws Exception {
    return server.rest().call("GET", "/cluster", "").replaceFirst("(?s).*?\"role\"\\s*:\\s*", "");
  }

  @AfterClass
  public static void stop() {
    b.close();
    a.close();
  }

  private static Exchange code(Server at, Person person, String code) {
    try (RadiusClient codes =
        RadiusClient.to(at.radius(), SECRET).from(new InetSocketAddress("127.0.0.4", 0)).open()) {
      return codes.authenticate(person.name(), code);
    }
  }

  private static RadiusClient vpn(Server at) {
    return RadiusClient.to(at.radius(), SECRET).from(new InetSocketAddress("127.0.0.1", 0)).open();
  }

  private static Person personAtBoth() {
    Person person = Site.person(a);
    await().atMost(LONG).until(() -> b.rest().status("/api/v1/users/" + person.name()) == 200);
    return person;
  }

  private static String codeOf(Person person, int steps) {
    return person.token().codeAt(Instant.now().plus(STEP.multipliedBy(steps)));
  }

  @Test
  public void aCodeThatWasUsedAtOneIsRefusedAtTheOther() {
    Person person = personAtBoth();
    String now = codeOf(person, 0);
    assertThat(code(a, person, now).accepted()).isTrue();
    assertThat(code(b, person, now).rejected()).isTrue();
    assertThat(code(a, person, now).rejected()).isTrue();
    String next = codeOf(person, 1);
    assertThat(code(b, person, next).accepted()).isTrue();
    assertThat(code(a, person, next).rejected()).isTrue();
  }

  @Test
  public void bQuestionOfOneIsAnsweredAtTheOther() {
    Person person = personAtBoth();
    try (RadiusClient atA = vpn(a);
        RadiusClient atB = vpn(b)) {
      Exchange challenge = atA.authenticate(person.name(), PASSWORD);
      assertThat(challenge.challenged()).as(challenge.toString()).isTrue();
      String now = codeOf(person, 0);
      Exchange accept = atB.answer(challenge, person.name(), now);
      assertThat(accept.accepted()).as(accept.toString()).isTrue();
      Exchange again = atA.answer(challenge, person.name(), now);
      assertThat(again.rejected()).as(again.toString()).isTrue();
    }
  }

  @Test
  public void cWhoWasAwayKnowsWhatWasUsedMeanwhile() {
    Person person = personAtBoth();
    String now = codeOf(person, 0);
    assertThat(code(a, person, now).accepted()).isTrue();
    a.kill();
    assertThat(code(b, person, now).rejected()).isTrue();
    String next = codeOf(person, 1);
    Exchange alone = code(b, person, next);
    assertThat(alone.accepted()).as(alone.toString()).isTrue();
    a.start();
    Exchange replayed = code(a, person, next);
    assertThat(replayed.accepted()).as(replayed.toString()).isFalse();
    await()
        .atMost(LONG)
        .until(() -> code(a, person, next).rejected() && code(b, person, next).rejected());
    // It takes changes only when it has heard that nobody else was promoted.
    await().atMost(LONG).until(() -> role(a).startsWith("\"master\""));
    Person fresh = personAtBoth();
    assertThat(code(a, fresh, codeOf(fresh, 0)).accepted()).isTrue();
  }
}
