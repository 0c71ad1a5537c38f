package org.vedette.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.lifecycle.Health;

/** Providers that hang, lie, end early or say too much. */
public class TroubleTest {
  private static final String OK = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n";

  private static TestSettings quick(String url) {
    return TestSettings.twilio(url).with("timeoutMillis", 600).with("connectTimeoutMillis", 300);
  }

  /** Sends once and returns why it did not get through. */
  private static String why(RawPeer.Manner manner) throws Exception {
    try (RawPeer peer = new RawPeer(manner);
        GatewayHarness harness = new GatewayHarness(quick(peer.url()))) {
      long began = System.nanoTime();
      Delivery delivery = harness.send("+4915550100");
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      assertThat(delivery).isInstanceOf(Delivery.Unreachable.class);
      assertThat(millis).isLessThan(5_000);
      assertThat(GatewayHarness.why(delivery))
          .doesNotContain("4915550100", Messages.CODE, TestSettings.TOKEN, TestSettings.ACCOUNT);
      return GatewayHarness.why(delivery);
    }
  }

  @Test
  public void silenceEndsInTime() throws Exception {
    assertThat(why((socket, out) -> {})).isEqualTo("the provider did not answer in time");
  }

  @Test
  public void halfAnAnswerEndsInTime() throws Exception {
    for (String part :
        List.of(
            "HTTP/1.1 2",
            OK,
            OK + "Content-Length: 50\r\n\r\n{\"sid\":\"SM1\"",
            OK + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"si")) {
      assertThat(why(RawPeer.saying(part))).as(part).contains("did not answer in time");
    }
  }

  @Test
  public void aDripThatNeverEndsEndsInTime() throws Exception {
    RawPeer.Manner drip =
        (socket, out) -> {
          out.write((OK + "Content-Length: 50000\r\n\r\n").getBytes("US-ASCII"));
          for (int i = 0; i < 40_000; i++) {
            out.write(' ');
            out.flush();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
          }
        };
    assertThat(why(drip)).contains("did not answer in time");
  }

  @Test
  public void connectionsThatEndEarlyAndAnswersThatAreNoHttpFail() throws Exception {
    Map<String, String> endings = new LinkedHashMap<>();
    endings.put("nothing", "");
    endings.put("garbage", "\u0000\u0001\u0002 SSH-2.0-x\r\n\r\n");
    endings.put("no status", "HTTP/1.1 abc OK\r\n\r\n");
    endings.put("a head that ends", OK);
    endings.put("a body that ends", OK + "Content-Length: 50\r\n\r\n{\"sid\"");
    endings.put("a bad length", OK + "Content-Length: many\r\n\r\n{}");
    endings.put("a bad chunk", OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n");
    for (Map.Entry<String, String> each : endings.entrySet()) {
      assertThat(why(RawPeer.sayingLast(each.getValue())))
          .as(each.getKey())
          .contains("ended the connection, or its answer is not HTTP");
    }
  }

  @Test
  public void anAnswerThatIsNoJsonIsNotUnderstood() throws Exception {
    for (String body : List.of("", "<html>queued</html>", "{\"sid\":\"SM1\"", "\u00ff\u00fe")) {
      assertThat(why(RawPeer.saying(OK + "Content-Length: " + body.length() + "\r\n\r\n" + body)))
          .as(body)
          .contains("is not understood: status 201");
    }
  }

  @Test
  public void longAnswersAreCutOff() throws Exception {
    try (RawPeer peer =
            new RawPeer(
                (socket, out) -> {
                  out.write((OK + "\r\n").getBytes("US-ASCII"));
                  // Until the gateway ends the connection.
                  while (true) {
                    out.write(new byte[8192]);
                  }
                });
        GatewayHarness harness = new GatewayHarness(TestSettings.twilio(peer.url()))) {
      assertThat(GatewayHarness.why(harness.send("+4915550100"))).contains("longer than 65536");
      await().untilAtomic(peer.ended, org.hamcrest.Matchers.is(1));
    }
  }

  @Test
  public void hugeHeadsAreCutOff() throws Exception {
    RawPeer.Manner endless =
        (socket, out) -> {
          out.write(OK.getBytes("US-ASCII"));
          byte[] line = ("X-A: " + "a".repeat(8000) + "\r\n").getBytes("US-ASCII");
          for (int i = 0; i < 10_000; i++) {
            out.write(line);
          }
        };
    assertThat(why(endless)).startsWith("the provider ");
  }

  @Test
  public void redirectsAreNotFollowed() throws Exception {
    try (Provider other = Provider.clear(seen -> Provider.Reply.of(201, "{}"));
        Provider provider =
            Provider.clear(
                seen -> new Provider.Reply(307, Map.of("Location", other.url() + "/x"), ""));
        GatewayHarness harness = new GatewayHarness(quick(provider.url()))) {
      assertThat(GatewayHarness.why(harness.send("+4915550100"))).contains("redirects");
      assertThat(other.seen).isEmpty();
    }
  }

  @Test
  public void whoTakesNoConnectionIsLeftAloneAtOnce() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (GatewayHarness harness = new GatewayHarness(quick("http://localhost:" + port))) {
      assertThat(GatewayHarness.why(harness.send("+4915550100")))
          .isEqualTo("the provider takes no connection");
      assertThat(GatewayHarness.why(harness.send("+4915550100")))
          .isEqualTo("not tried now: the provider takes no connection");
      assertThat(harness.gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
    }
  }

  @Test
  public void aNameThatNobodyKnowsIsSaid() throws Exception {
    try (GatewayHarness harness =
        new GatewayHarness(
            TestSettings.twilio("http://nobody.invalid").with("allowClear", "true"))) {
      // RFC 6761 section 6.4: never resolved; a resolver may take its time to say so.
      assertThat(GatewayHarness.why(harness.send("+4915550100")))
          .containsAnyOf("host name is not known", "did not answer in time");
    }
  }

  @Test
  public void aMessageIsNeverSentTwice() throws Exception {
    try (RawPeer peer = new RawPeer(RawPeer.sayingLast(""));
        GatewayHarness harness = new GatewayHarness(quick(peer.url()))) {
      assertThat(harness.send("+4915550100")).isInstanceOf(Delivery.Unreachable.class);
      assertThat(peer.connections).hasValue(1);
    }
  }

  @Test
  public void messagesThatWaitBehindAFoundOutageAreToldAtOnce() throws Exception {
    try (RawPeer peer = new RawPeer((socket, out) -> {});
        GatewayHarness harness =
            new GatewayHarness(
                TestSettings.twilio(peer.url())
                    .with("timeoutMillis", 1500)
                    .with("maxInFlight", 3))) {
      List<CompletionStage<Delivery>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(harness.gateway.send(Messages.to("+4915550100")));
      }
      for (CompletionStage<Delivery> each : all) {
        assertThat(each.toCompletableFuture().get(5, TimeUnit.SECONDS))
            .isInstanceOf(Delivery.Unreachable.class);
      }
      assertThat(peer.connections).hasValueLessThanOrEqualTo(6);
    }
  }
}
