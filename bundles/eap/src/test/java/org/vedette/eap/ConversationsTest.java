package org.vedette.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.eap.EapMessage;
import org.vedette.api.eap.EapMethod;
import org.vedette.api.eap.EapReply;
import org.vedette.codec.eap.EapPacket;
import org.vedette.codec.eap.EapType;
import org.vedette.testkit.eap.Login;
import org.vedette.testkit.eap.Login.Method;
import org.vedette.testkit.eap.Supplicant;

/** Conversations are found, repeated, limited and ended as they should. */
public class ConversationsTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private World world;

  @Before
  public void start() throws Exception {
    world = new World(folder.getRoot().toPath(), "maxConversations", 100);
  }

  @After
  public void stop() {
    world.close();
  }

  @Test
  public void repetitionsGetTheSameReplyAndAskNobodyAgain() {
    Supplicant device = new Supplicant(Login.of(Method.PEAP_GTC, "alice", FakeCore.PASSWORD));
    EapReply reply = world.send(device.identity(7), Optional.empty());
    while (reply instanceof EapReply.Continue goOn) {
      byte[] answer = device.answer(goOn.eap()).orElseThrow();
      reply = world.send(answer, Optional.of(goOn.state()));
      assertThat(world.send(answer, Optional.of(goOn.state()))).isSameAs(reply);
    }
    assertThat(reply).isInstanceOf(EapReply.Accepted.class);
    assertThat(world.core.asked).hasSize(1);
  }

  @Test
  public void stateOfAnotherApplicationOrOfNobodyIsRejected() {
    Supplicant device = new Supplicant(Login.of(Method.GTC, "alice", FakeCore.PASSWORD));
    world.methods = List.of(EapMethod.GTC);
    EapReply.Continue asked = begin(device);
    byte[] answer = device.answer(asked.eap()).orElseThrow();
    world.application = new UUID(2, 2);
    assertThat(world.send(answer, Optional.of(asked.state())))
        .isInstanceOf(EapReply.Rejected.class);
    world.application = World.APPLICATION;
    assertThat(world.send(answer, Optional.of(new byte[16]))).isInstanceOf(EapReply.Rejected.class);
    assertThat(world.core.asked).isEmpty();
    assertThat(world.send(answer, Optional.of(asked.state())))
        .isInstanceOf(EapReply.Accepted.class);
  }

  @Test
  public void otherIdentifiersAreDiscardedAndHarmNothing() {
    Supplicant device = new Supplicant(Login.of(Method.TTLS_PAP, "alice", FakeCore.PASSWORD));
    EapReply reply = world.send(device.identity(7), Optional.empty());
    while (reply instanceof EapReply.Continue goOn) {
      byte[] answer = device.answer(goOn.eap()).orElseThrow();
      byte[] stale = answer.clone();
      stale[1] += 3;
      assertThat(world.send(stale, Optional.of(goOn.state()))).isInstanceOf(EapReply.Silent.class);
      assertThat(world.send(new byte[] {2}, Optional.of(goOn.state())))
          .isInstanceOf(EapReply.Silent.class);
      reply = world.send(answer, Optional.of(goOn.state()));
    }
    assertThat(reply).isInstanceOf(EapReply.Accepted.class);
  }

  @Test
  public void whatWasNotDecidedIsAskedAgain() {
    world.core.unavailable = 2;
    Supplicant device = new Supplicant(Login.of(Method.PEAP_GTC, "alice", FakeCore.PASSWORD));
    EapReply reply = world.send(device.identity(7), Optional.empty());
    int silent = 0;
    while (reply instanceof EapReply.Continue goOn) {
      byte[] answer = device.answer(goOn.eap()).orElseThrow();
      reply = world.send(answer, Optional.of(goOn.state()));
      while (reply instanceof EapReply.Silent none) {
        assertThat(none.unavailable()).isTrue();
        assertThat(none.why()).isEqualTo("the directory is down");
        silent++;
        reply = world.send(answer, Optional.of(goOn.state()));
      }
    }
    assertThat(reply).isInstanceOf(EapReply.Accepted.class);
    assertThat(silent).isEqualTo(2);
    assertThat(world.core.asked).hasSize(3);
  }

  @Test
  public void aRepetitionJoinsTheQuestionThatRunsAndNothingElseGetsThrough() {
    world.core.held = new CompletableFuture<>();
    Asked asked = asked();
    CompletionStage<EapReply> again = world.engine.receive(asked.message(), world.core);
    EapReply other =
        world.send(
            EapPacket.response(99, EapType.GTC, new byte[0]).encode(), asked.message().state());

    assertThat(other).isInstanceOf(EapReply.Silent.class);
    assertThat(world.core.asked).hasSize(1);
    world.core.held.complete(FakeCore.granted());
    assertThat(asked.reply().toCompletableFuture().join()).isInstanceOf(EapReply.Accepted.class);
    assertThat(again.toCompletableFuture().join())
        .isSameAs(asked.reply().toCompletableFuture().join());
  }

  @Test
  public void nobodyMakesTheServerKeepLongMessages() {
    Supplicant device = new Supplicant(Login.of(Method.PEAP_GTC, "alice"));
    EapReply.Continue start = begin(device);
    device.answer(start.eap());
    byte[] huge = {(byte) 0xC0, 0, 0, (byte) 0x80, 0, 22};
    byte[] answer = EapPacket.response(start.eap()[1] & 0xFF, start.eap()[4], huge).encode();
    EapReply reply = world.send(answer, Optional.of(start.state()));
    assertThat(((EapReply.Rejected) reply).why()).contains("17408 octets is announced");
  }

  @Test
  public void silenceEndsThemButNotWhileAPersonIsAsked() {
    world.methods = List.of(EapMethod.GTC);
    EapReply.Continue asked = begin(new Supplicant(Login.of(Method.GTC, "alice")));
    world.pass(Duration.ofSeconds(59));
    assertThat(world.engine.running()).isEqualTo(1);
    world.pass(Duration.ofSeconds(2));
    assertThat(world.engine.running()).isZero();
    byte[] late = EapPacket.response(8, EapType.GTC, new byte[] {'x'}).encode();
    assertThat(world.send(late, Optional.of(asked.state()))).isInstanceOf(EapReply.Rejected.class);

    world.core.held = new CompletableFuture<>();
    Asked waiting = asked();
    world.pass(Duration.ofSeconds(119));
    world.core.held.complete(FakeCore.granted());
    assertThat(waiting.reply().toCompletableFuture().join()).isInstanceOf(EapReply.Accepted.class);
  }

  @Test
  public void whoBeginsTooManyPushesOutTheSilentOnes() {
    world.core.held = new CompletableFuture<>();
    Asked waiting = asked();
    for (int count = 0; count < 300; count++) {
      begin(new Supplicant(Login.of(Method.GTC, "alice")));
    }
    assertThat(world.engine.running()).isEqualTo(100);
    world.core.held.complete(FakeCore.granted());
    assertThat(waiting.reply().toCompletableFuture().join()).isInstanceOf(EapReply.Accepted.class);
  }

  @Test
  public void updatesRejectWhatRunsSoThatDevicesBeginAnew() throws Exception {
    world.core.held = new CompletableFuture<>();
    Asked waiting = asked();
    world.engine.close();
    assertThat(waiting.reply().toCompletableFuture().join()).isInstanceOf(EapReply.Rejected.class);
    assertThat(world.engine.running()).isZero();
    EapReply late = world.send(new byte[] {2, 7, 0, 5, 1}, Optional.empty());
    assertThat(late).isEqualTo(new EapReply.Silent(true, "EAP is being replaced"));
    world.core.held.complete(FakeCore.granted());
  }

  @Test
  public void anEmptyMessageIsAskedForItsIdentity() {
    world.methods = List.of(EapMethod.GTC);
    EapReply.Continue who = (EapReply.Continue) world.send(new byte[2], Optional.empty());
    Supplicant device = new Supplicant(Login.of(Method.GTC, "alice", FakeCore.PASSWORD));
    EapReply.Continue password =
        (EapReply.Continue)
            world.send(device.answer(who.eap()).orElseThrow(), Optional.of(who.state()));
    EapReply end =
        world.send(device.answer(password.eap()).orElseThrow(), Optional.of(password.state()));
    assertThat(end).isInstanceOf(EapReply.Accepted.class);
  }

  private record Asked(EapMessage message, CompletionStage<EapReply> reply) {}

  /** Goes as far as the question to the core, which is held. */
  private Asked asked() {
    world.methods = List.of(EapMethod.GTC);
    Supplicant device = new Supplicant(Login.of(Method.GTC, "alice", FakeCore.PASSWORD));
    EapReply.Continue password = begin(device);
    EapMessage message =
        new EapMessage(
            World.APPLICATION,
            device.answer(password.eap()).orElseThrow(),
            Optional.of(password.state()),
            0,
            world.methods,
            true);
    int before = world.core.asked.size();
    CompletionStage<EapReply> reply = world.engine.receive(message, world.core);
    Awaitility.await().until(() -> world.core.asked.size() > before);
    return new Asked(message, reply);
  }

  private EapReply.Continue begin(Supplicant device) {
    return (EapReply.Continue) world.send(device.identity(7), Optional.empty());
  }
}
