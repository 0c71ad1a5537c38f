package org.vedette.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.secret.Secret;

/** What goes over a connection, and what is made of connections. */
public class SendingTest {
  private final World world = new World();
  private FakeServer server;

  @Before
  public void start() throws Exception {
    server = new FakeServer();
    world.set("port", server.port()).configure();
  }

  @After
  public void close() throws Exception {
    world.close();
    server.close();
  }

  @Test
  public void sendsTheTextThatTheCoreHasWritten() throws Exception {
    assertThat(world.send("jane@x.example"))
        .isEqualTo(new Delivery.Sent("250 2.0.0 Ok: queued as 4F3A"));
    assertThat(server.heard)
        .containsExactly(
            "EHLO [127.0.0.1]",
            "MAIL FROM:<login@corp.example>",
            "RCPT TO:<jane@x.example>",
            "DATA");
    assertThat(server.mails).hasSize(1);
    assertThat(server.mails.get(0))
        .contains("From: Corp sign-in\r\n <login@corp.example>\r\n")
        .contains("To: jane@x.example\r\n")
        .endsWith("\r\n\r\nHello J=C3=B6rg,\r\n\r\nyour code is 738201.\r\n.\r\nCorp\r\n");
    assertThat(world.gateway.health()).isEqualTo(Health.ok());
    assertThat(world.gateway.channel()).isEqualTo("mail");
  }

  @Test
  public void oneConnectionServesManyMails() throws Exception {
    for (int round = 0; round < 5; round++) {
      assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    }
    assertThat(server.connections).hasValue(1);
    List<String> ids =
        server.mails.stream()
            .map(each -> each.replaceAll("(?s).*Message-ID: (\\S+).*", "$1"))
            .toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(each -> each.endsWith("@corp.example>"));
  }

  @Test
  public void idleConnectionsAreClosed() throws Exception {
    world.set("idleSeconds", 1).configure();
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(server.open).hasValue(1);
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> server.open.get() == 0);
    assertThat(server.heard).endsWith("QUIT");

