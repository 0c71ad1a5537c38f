package org.vedette.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.eap.EapMethod;
import org.vedette.api.eap.EapQuestion;
import org.vedette.testkit.eap.Login;
import org.vedette.testkit.eap.Login.Method;
import org.vedette.testkit.eap.Supplicant;

/** Devices sign in by every method and both versions of TLS. */
public class SignInTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private World world;

  @Before
  public void start() throws Exception {
    world = new World(folder.getRoot().toPath());
  }

  @After
  public void stop() {
    world.close();
  }

  @Test
  public void everyTunnelGivesBothSidesTheSameKey() {
    for (Method method : List.of(Method.TTLS_PAP, Method.PEAP_GTC, Method.PEAP_MSCHAPV2)) {
      for (Login login : both(Login.of(method, "alice", FakeCore.PASSWORD))) {
        World.Ran ran = world.run(new Supplicant(login));
        assertThat(ran.supplicant().isAccepted()).as(login + " " + ran.reply()).isTrue();
        assertThat(ran.accepted().key().orElseThrow())
            .as(login.toString())
            .hasSize(64)
            .isEqualTo(ran.supplicant().masterSessionKey());
        assertThat(ran.supplicant().isConfirmed()).isEqualTo(method != Method.TTLS_PAP);
      }
    }
    assertThat(world.core.asked)
        .hasSize(6)
        .allSatisfy(each -> assertThat(((EapQuestion.First) each).username()).isEqualTo("alice"));
  }

  @Test
  public void wrongPasswordIsRejectedAfterTheTunnelSaidSo() {
    for (Method method : Method.values()) {
      for (Login login : both(Login.of(method, "alice", "wrong"))) {
        World.Ran ran = world.run(new Supplicant(login));
        assertThat(ran.rejected().denied().orElseThrow().result())
            .isEqualTo(ResultCode.PRIMARY_REFUSED);
        assertThat(ran.supplicant().isConfirmed()).isFalse();
      }
    }
  }

  @Test
  public void msChap2TellsWhyOnlyWhenARightPasswordIsTooOld() {
    World.Ran wrong = world.run(new Supplicant(Login.of(Method.PEAP_MSCHAPV2, "alice", "wrong")));
    assertThat(wrong.supplicant().prompt()).startsWith("E=691 R=0 C=");
    world.core.expired = true;
    World.Ran expired =
        world.run(new Supplicant(Login.of(Method.PEAP_MSCHAPV2, "alice", FakeCore.PASSWORD)));
    assertThat(expired.supplicant().prompt()).startsWith("E=648 R=0 C=");
    assertThat(expired.supplicant().isAccepted()).isFalse();
  }

  @Test
  public void gtcAsksForTheCodeThatFollows() {
    world.core.codes = true;
    for (Method method : List.of(Method.PEAP_GTC, Method.GTC)) {
      World.Ran right =
          world.run(new Supplicant(Login.of(method, "alice", FakeCore.PASSWORD, FakeCore.CODE)));
      assertThat(right.supplicant().isAccepted()).as(right.reply().toString()).isTrue();
      assertThat(right.supplicant().prompt()).isEqualTo("Code?");
      World.Ran wrong =
          world.run(new Supplicant(Login.of(method, "alice", FakeCore.PASSWORD, "000000")));
      assertThat(wrong.rejected().denied().orElseThrow().result()).isEqualTo(ResultCode.OATH_WRONG);
    }
  }

  @Test
  public void gtcAloneHasNoKey() {
    World.Ran ran = world.run(new Supplicant(Login.of(Method.GTC, "alice", FakeCore.PASSWORD)));
    assertThat(ran.accepted().key()).isEmpty();
  }

  @Test
  public void whatCannotAskSaysSo() {
    world.core.codes = true;
    World.Ran pap =
        world.run(new Supplicant(Login.of(Method.TTLS_PAP, "alice", FakeCore.PASSWORD)));
    assertThat(pap.rejected().denied().orElseThrow().result()).isEqualTo(ResultCode.CANNOT_ASK);
    world.asking = false;
    World.Ran gtc =
        world.run(new Supplicant(Login.of(Method.PEAP_GTC, "alice", FakeCore.PASSWORD)));
    assertThat(gtc.rejected().denied().orElseThrow().result()).isEqualTo(ResultCode.CANNOT_ASK);
    assertThat(((EapQuestion.First) world.core.asked.get(1)).asking()).isEqualTo(Asking.NEVER);
  }

  @Test
  public void devicesChooseAmongWhatIsAllowed() {
    world.methods = List.of(EapMethod.GTC, EapMethod.PEAP_GTC);
    assertThat(
            world
                .run(new Supplicant(Login.of(Method.PEAP_GTC, "alice", FakeCore.PASSWORD)))
                .supplicant()
                .isAccepted())
        .isTrue();
    World.Ran ttls =
        world.run(new Supplicant(Login.of(Method.TTLS_PAP, "alice", FakeCore.PASSWORD)));
    assertThat(ttls.rejected().why()).contains("eapMethods");
    World.Ran inner =
        world.run(new Supplicant(Login.of(Method.PEAP_MSCHAPV2, "alice", FakeCore.PASSWORD)));
    assertThat(inner.rejected().why()).contains("in the tunnel of PEAP that is not allowed");
    assertThat(world.core.asked).hasSize(1);
  }

  @Test
  public void longChainsTravelInSmallFragments() throws Exception {
    world.properties.put("certificate", world.copy("rsa-chain.pem").toString());
    world.properties.put("key", world.copy("rsa.key").toString());
    world.engine.configure(world.settings());
    world.path = 120;
    for (Login login : both(Login.of(Method.PEAP_GTC, "alice", FakeCore.PASSWORD))) {
      World.Ran ran = world.run(new Supplicant(login.inFragments(90)));
      assertThat(ran.supplicant().isAccepted()).as(ran.reply().toString()).isTrue();
      assertThat(ran.supplicant().certificates()).isEqualTo(2);
      assertThat(ran.supplicant().rounds()).isGreaterThan(15);
    }
  }

  @Test
  public void resumedSessionsAskForThePasswordAllTheSame() {
    Login login = Login.of(Method.PEAP_GTC, "alice", FakeCore.PASSWORD).tls12();
    World.Ran first = world.run(new Supplicant(login));
    World.Ran again = world.run(new Supplicant(login, first.supplicant().session()));

    assertThat(again.supplicant().isResumed()).isTrue();
    assertThat(again.supplicant().isAccepted()).isTrue();
    assertThat(again.accepted().key().orElseThrow())
        .isEqualTo(again.supplicant().masterSessionKey())
        .isNotEqualTo(first.accepted().key().orElseThrow());
    assertThat(world.core.asked).hasSize(2);
    Login wrong = Login.of(Method.PEAP_GTC, "alice", "wrong").tls12();
    assertThat(world.run(new Supplicant(wrong, first.supplicant().session())).rejected().denied())
        .isPresent();
  }

  private static List<Login> both(Login login) {
    return List.of(login, login.tls12());
  }
}
