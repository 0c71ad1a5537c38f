package org.vedette.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;

/** Calls that nobody answers, and trunks that do not work. */
public class OutcomeTest {
  private static final String NUMBER = "+4930123456";

  private Uas uas;
  private Harness harness;

  @Before
  public void open() throws IOException {
    uas = new Uas();
    harness = new Harness(uas.port());
  }

  @After
  public void close() throws Exception {
    harness.close();
    uas.close();
  }

  private void refused(String status, String event) throws Exception {
    uas.on("INVITE", invite -> invite.respond(status));
    assertThat(harness.sent(NUMBER)).isEqualTo("sent");
    assertThat(harness.desk.event()).isEqualTo(event);
    Uas.Request ack = uas.await("ACK");
    assertThat(ack.field("Via")).isEqualTo(uas.await("INVITE").field("Via"));
  }

  @Test
  public void eachAnswerHasItsMeaning() throws Exception {
    harness.begin();
    refused("486 Busy Here", "BUSY 486 Busy Here");
    refused("600 Busy Everywhere", "BUSY 600 Busy Everywhere");
    refused("480 Temporarily Unavailable", "NO_ANSWER 480 Temporarily Unavailable");
    refused("603 Decline", "DECLINED 603 Decline");
    refused("404 Not Found", "INVALID_NUMBER 404 Not Found");
    refused("484 Address Incomplete", "INVALID_NUMBER 484 Address Incomplete");
    refused("604 Does Not Exist Anywhere", "INVALID_NUMBER 604 Does Not Exist Anywhere");
    assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.OK);
  }

  @Test
  public void aTrunkThatRefusesIsUnreachableSoThatAnotherIsTried() throws Exception {
    harness.begin();
    uas.on("INVITE", invite -> invite.respond("503 Service Unavailable"));

    assertThat(harness.sent(NUMBER))
        .isEqualTo("unreachable: the trunk answered: 503 Service Unavailable");
    assertThat(harness.gateway.health().message()).contains("503 Service Unavailable");
    uas.on("INVITE", invite -> invite.respond("302 Moved\u0007"));
    assertThat(harness.sent(NUMBER)).startsWith("unreachable: ");
    assertThat(harness.desk.waiting()).isZero();
  }

  @Test
  public void whatFailsAfterTheTrunkHasTriedIsTold() throws Exception {
    harness.begin();
    uas.on(
        "INVITE",
        invite -> {
          invite.respond("100 Trying");
          invite.respond("502 Bad Gateway");
        });

    assertThat(harness.sent(NUMBER)).isEqualTo("sent");
    assertThat(harness.desk.event()).isEqualTo("FAILED 502 Bad Gateway");
  }

  @Test
  public void itRingsUntilTheTimeIsOver() throws Exception {
    harness.with("ringSeconds", 2).begin();
    CompletableFuture<Uas.Request> ringing = new CompletableFuture<>();
    uas.on(
        "INVITE",
        invite -> {
          invite.respond("180 Ringing");
          ringing.complete(invite);
        });
    uas.on(
        "CANCEL",
        cancel -> {
          cancel.respond("200 OK");
          ringing.join().respond("487 Request Terminated");
        });

    assertThat(harness.sent(NUMBER)).isEqualTo("sent");
    Uas.Request cancel = uas.await("CANCEL");
    assertThat(cancel.field("Via")).isEqualTo(ringing.join().field("Via"));
    assertThat(cancel.field("CSeq")).isEqualTo("1 CANCEL");
    assertThat(harness.desk.event()).isEqualTo("NO_ANSWER it rang until the time was over");
    uas.await("ACK");
  }

  @Test
  public void whoAnswersTooLateIsHungUpOn() throws Exception {
    harness.with("ringSeconds", 2).begin();
    CompletableFuture<Uas.Request> ringing = new CompletableFuture<>();
    uas.on(
        "INVITE",
        invite -> {
          invite.respond("183 Session Progress");
          ringing.complete(invite);
        });
    uas.on("CANCEL", cancel -> ringing.join().respondWith("200 OK", "v=0\r\n"));
    harness.sent(NUMBER);

    uas.await("CANCEL");
    uas.await("ACK");
    uas.await("BYE");
    assertThat(harness.desk.event()).startsWith("NO_ANSWER");
    assertThat(harness.desk.waiting()).isZero();
  }

  @Test
  public void aTrunkThatSaysNothingIsUnreachableInTime() throws Exception {
    harness.with("tryTimeoutMillis", 500).begin();
    long began = System.nanoTime();

    assertThat(harness.sent(NUMBER)).isEqualTo("unreachable: the trunk did not answer in time");
    assertThat((System.nanoTime() - began) / 1_000_000).isBetween(450L, 3000L);
    assertThat(uas.count("INVITE")).as("sent again meanwhile").isGreaterThan(1);
  }

  @Test
  public void aTrunkThatWakesUpTooLateIsCancelled() throws Exception {
    harness.with("tryTimeoutMillis", 500).begin();
    assertThat(harness.sent(NUMBER)).startsWith("unreachable");
    uas.await("INVITE").respond("180 Ringing");

    uas.await("CANCEL");
    assertThat(harness.desk.waiting()).isZero();
  }

  @Test
  public void aTrunkThatIsAwayTurnsHealthRedAndHealsByItself() throws Exception {
    uas.on("OPTIONS", options -> {});
    harness.with("tryTimeoutMillis", 500).begin();
    for (int i = 0; i < 3; i++) {
      assertThat(harness.sent(NUMBER)).startsWith("unreachable");
    }
    assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(harness.sent(NUMBER)).startsWith("unreachable: not tried now: ");

    uas.on("OPTIONS", options -> options.respond("404 Not Found"));
    await()
        .untilAsserted(
            () -> assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.OK));
  }

  @Test
  public void aTrunkThatTakesNoConnectionIsUnreachableAtOnce() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (Harness tcp = new Harness(free).with("transport", "tcp").begin()) {
      assertThat(tcp.sent(NUMBER)).startsWith("unreachable: no connection");
      assertThat(tcp.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
    }
  }

  @Test
  public void answersWithoutUsableSoundAreHungUpOn() throws Exception {
    harness.begin();
    uas.on(
        "INVITE",
        invite ->
            invite.respondWith("200 OK", "v=0\r\nc=IN IP4 127.0.0.1\r\nm=audio 9 RTP/AVP 18\r\n"));
    assertThat(harness.sent(NUMBER)).isEqualTo("sent");

    assertThat(harness.desk.event()).startsWith("FAILED no sound");
    uas.await("BYE");
  }

  @Test
  public void whatCannotBeCalledIsRejected() throws Exception {
    harness.begin();
    assertThat(harness.sent("0301234")).startsWith("rejected: the number");
    assertThat(harness.sent(NUMBER, "extension", "12;x")).startsWith("rejected: the extension");
    assertThat(
            Harness.words(
                harness
                    .gateway
                    .send(Harness.message(NUMBER, Optional.empty(), Map.of()))
                    .toCompletableFuture()))
        .isEqualTo("rejected: the call is about no question");
    assertThat(uas.count("INVITE")).isZero();
  }

  @Test
  public void onlySoManyRunAndSoManyWait() throws Exception {
    harness.with("maxCalls", 1).with("maxWaiting", 1).with("tryTimeoutMillis", 2000).begin();
    uas.on("INVITE", invite -> invite.respond("180 Ringing"));
    CompletableFuture<Delivery> first = harness.send(NUMBER);
    assertThat(Harness.words(first)).isEqualTo("sent");
    CompletableFuture<Delivery> second = harness.send(NUMBER);

    assertThat(harness.sent(NUMBER)).isEqualTo("unreachable: too many calls wait already");
    assertThat(Harness.words(second)).startsWith("unreachable: its turn did not come in time");
    assertThat(uas.count("INVITE")).isEqualTo(1);
  }

  @Test
  public void callsEndWithTheGateway() throws Exception {
    harness.begin();
    uas.on("INVITE", invite -> invite.respond("180 Ringing"));
    assertThat(harness.sent(NUMBER)).isEqualTo("sent");
    harness.close();

    uas.await("CANCEL");
    assertThat(harness.desk.event()).isEqualTo("FAILED the gateway is being replaced");
    assertThat(harness.sent(NUMBER))
        .isEqualTo("unreachable: sip:main has no valid settings, or ends");
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("vedette-gateway-sip-main")));
  }
}
