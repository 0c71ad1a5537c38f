package org.vedette.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;

public class QueueTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private Provider provider;

  @Before
  public void start() throws Exception {
    TwilioDesk desk = new TwilioDesk(TestSettings.ACCOUNT, TestSettings.TOKEN);
    provider =
        Provider.clear(
            seen -> {
              peak.accumulateAndGet(now.incrementAndGet(), Math::max);
              gate.await();
              now.decrementAndGet();
              return desk.answer(seen);
            });
  }

  @After
  public void stop() {
    gate.countDown();
    provider.close();
  }

  private TestSettings settings() {
    return TestSettings.twilio(provider.url()).with("maxInFlight", 3).with("maxWaiting", 5);
  }

  private static CompletableFuture<Delivery> send(GatewayHarness harness) {
    return harness.gateway.send(Messages.to("+4915550100")).toCompletableFuture();
  }

  @Test
  public void soManyRunSoManyWaitAndTheRestIsToldAtOnce() throws Exception {
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      List<CompletableFuture<Delivery>> taken = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        taken.add(send(harness));
      }
      assertThat(GatewayHarness.why(send(harness).get(1, TimeUnit.SECONDS)))
          .isEqualTo("too many messages wait already");
      await().until(() -> now.get() == 3);
      assertThat(taken).noneMatch(CompletableFuture::isDone);
      gate.countDown();
      for (CompletableFuture<Delivery> each : taken) {
        assertThat(each.get(10, TimeUnit.SECONDS)).isInstanceOf(Delivery.Sent.class);
      }
      assertThat(peak).hasValue(3);
      assertThat(provider.seen).hasSize(8);
      assertThat(send(harness).get(10, TimeUnit.SECONDS)).isInstanceOf(Delivery.Sent.class);
    }
  }

  @Test
  public void whatWaitsTooLongIsToldSoAndNotSent() throws Exception {
    try (GatewayHarness harness =
        new GatewayHarness(settings().with("maxInFlight", 1).with("timeoutMillis", 700))) {
      CompletableFuture<Delivery> running = send(harness);
      CompletableFuture<Delivery> waiting = send(harness);
      await().until(() -> now.get() == 1);
      assertThat(
              List.of(
                  GatewayHarness.why(running.get(5, TimeUnit.SECONDS)),
                  GatewayHarness.why(waiting.get(5, TimeUnit.SECONDS))))
          .allMatch(why -> why.contains("in time"));
      assertThat(provider.seen.size()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  public void newSettingsLetRunningMessagesEnd() throws Exception {
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      CompletableFuture<Delivery> running = send(harness);
      await().until(() -> now.get() == 1);
      harness.gateway.configure(settings().with("from", "+15005550007").map());
      CompletableFuture<Delivery> next = send(harness);
      gate.countDown();
      assertThat(running.get(5, TimeUnit.SECONDS)).isInstanceOf(Delivery.Sent.class);
      assertThat(next.get(5, TimeUnit.SECONDS)).isInstanceOf(Delivery.Sent.class);
      assertThat(provider.seen.get(0).body()).contains("From=%2B15005550006");
      assertThat(provider.seen.get(1).body()).contains("From=%2B15005550007");
    }
  }

  @Test
  public void badSettingsLeaveTheLastGoodOnesAtWork() throws Exception {
    gate.countDown();
    try (GatewayHarness harness = new GatewayHarness(settings())) {
      harness.gateway.configure(settings().with("maxInFlight", "many").map());
      assertThat(harness.gateway.health().message())
          .contains("org.vedette.gateway.http~main")
          .contains("maxInFlight");
      assertThat(send(harness).get(5, TimeUnit.SECONDS)).isInstanceOf(Delivery.Sent.class);
      harness.gateway.configure(settings().with("secret", "$[secret:missing]").map());
      assertThat(harness.gateway.health().message()).contains("secret names a secret");
      assertThat(send(harness).get(5, TimeUnit.SECONDS)).isInstanceOf(Delivery.Sent.class);
    }
    try (GatewayHarness never = new GatewayHarness(settings().with("account", "?"))) {
      assertThat(GatewayHarness.why(send(never).get(1, TimeUnit.SECONDS)))
          .contains("no valid settings");
    }
  }

  @Test
  public void noThreadAndNoConnectionIsLeftAfterClosing() throws Exception {
    try (RawPeer silent = new RawPeer((socket, out) -> {})) {
      TestSettings settings = TestSettings.twilio(silent.url());
      GatewayHarness harness = new GatewayHarness(settings);
      CompletableFuture<Delivery> running = send(harness);
      await().until(() -> silent.connections.get() == 1);
      List<Thread> before = ours();
      assertThat(before)
          .extracting(Thread::getName)
          .anyMatch(name -> name.matches("HttpClient-[0-9]+-SelectorManager"))
          .anyMatch(name -> name.equals("vedette-gateway-http-main-timer"));
      harness.close();
      assertThat(GatewayHarness.why(running.get(5, TimeUnit.SECONDS)))
          .isEqualTo("the gateway is being replaced");
      // No collection of garbage is needed for it.
      await().atMost(2, TimeUnit.SECONDS).until(() -> before.stream().noneMatch(Thread::isAlive));
      await().atMost(2, TimeUnit.SECONDS).until(() -> silent.ended.get() == 1);
      assertThat(GatewayHarness.why(send(harness).get(1, TimeUnit.SECONDS))).contains("ends");
    }
  }

  /** Connections that were kept for later end too. */
  @Test
  public void idleConnectionsEndWithTheGateway() throws Exception {
    String body = "{\"sid\":\"SM1\",\"status\":\"queued\"}";
    try (RawPeer peer =
        new RawPeer(
            RawPeer.saying(
                "HTTP/1.1 201 Created\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))) {
      GatewayHarness harness = new GatewayHarness(TestSettings.twilio(peer.url()));
      assertThat(send(harness).get(5, TimeUnit.SECONDS)).isEqualTo(new Delivery.Sent("SM1"));
      assertThat(peer.ended).hasValue(0);
      harness.close();
      await().atMost(2, TimeUnit.SECONDS).until(() -> peer.ended.get() == 1);
    }
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            each ->
                each.getName().startsWith("vedette-gateway-http-main")
                    || (each.getName().startsWith("HttpClient-")
                        && each.getThreadGroup() != null
                        && each.getThreadGroup().getName().startsWith("vedette-gateway-http-main")))
        .toList();
  }
}
