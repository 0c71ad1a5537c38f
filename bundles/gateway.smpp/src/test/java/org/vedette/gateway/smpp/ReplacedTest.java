package org.vedette.gateway.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsmpp.SMPPConstant;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;
import org.vedette.testkit.smpp.Manner;
import org.vedette.testkit.smpp.SmppCentre;

/** What happens when settings change, or the gateway ends. */
public class ReplacedTest {
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("vedette-gateway-smpp"))
        .toList();
  }

  @Test
  public void newSettingsTakeOverAndNoMessageIsLost() throws Exception {
    try (SmppCentre centre = Harness.centre();
        Harness harness = new Harness(TestSettings.of(centre))) {
      List<CompletableFuture<Delivery>> all = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 20; i++) {
          all.add(harness.start("text " + round + " " + i));
        }
        harness.gateway.configure(
            TestSettings.of(centre).with("systemType", "round" + round).map());
      }
      for (CompletableFuture<Delivery> each : all) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isInstanceOf(Delivery.Sent.class);
      }
      assertThat(centre.submitted()).hasSize(100);
      await().until(() -> centre.bound() == 1);
      assertThat(centre.binds().get(centre.binds().size() - 1).getSystemType()).isEqualTo("round4");
    }
  }

  @Test
  public void badSettingsLeaveTheGoodOnesAtWork() throws Exception {
    try (SmppCentre centre = Harness.centre();
        Harness harness = new Harness(TestSettings.of(centre))) {
      harness.gateway.configure(TestSettings.of(centre).with("window", 0).map());
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
      assertThat(harness.gateway.health().message())
          .contains("org.vedette.gateway.smpp~main", "window must be a number from 1 to 64");
      assertThat(harness.send()).isInstanceOf(Delivery.Sent.class);
      for (String password : List.of("$[secret:none]", "longer-than-8", "ä")) {
        harness.gateway.configure(TestSettings.of(centre).with("password", password).map());
        assertThat(harness.gateway.health().message()).contains("password ");
      }
      harness.gateway.configure(TestSettings.of(centre).map());
      await().until(() -> harness.gateway.health().equals(Health.ok()));
    }
    try (SmppCentre centre = Harness.centre();
        Harness never = new Harness(TestSettings.of(centre).with("window", 0))) {
      assertThat(Harness.why(never.send())).contains("has no valid settings");
    }
  }

  @Test
  public void nothingIsLeftAfterTheEnd() throws Exception {
    try (SmppCentre centre = Harness.centre()) {
      Harness harness =
          new Harness(TestSettings.of(centre).with("binds", 3).with("bindType", "pair"));
      assertThat(harness.send()).isInstanceOf(Delivery.Sent.class);
      await().until(() -> centre.bound() == 6);
      assertThat(threads()).isNotEmpty();
      harness.close();
      await().until(() -> centre.bound() == 0);
      await().untilAsserted(() -> assertThat(threads()).isEmpty());
      assertThat(Harness.why(harness.send())).contains("being replaced");
    }
  }

  @Test
  public void theEndComesInTimeWhateverTheCentreDoes() throws Exception {
    RawCentre.Manner manner =
        (command, sequence, out) -> {
          if (command == SMPPConstant.CID_BIND_TRANSCEIVER) {
            out.write(RawCentre.pdu(SMPPConstant.CID_BIND_TRANSCEIVER_RESP, 0, sequence, 0));
          }
        };
    try (RawCentre centre = new RawCentre(manner);
        RawCentre mute = new RawCentre((command, sequence, out) -> {})) {
      for (TestSettings settings : List.of(centre.settings(), mute.settings())) {
        Harness harness = new Harness(settings.with("responseTimeoutMillis", 20_000));
        CompletableFuture<Delivery> sent = harness.start(Harness.TEXT);
        long before = System.nanoTime();
        harness.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(sent.get(5, TimeUnit.SECONDS)).isInstanceOf(Delivery.Unreachable.class);
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
      }
    }
  }

  @Test
  public void whatWasOnItsWayIsNotSentAgain() throws Exception {
    try (SmppCentre centre = Harness.centre();
        Harness harness =
            new Harness(TestSettings.of(centre).with("responseTimeoutMillis", 20_000))) {
      centre.treat(each -> Manner.SILENT);
      CompletableFuture<Delivery> open = harness.start(Harness.TEXT);
      await().until(() -> centre.submitted().size() == 1);
      harness.gateway.configure(TestSettings.of(centre).map());
      assertThat(open.get(8, TimeUnit.SECONDS)).isInstanceOf(Delivery.Unreachable.class);
      centre.treat(each -> Manner.ACCEPT);
      assertThat(harness.send("another")).isInstanceOf(Delivery.Sent.class);
      assertThat(centre.submitted()).hasSize(2);
    }
  }
}
