package org.vedette.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;

/** A server that hangs, refuses, or talks nonsense, at each step. */
public class TroubleTest {
  private static final List<String> OPENING = List.of("GREETING", "EHLO");
  private static final List<String> SENDING = List.of("MAIL", "RCPT", "DATA", "END");

  private interface Check {
    void look(String step, World world, FakeServer server) throws Exception;
  }

  private static List<String> allSteps() {
    List<String> all = new ArrayList<>(OPENING);
    all.addAll(SENDING);
    return all;
  }

  private static void at(List<String> steps, String answer, Check check) throws Exception {
    for (String step : steps) {
      try (FakeServer server = new FakeServer();
          World world = new World()) {
        if (step.equals("EHLO")) {
          server.answers.put("HELO", answer);
        }
        server.answers.put(step, answer);
        world.set("port", server.port()).configure();
        long began = System.nanoTime();
        check.look(step, world, server);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .as(step)
            .isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  public void hangs() throws Exception {
    at(
        allSteps(),
        FakeServer.HANG,
        (step, world, server) ->
            assertThat(world.sendWhy("jane@x.example"))
                .as(step)
                .startsWith("unreachable: no answer in time at "));
  }

  @Test
  public void drips() throws Exception {
    at(
        allSteps(),
        FakeServer.DRIP,
        (step, world, server) -> {
          world.set("sendTimeoutMillis", 500).configure();
          assertThat(world.sendWhy("jane@x.example"))
              .as(step)
              .isEqualTo("unreachable: it could not be sent in time");
          // What it was reading from is closed, too.
          Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> server.open.get() == 0);
        });
  }

  @Test
  public void doesNotStopTalking() throws Exception {
    for (String endless : List.of(FakeServer.ENDLESS, FakeServer.LINES)) {
      at(
          allSteps(),
          endless,
          (step, world, server) ->
              assertThat(world.sendWhy("jane@x.example"))
                  .as(step)
                  .startsWith("unreachable: the server says more than a mail server has to say"));
    }
  }

  @Test
  public void closes() throws Exception {
    at(
        allSteps(),
        FakeServer.CLOSE,
        (step, world, server) ->
            assertThat(world.sendWhy("jane@x.example")).as(step).startsWith("unreachable: the "));
  }

  @Test
  public void saysForNow() throws Exception {
    at(
        allSteps(),
        "451 4.7.1 come again later",
        (step, world, server) ->
            assertThat(world.sendWhy("jane@x.example"))
                .as(step)
                .startsWith("unreachable: ")
                .matches(why -> step.equals("GREETING") || why.contains("451 4.7.1 come again")));
  }

  /** RFC 5321 section 3.8: 421 ends the connection; the next mail opens another. */
  @Test
  public void goesAway() throws Exception {
    at(
        SENDING,
        "421 4.3.2 shutting down",
        (step, world, server) -> {
          assertThat(world.sendWhy("jane@x.example")).as(step).startsWith("unreachable: ");
          server.answers.clear();
          assertThat(world.send("jane@x.example")).as(step).isInstanceOf(Delivery.Sent.class);
        });
  }

  @Test
  public void refusesTheMail() throws Exception {
    at(
        List.of("RCPT", "DATA", "END"),
        "550-5.1.1 no such\r\n550 5.1.1 user here",
        (step, world, server) -> {
          assertThat(world.sendWhy("jane@x.example"))
              .as(step)
              .startsWith("rejected: the server answered 550 5.1.1 no such 5.1.1 user here at ");
          assertThat(world.gateway.health()).isEqualTo(Health.ok());
          // The connection is of use still.
          server.answers.clear();
          assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
          assertThat(server.connections).hasValue(1);
        });
  }

  /** That is about us, not about who is written to: another gateway may do. */
  @Test
  public void refusesTheSender() throws Exception {
    at(
        List.of("MAIL"),
        "553 5.7.1 not your address",
        (step, world, server) -> {
          assertThat(world.sendWhy("jane@x.example"))
              .isEqualTo(
                  "unreachable: the server answered 553 5.7.1 not your address at MAIL FROM");
          assertThat(world.gateway.health().status()).isEqualTo(Health.Status.WARN);
          server.answers.clear();
          assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
          assertThat(world.gateway.health()).isEqualTo(Health.ok());
        });
  }

  @Test
  public void refusesTheConnection() throws Exception {
    at(
        OPENING,
        "554 5.3.2 not you",
        (step, world, server) -> {
          assertThat(world.sendWhy("jane@x.example"))
              .as(step)
              .startsWith("unreachable: the server answered 554 5.3.2 not you at ");
          assertThat(world.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
        });
  }

  @Test
  public void talksNonsense() throws Exception {
    for (String nonsense :
        List.of("HTTP/1.1 400 Bad Request", "", "2", "\u0000\u0001\u00ff", "999 what")) {
      at(
          allSteps(),
          nonsense,
          (step, world, server) -> {
            assertThat(world.send("jane@x.example"))
                .as(step + nonsense)
                .isInstanceOf(Delivery.Unreachable.class);
            assertThat(world.gateway.health().status() == Health.Status.CRITICAL)
                .isEqualTo(OPENING.contains(step));
          });
    }
  }

  @Test
  public void whatDoesNotWorkIsNotAskedAgainUntilItDoes() throws Exception {
    FakeServer gone = new FakeServer();
    int port = gone.port();
    gone.close();
    try (World world = new World()) {
      world.set("port", port).configure();
      assertThat(world.sendWhy("jane@x.example")).isEqualTo("unreachable: connection refused");
      Health sick = world.gateway.health();
      assertThat(sick.status()).isEqualTo(Health.Status.CRITICAL);
      assertThat(sick.message())
          .isEqualTo("mail:main: the mail server cannot be used: connection refused");
      try (FakeServer back = new FakeServer(Optional.empty(), false, port)) {
        assertThat(world.sendWhy("jane@x.example"))
            .isEqualTo("unreachable: the mail server cannot be used: connection refused");
        Awaitility.await()
            .atMost(10, TimeUnit.SECONDS)
            .until(() -> world.gateway.health().equals(Health.ok()));
        assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
        assertThat(back.connections).hasValue(1);
      }
    }
  }

  @Test
  public void silenceOpensTheBreakerTheThirdTime() throws Exception {
    at(
        List.of("END"),
        FakeServer.HANG,
        (step, world, server) -> {
          for (int round = 0; round < 3; round++) {
            assertThat(world.gateway.health()).isEqualTo(Health.ok());
            assertThat(world.sendWhy("jane@x.example")).contains("no answer in time");
          }
          assertThat(world.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
        });
  }

  @Test
  public void hostsWithoutAddressAreNamed() throws Exception {
    try (World world = new World()) {
      world.set("host", "mail.nowhere.invalid").configure();
      assertThat(world.sendWhy("jane@x.example"))
          .isEqualTo("unreachable: the host name has no address");
    }
  }

  /** A server that quotes what it refuses must not bring the code into a log. */
  @Test
  public void codesThatAServerQuotesAreBlanked() throws Exception {
    at(
        List.of("END"),
        "554 spam: your code is " + World.CODE + " (7 3 8-2 0 1)",
        (step, world, server) ->
            assertThat(world.sendWhy("jane@x.example"))
                .isEqualTo(
                    "rejected: the server answered 554 spam: your code is *** (***) at the end of"
                        + " the mail"));
    at(
        List.of("END"),
        "250 took " + World.CODE,
        (step, world, server) ->
            assertThat(world.sendWhy("jane@x.example")).isEqualTo("sent: 250 took ***"));
  }
}
