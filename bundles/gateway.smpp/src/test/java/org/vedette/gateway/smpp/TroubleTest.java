package org.vedette.gateway.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsmpp.SMPPConstant;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;
import org.vedette.testkit.smpp.Manner;
import org.vedette.testkit.smpp.SmppCentre;

/** Centres that refuse, hang, throttle, go away, or speak something else. */
public class TroubleTest {
  private static final int BIND = SMPPConstant.CID_BIND_TRANSCEIVER;
  private static final int BOUND = SMPPConstant.CID_BIND_TRANSCEIVER_RESP;

  private static TestSettings quick(TestSettings settings) {
    return settings
        .with("connectTimeoutMillis", 500)
        .with("responseTimeoutMillis", 500)
        .with("timeoutMillis", 3000)
        .with("enquireLinkSeconds", 1);
  }

  private static void assertUnreachable(Delivery delivery, String why) {
    assertThat(delivery).isInstanceOf(Delivery.Unreachable.class);
    assertThat(Harness.why(delivery)).contains(why);
  }

  private static String nobody() throws Exception {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return "127.0.0.1:" + gone.getLocalPort();
    }
  }

  @Test
  public void aCentreThatIsNotThereIsSaidSoAtOnce() throws Exception {
    try (Harness harness = new Harness(TestSettings.of(nobody()))) {
      assertUnreachable(harness.send(), "takes no connection");
      Health health = harness.gateway.health();
      assertThat(health.status()).isEqualTo(Health.Status.CRITICAL);
      assertThat(health.message()).contains("smpp:main", "takes no connection");
      long before = System.nanoTime();
      assertUnreachable(harness.send(), "takes no connection");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  public void refusedBindsAreNamed() throws Exception {
    try (SmppCentre centre = SmppCentre.open(TestSettings.SYSTEM, "another")) {
      try (Harness harness = new Harness(quick(TestSettings.of(centre)))) {
        assertUnreachable(harness.send(), "password is wrong");
        assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
        // It is tried again in half a minute at the earliest: centres lock out who tries often.
        assertThat(centre.binds()).hasSize(1);
      }
      centre.refuseBinds(SMPPConstant.STAT_ESME_RALYBND);
      try (Harness harness = new Harness(quick(TestSettings.of(centre)))) {
        assertUnreachable(harness.send(), "bound already");
        await().until(() -> centre.binds().size() >= 3);
      }
    }
  }

  @Test
  public void aBindThatIsNotAnsweredEndsInTime() throws Exception {
    try (RawCentre centre = new RawCentre((command, sequence, out) -> {});
        Harness harness = new Harness(quick(centre.settings()))) {
      assertUnreachable(harness.send(), "does not answer the bind");
      await().until(() -> centre.ended.get() > 0);
    }
  }

  @Test
  public void garbageInsteadOfAnAnswerToTheBindIsNoSession() throws Exception {
    List<byte[]> answers = new ArrayList<>();
    answers.add(
        "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    answers.add(RawCentre.pdu(SMPPConstant.CID_SUBMIT_SM_RESP, 0, 1, 0));
    answers.add(RawCentre.pdu(SMPPConstant.CID_GENERIC_NACK, 3, 1));
    answers.add(RawCentre.pdu(BOUND, 0x0D, 1));
    answers.add(new byte[] {0, 0, 0, 3, 1});
    for (byte[] answer : answers) {
      try (RawCentre centre = new RawCentre((command, sequence, out) -> out.write(answer));
          Harness harness = new Harness(quick(centre.settings()))) {
        assertUnreachable(harness.send(), "the centre");
        assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
      }
    }
  }

  @Test
  public void garbageAmidASessionEndsItAndAnotherBegins() throws Exception {
    Random random = new Random(4);
    RawCentre.Manner manner =
        (command, sequence, out) -> {
          if (command == BIND) {
            out.write(RawCentre.pdu(BOUND, 0, sequence, 0));
          } else {
            byte[] garbage = new byte[200];
            random.nextBytes(garbage);
            garbage[0] = 0x7F;
            out.write(garbage);
          }
        };
    try (RawCentre centre = new RawCentre(manner);
        Harness harness = new Harness(quick(centre.settings()))) {
      for (int i = 0; i < 3; i++) {
        assertThat(harness.send()).isInstanceOf(Delivery.Unreachable.class);
      }
      await().until(() -> centre.connections.get() >= 2);
    }
  }

  /** SMPP 3.4 sections 4.3 and 4.11: what is not known is refused, and the session goes on. */
  @Test
  public void strangeRequestsAndAnswersDoNoHarm() throws Exception {
    List<Integer> said = new java.util.concurrent.CopyOnWriteArrayList<>();
    RawCentre.Manner manner =
        (command, sequence, out) -> {
          said.add(command);
          if (command == BIND) {
            out.write(RawCentre.pdu(BOUND, 0, sequence, 0));
          } else if (command == SMPPConstant.CID_SUBMIT_SM) {
            out.write(RawCentre.pdu(SMPPConstant.CID_SUBMIT_SM_RESP, 0, sequence + 500, 'x', 0));
            out.write(RawCentre.pdu(0x0666, 0, 1));
            out.write(RawCentre.pdu(SMPPConstant.CID_DELIVER_SM, 0, 2, 1, 2, 3));
            out.write(RawCentre.pdu(SMPPConstant.CID_ALERT_NOTIFICATION, 0, 3, 1));
            out.write(RawCentre.pdu(SMPPConstant.CID_ENQUIRE_LINK, 0, 4));
            // Taken, but the id is longer than any may be.
            int[] id = new int[300];
            java.util.Arrays.fill(id, 'a');
            out.write(RawCentre.pdu(SMPPConstant.CID_SUBMIT_SM_RESP, 0, sequence, id));
          }
        };
    try (RawCentre centre = new RawCentre(manner);
        Harness harness = new Harness(quick(centre.settings()))) {
      assertThat(harness.send()).isEqualTo(new Delivery.Sent(""));
      await()
          .until(
              () ->
                  said.containsAll(
                      List.of(
                          SMPPConstant.CID_GENERIC_NACK,
                          SMPPConstant.CID_DELIVER_SM_RESP,
                          SMPPConstant.CID_ENQUIRE_LINK_RESP)));
      assertThat(harness.send()).isEqualTo(new Delivery.Sent(""));
      assertThat(centre.connections).hasValue(1);
    }
  }

  @Test
  public void aMessageThatIsNotAnsweredEndsInTimeAndIsNotSentAgain() throws Exception {
    try (SmppCentre centre = Harness.centre();
        Harness harness = new Harness(quick(TestSettings.of(centre)))) {
      centre.treat(each -> each.text().contains("silent") ? Manner.SILENT : Manner.ACCEPT);
      assertUnreachable(harness.send("silent"), "did not answer in time");
      // The centre answers when asked whether it is there: the bind is kept.
      assertThat(harness.send()).isInstanceOf(Delivery.Sent.class);
      assertThat(centre.submitted()).hasSize(2);
      assertThat(centre.binds()).hasSize(1);
    }
  }

  @Test
  public void aCentreThatFallsSilentLosesItsBind() throws Exception {
    RawCentre.Manner manner =
        (command, sequence, out) -> {
          if (command == BIND) {
            out.write(RawCentre.pdu(BOUND, 0, sequence, 0));
          }
        };
    try (RawCentre centre = new RawCentre(manner);
        Harness harness = new Harness(quick(centre.settings()))) {
      assertUnreachable(harness.send(), "did not answer in time");
      await().until(() -> centre.ended.get() > 0 && centre.connections.get() > 1);
      await()
          .untilAsserted(
              () ->
                  assertThat(harness.gateway.health().message())
                      .contains("does not answer, so the connection was ended"));
    }
  }

  @Test
  public void aSilentLineIsAskedWhetherItLives() throws Exception {
    List<Integer> said = new java.util.concurrent.CopyOnWriteArrayList<>();
    RawCentre.Manner manner =
        (command, sequence, out) -> {
          said.add(command);
          out.write(RawCentre.pdu(command | 0x80000000, 0, sequence, 0));
        };
    try (RawCentre centre = new RawCentre(manner);
        Harness harness = new Harness(quick(centre.settings()))) {
      await().until(() -> said.stream().filter(each -> each == 0x15).count() >= 2);
      assertThat(centre.connections).hasValue(1);
      assertThat(harness.send()).isEqualTo(new Delivery.Sent(""));
    }
  }

  @Test
  public void aCentreThatAsksForAPauseGetsOneAndAnotherIsAsked() throws Exception {
    try (SmppCentre first = Harness.centre();
        SmppCentre second = Harness.centre()) {
      first.treat(each -> Manner.refuse(SMPPConstant.STAT_ESME_RTHROTTLED));
      try (Harness alone = new Harness(TestSettings.of(first))) {
        assertUnreachable(alone.send(), "more messages than the centre allows");
        assertUnreachable(alone.send(), "asks for a pause");
        assertThat(first.submitted()).hasSize(1);
        assertThat(alone.gateway.health().status()).isEqualTo(Health.Status.WARN);
        first.treat(each -> Manner.ACCEPT);
        await().until(() -> alone.send() instanceof Delivery.Sent);
        assertThat(alone.gateway.health()).isEqualTo(Health.ok());
      }
      first.treat(each -> Manner.refuse(SMPPConstant.STAT_ESME_RMSGQFUL));
      try (Harness both = new Harness(TestSettings.of(first, second))) {
        await().until(() -> second.bound() == 1 && first.bound() == 1);
        assertThat(both.send()).isEqualTo(new Delivery.Sent("1000"));
        assertThat(both.send()).isEqualTo(new Delivery.Sent("1001"));
      }
    }
  }

  @Test
  public void anotherCentreTakesOverWhileTheFirstIsAway() throws Exception {
    try (SmppCentre first = Harness.centre();
        SmppCentre second = Harness.centre();
        Harness harness = new Harness(quick(TestSettings.of(first, second)))) {
      await().until(() -> first.bound() == 1 && second.bound() == 1);
      assertThat(harness.send()).isInstanceOf(Delivery.Sent.class);
      assertThat(first.submitted()).hasSize(1);
      first.goAway();
      await().until(() -> first.bound() == 0);
      for (int i = 0; i < 3; i++) {
        await().until(() -> harness.send() instanceof Delivery.Sent);
      }
      assertThat(second.submitted().size()).isGreaterThanOrEqualTo(3);
      await()
          .untilAsserted(
              () ->
                  assertThat(harness.gateway.health().message())
                      .contains("some binds do not work", "takes no connection"));
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.WARN);
      first.comeBack();
      await().until(() -> first.bound() == 1);
      int before = first.submitted().size();
      await()
          .until(
              () -> harness.send() instanceof Delivery.Sent && first.submitted().size() > before);
    }
  }

  @Test
  public void aCentreThatEndsTheConnectionAmidAMessageLeavesItsFateOpen() throws Exception {
    try (SmppCentre centre = Harness.centre();
        Harness harness = new Harness(quick(TestSettings.of(centre)))) {
      centre.treat(each -> Manner.DROP);
      assertUnreachable(harness.send(), "the bind ended before the centre answered");
      centre.treat(each -> Manner.ACCEPT);
      assertThat(harness.send()).isInstanceOf(Delivery.Sent.class);
      assertThat(centre.submitted()).hasSize(2);
    }
  }

  @Test
  public void noMoreWaitThanMayWait() throws Exception {
    TestSettings settings =
        quick(TestSettings.of(nobody())).with("window", 1).with("maxWaiting", 3);
    try (SmppCentre centre = Harness.centre();
        Harness harness =
            new Harness(settings.with("centres", "127.0.0.1:" + centre.port()).with("window", 2))) {
      centre.treat(each -> Manner.SILENT);
      List<CompletableFuture<Delivery>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(harness.start("text " + i));
      }
      assertThat(Harness.why(all.get(5).getNow(new Delivery.Sent("")))).contains("too many");
      for (CompletableFuture<Delivery> each : all) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isInstanceOf(Delivery.Unreachable.class);
      }
      centre.treat(each -> Manner.ACCEPT);
      assertThat(harness.send()).isInstanceOf(Delivery.Sent.class);
    }
  }

  /** It never reads, and asks without end: neither memory nor threads may be lost to it. */
  @Test
  public void aCentreThatFloodsAndDoesNotReadIsLeft() throws Exception {
    byte[] deliver =
        RawCentre.pdu(
            SMPPConstant.CID_DELIVER_SM,
            0,
            9,
            0,
            1,
            1,
            '4',
            '9',
            '1',
            '5',
            0,
            0,
            0,
            '5',
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            'x');
    RawCentre.Manner manner =
        (command, sequence, out) -> {
          if (command == BIND) {
            out.write(RawCentre.pdu(BOUND, 0, sequence, 0));
            flood(out, deliver);
          }
        };
    try (RawCentre centre = new RawCentre(manner);
        Harness harness = new Harness(quick(centre.settings()))) {
      await().atMost(Duration.ofSeconds(30)).until(() -> centre.ended.get() > 0);
      assertThat(harness.gateway.health()).isNotNull();
    }
  }

  private static void flood(OutputStream out, byte[] pdu) throws java.io.IOException {
    for (int i = 0; i < 5_000_000; i++) {
      out.write(pdu);
    }
  }
}