    world.set("idleSeconds", 0).configure();
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> server.open.get() == 0);
  }

  @Test
  public void connectionsThatTheServerHasClosedAreReplaced() throws Exception {
    for (String end : List.of("421 4.4.2 idle too long", FakeServer.CLOSE)) {
      assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
      server.answers.put("RSET", end);
      assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
      server.answers.remove("RSET");
    }
    assertThat(server.connections).hasValue(3);
    assertThat(server.mails).hasSize(4);
  }

  @Test
  public void connectionsThatAreForgottenOnTheWayCostASecond() throws Exception {
    world.set("responseTimeoutMillis", 20_000, "sendTimeoutMillis", 9000).configure();
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    server.answers.put("RSET", FakeServer.HANG);
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(server.connections).hasValue(2);
    assertThat(world.gateway.health()).isEqualTo(Health.ok());
  }

  @Test
  public void addressesThatAreNoneGoNowhere() throws Exception {
    for (String each :
        List.of("", "jane", "\"x\"@y", "a@b\r\nRCPT TO:<eve@evil.example>", "a@b>c")) {
      assertThat(world.sendWhy(each)).startsWith("rejected: the address is none");
    }
    assertThat(server.connections).hasValue(0);
  }

  @Test
  public void whatNobodyHasWrittenOutIsRejected() throws Exception {
    Message bare = new Message("mail", "jane@x.example", "c0de", "en", Map.of(), Secret.of("1"));
    assertThat(World.why(world.send(bare)))
        .isEqualTo("rejected: the message has no text: there is no template c0de");
    assertThat(World.why(world.send(World.message("jane@x.example", "s", "x".repeat(100_001)))))
        .isEqualTo("rejected: the message is too long for a mail");
    assertThat(server.connections).hasValue(0);
  }

  @Test
  public void otherAlphabetsGoOnlyWhereTheyAreUnderstood() throws Exception {
    assertThat(world.sendWhy("jörg@x.example")).startsWith("rejected: the server does not know");
    Awaitility.await().until(() -> server.open.get() == 0 || server.heard.size() == 1);
    assertThat(server.heard).isSubsetOf("EHLO [127.0.0.1]", "QUIT").isNotEmpty();

    server.answers.put("EHLO", "250-mail.test\r\n250 SMTPUTF8");
    world.configure();
    assertThat(world.send("jörg@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(server.heard)
        .contains("MAIL FROM:<login@corp.example> SMTPUTF8", "RCPT TO:<jörg@x.example>");
    assertThat(server.mails.get(0)).contains("To: jörg@x.example\r\n");

    server.heard.clear();
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    assertThat(server.heard).contains("MAIL FROM:<login@corp.example>");
  }

  @Test
  public void onlySoManyWait() throws Exception {
    world.set("maxWaiting", 2, "responseTimeoutMillis", 20_000).configure();
    server.answers.put("DATA", FakeServer.HANG);
    CompletableFuture<Delivery> running = begin();
    Awaitility.await().until(() -> server.heard.contains("DATA"));
    CompletableFuture<Delivery> first = begin();
    CompletableFuture<Delivery> second = begin();

    assertThat(World.why(begin().get(1, TimeUnit.SECONDS)))
        .isEqualTo("unreachable: too many mails wait");
    assertThat(List.of(running, first, second)).noneMatch(CompletableFuture::isDone);

    world.close();
    for (CompletableFuture<Delivery> each : List.of(running, first, second)) {
      assertThat(World.why(each.get(1, TimeUnit.SECONDS)))
          .isEqualTo("unreachable: the gateway is being replaced");
    }
    assertThat(world.sendWhy("jane@x.example"))
        .isEqualTo("unreachable: the gateway is being replaced");
  }

  @Test
  public void waitingEndsInTime() throws Exception {
    world.set("sendTimeoutMillis", 500, "responseTimeoutMillis", 20_000).configure();
    server.answers.put("DATA", FakeServer.HANG);
    CompletableFuture<Delivery> running = begin();
    CompletableFuture<Delivery> waiting = begin();
    assertThat(World.why(running.get(3, TimeUnit.SECONDS)))
        .isEqualTo("unreachable: it could not be sent in time");
    assertThat(World.why(waiting.get(3, TimeUnit.SECONDS)))
        .isEqualTo("unreachable: it could not be sent in time");

    server.answers.remove("DATA");
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
  }

  @Test
  public void mailsUnderWayEndUnderTheOldSettings() throws Exception {
    world.set("responseTimeoutMillis", 5000).configure();
    server.answers.put("END", FakeServer.HOLD);
    CompletableFuture<Delivery> running = begin();
    Awaitility.await().until(() -> server.mails.size() == 1);
    try (FakeServer other = new FakeServer()) {
      world.set("port", other.port()).configure();
      assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
      assertThat(other.mails).hasSize(1);
    }
    assertThat(running).isNotDone();
    server.release();
    assertThat(running.get(5, TimeUnit.SECONDS)).isInstanceOf(Delivery.Sent.class);
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> server.open.get() == 0);
  }

  @Test
  public void badSettingsLeaveTheLastGoodOnes() throws Exception {
    world.set("from", "nobody").configure();
    assertThat(world.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(world.gateway.health().message())
        .isEqualTo(
            "settings of org.vedette.gateway.mail~main are wrong: from must be a mail address in"
                + " ASCII, like login@corp.example");
    assertThat(world.send("jane@x.example")).isInstanceOf(Delivery.Sent.class);
    world.set("from", "login@corp.example").configure();
    assertThat(world.gateway.health()).isEqualTo(Health.ok());
  }

  @Test
  public void nothingIsSentWithoutSettings() throws Exception {
    try (World bare = new World()) {
      bare.set("host", "").configure();
      assertThat(bare.sendWhy("jane@x.example"))
          .isEqualTo("unreachable: mail:main has no valid settings");
    }
  }

  private CompletableFuture<Delivery> begin() {
    return world.gateway.send(World.message("jane@x.example")).toCompletableFuture();
  }
}
