package org.vedette.sdk.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.vedette.api.delivery.DeliveryGateway;
import org.vedette.api.delivery.GatewayCallback;
import org.vedette.api.store.Setting;
import org.vedette.sdk.http.SourceThrottle;
import org.vedette.sdk.service.World;

public class CallbackServletTest {
  private static final Map<String, Object> NAME = Map.of(DeliveryGateway.NAME, "http:main");

  private final World world = new World();
  private final Callbacks callbacks = new Callbacks(world.installed);
  private final List<GatewayCallback.Request> seen = new ArrayList<>();
  private final CallbackServlet servlet = servlet(1000);
  private CompletionStage<GatewayCallback.Response> answer =
      CompletableFuture.completedFuture(
          new GatewayCallback.Response(200, "application/xml", "<Response/>"));

  private final GatewayCallback gateway =
      request -> {
        seen.add(request);
        return answer;
      };

  private CallbackServlet servlet(int perMinute) {
    return new CallbackServlet(
        callbacks,
        Runnable::run,
        new SourceThrottle(Clock.systemUTC(), () -> perMinute),
        Duration.ofMillis(50));
  }

  private static int status(Call call) throws Exception {
    return call.done.get(5, TimeUnit.SECONDS);
  }

  @Test
  public void theGatewayGetsTheRequestAsItCame() throws Exception {
    callbacks.add(gateway, NAME);
    Call call = Call.to("/callbacks/http%3Amain/a%20b/c").body("From=%2B1");
    call.query = "x=%20&y";
    call.headers.put("X-Twilio-Signature", "abc=");

    assertThat(status(call.send(servlet))).isEqualTo(200);
    assertThat(call.text()).isEqualTo("<Response/>");
    assertThat(call.answered)
        .containsEntry("Content-Type", "application/xml")
        .containsEntry("Cache-Control", "no-store");
    assertThat(seen)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.method()).isEqualTo("POST");
              assertThat(request.path()).isEqualTo("a%20b/c");
              assertThat(request.query()).isEqualTo("x=%20&y");
              assertThat(request.header("x-twilio-signature")).contains("abc=");
              assertThat(request.body()).asString().isEqualTo("From=%2B1");
            });
    assertThat(status(Call.to("/callbacks/http:main").method("GET").send(servlet))).isEqualTo(200);
    assertThat(seen.get(1).path()).isEmpty();
  }

  @Test
  public void whoIsNotKnownIsNotFoundAndSaysNothing() throws Exception {
    callbacks.add(gateway, NAME);
    for (String path :
        List.of(
            "/callbacks/http:other/x",
            "/callbacks/http/x",
            "/callbacks/",
            "/callbacks/HTTP:MAIN/x",
            "/x/../callbacks/http:main/x",
            "/callbacks/http%253Amain/x")) {
      Call call = Call.to(path).send(servlet);
      assertThat(status(call)).as(path).isEqualTo(404);
      assertThat(call.text()).isEmpty();
    }
    assertThat(seen).isEmpty();
  }

  @Test
  public void aGatewayThatIsBeingReplacedIsWaitedFor() throws Exception {
    callbacks.add(gateway, NAME);
    callbacks.remove(gateway, NAME);
    Call waits = new Call().send(servlet);
    callbacks.add(gateway, NAME);
    assertThat(status(waits)).isEqualTo(200);

    callbacks.remove(gateway, NAME);
    Call late = new Call().send(servlet);
    assertThat(status(late)).isEqualTo(503);
    assertThat(late.answered).containsEntry("Retry-After", "5");
  }

  @Test
  public void aGatewayThatIsSetUpIsMissingOnly() throws Exception {
    assertThat(status(Call.to("/callbacks/call:main/x").send(servlet))).isEqualTo(404);
    world.records.given(
        Setting.TYPE, new Setting(UUID.randomUUID(), 1, "org.vedette.gateway.call~main", Map.of()));
    assertThat(status(Call.to("/callbacks/call:main/x").send(servlet))).isEqualTo(503);
  }

  @Test
  public void whatIsTooMuchIsRefusedUnread() throws Exception {
    callbacks.add(gateway, NAME);
    Call announced = new Call();
    announced.announced = 65_537;
    Call address = Call.to("/callbacks/http:main/" + "x".repeat(8192));
    Call headers = new Call();
    for (int i = 0; i < 101; i++) {
      headers.headers.put("h" + i, "v");
    }
    assertThat(status(announced.send(servlet))).isEqualTo(413);
    assertThat(status(new Call().body("x".repeat(65_537)).send(servlet))).isEqualTo(413);
    assertThat(status(address.send(servlet))).isEqualTo(414);
    assertThat(status(headers.send(servlet))).isEqualTo(431);
    Call put = new Call().method("PUT").send(servlet);
    assertThat(status(put)).isEqualTo(405);
    assertThat(put.answered).containsEntry("Allow", "GET, POST");
    assertThat(seen).isEmpty();
    assertThat(status(new Call().body("x".repeat(65_536)).send(servlet))).isEqualTo(200);
  }

  @Test
  public void anAddressThatSendsTooMuchMustWait() throws Exception {
    callbacks.add(gateway, NAME);
    CallbackServlet strict = servlet(2);
    assertThat(status(new Call().send(strict))).isEqualTo(200);
    assertThat(status(new Call().send(strict))).isEqualTo(200);
    Call third = new Call().send(strict);
    assertThat(status(third)).isEqualTo(429);
    Call other = new Call();
    other.source = "192.0.2.2";
    assertThat(status(other.send(strict))).isEqualTo(200);
  }

  @Test
  public void soManyRunAtATimeAndEachEndsInTime() throws Exception {
    callbacks.add(gateway, NAME);
    answer = new CompletableFuture<>();
    List<Call> running = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      running.add(new Call().send(servlet));
    }
    assertThat(status(new Call().send(servlet))).isEqualTo(503);
    assertThat(running).noneMatch(call -> call.done.isDone());
    running.get(0).timeOut();
    assertThat(status(running.get(0))).isEqualTo(503);
    Call slow = new Call();
    slow.slow = true;
    assertThat(slow.send(servlet).done).isNotDone();
    slow.timeOut();
    assertThat(status(slow)).isEqualTo(503);
  }

  @Test
  public void aGatewayThatFailsIsAnErrorWithoutWords() throws Exception {
    callbacks.add(gateway, NAME);
    answer = CompletableFuture.failedFuture(new IllegalStateException("marked words"));
    Call call = new Call().send(servlet);
    assertThat(status(call)).isEqualTo(500);
    assertThat(call.text()).isEmpty();
    answer = CompletableFuture.completedFuture(new GatewayCallback.Response(99, "", ""));
    assertThat(status(new Call().send(servlet))).isEqualTo(500);
    callbacks.remove(gateway, NAME);
    callbacks.add(
        request -> {
          throw new IllegalStateException();
        },
        NAME);
    assertThat(status(new Call().send(servlet))).isEqualTo(500);
  }

  @Test
  public void whoeverStillRunsWhenTheBundleGoesComesAgain() throws Exception {
    callbacks.add(gateway, NAME);
    CompletableFuture<GatewayCallback.Response> open = new CompletableFuture<>();
    answer = open;
    Call call = new Call().send(servlet);
    servlet.stop();
    assertThat(status(call)).isEqualTo(503);
    open.complete(GatewayCallback.Response.empty(204));
    assertThat(status(call)).isEqualTo(503);
  }
}
