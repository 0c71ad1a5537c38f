package org.vedette.itests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.FixMethodOrder;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/**
 * Servers of one cluster that are not who they should be: one that answers for another, and a
 * master whose reign is over but who has not heard of it. Each is said in words. With profile
 * {@code faults}.
 */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class ClusterStrangersLongIT {
  /** Of the class, since each test has an object of its own. */
  private static final Steps STEPS = new Steps();

  /** Ends the story at the first step that fails. */
  @Rule public final Steps steps = STEPS;

  private static ClusterLab lab;
  private static LabServer a;
  private static LabServer b;
  private static LabServer c;

  /** Three servers; the first is the master, and no other becomes one by itself. */
  @BeforeClass
  public static void three() throws Exception {
    lab = new ClusterLab();
    List<LabServer> all = lab.start("a", "b", "c");
    a = all.get(0);
    b = all.get(1);
    c = all.get(2);
    lab.enter(a);
    lab.join(a, b);
    a.server().vedette("server", "failover", "manual");
    lab.join(a, c);
    awaitEqual();
  }

  /** Ends all of it. */
  @AfterClass
  public static void end() throws Exception {
    if (lab != null) {
      lab.close();
    }
  }

  private static void awaitEqual() {
    // Whoever was away for long is dialled by the log after pauses that grow to two minutes.
    LabServer.await("all servers have the same records", 150)
        .until(
            () -> {
              String records = a.records();
              return b.records().equals(records) && c.records().equals(records);
            });
  }

  private static void add(LabServer at, String user) throws Exception {
    at.rest().call("POST", "/users", "{\"username\":\"%s\"}".formatted(user));
  }

  @Test
  public void step1WhoAnswersForAnotherIsNotBelieved() throws Exception {
    try (Relay toC = new Relay(InetAddress.getByName(lab.edge()), c.at(ClusterLab.PEER_PORT))) {
      // Whoever dials b from a reaches c: a good certificate, of another server.
      lab.detour(a, b, toC);
      lab.kill(b);
      add(a, "while-b-was-away");
      lab.back(b);
      LabServer.await("a says what is wrong with b", 40).until(() -> !trouble(a, "b").isEmpty());
      System.out.println("a of b, for whom c answers: " + trouble(a, "b"));
      add(a, "while-c-answered-for-b");
      LabServer.await("c, who is who it is, has it", 20)
          .until(() -> c.knows("while-c-answered-for-b"));
      assertThat(b.knows("while-c-answered-for-b")).as("nothing reaches b from a").isFalse();
      assertThat(a.is("master")).isTrue();
      assertThat(b.is("master")).isFalse();
      LabServer.await("c has nothing against b", 30).until(() -> trouble(c, "b").isEmpty());
    } finally {
      lab.undoDetours(a);
    }
    Timing healing = new Timing();
    LabServer.await("a is content with b", 60).until(() -> trouble(a, "b").isEmpty());
    awaitEqual();
    healing.print("from the right way to equal records", Duration.ofSeconds(150));
  }

  private static String trouble(LabServer asked, String about) throws Exception {
    return asked.standing().peer(about).orElseThrow().trouble();
  }

  @Test
  public void step2AMasterOfAnEarlierReignWhoIsAliveFollows() throws Exception {
    lab.isolate(a);
    LabServer.await("b misses its master", 30)
        .until(() -> b.standing().notice().contains("no master reachable"));
    long epoch = b.standing().epoch();
    b.server().vedette("server", "promote", "--master-unreachable");
    LabServer.await("b is the master", 60).until(() -> b.is("master"));
    LabServer.await("c follows it", 60)
        .until(() -> c.standing().master().equals(java.util.Optional.of("b")));
    assertThat(b.standing().epoch()).isGreaterThan(epoch);
    add(b, "of-the-new-reign");
    // It has a vote of its own, and cannot know.
    add(a, "of-the-old-reign");
    assertThat(a.standing().epoch()).isEqualTo(epoch);

    lab.heal();
    Timing healing = new Timing();
    LabServer.await("a follows", 60).until(() -> a.is("subordinate"));
    awaitEqual();
    healing.print("from a whole link to one master", Duration.ofSeconds(60));
    assertThat(a.standing().epoch()).isEqualTo(b.standing().epoch());
    assertThat(a.knows("of-the-new-reign")).isTrue();
    assertThat(a.knows("of-the-old-reign")).isFalse();
    System.out.println("a, what it lost: " + a.standing().notice());
    assertThat(a.standing().notice()).contains("var/cluster/kept");
    add(a, "asked-of-a");
    LabServer.await("all have it", 20).until(() -> b.knows("asked-of-a") && c.knows("asked-of-a"));
  }
}
