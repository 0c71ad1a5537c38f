package org.vedette.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.eap.EapReply;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.testkit.eap.Login;
import org.vedette.testkit.eap.Login.Method;
import org.vedette.testkit.eap.Supplicant;

/** Certificates change while devices sign in, and health tells when they end. */
public class CertificatesTest {
  private static final Login LOGIN = Login.of(Method.PEAP_GTC, "alice", FakeCore.PASSWORD);

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
  public void conversationsGoOnWithTheCertificateTheyBeganWith() throws Exception {
    Supplicant device = new Supplicant(LOGIN);
    EapReply reply = world.send(device.identity(7), Optional.empty());
    world.properties.put("certificate", world.copy("rsa-chain.pem").toString());
    world.properties.put("key", world.copy("rsa.key").toString());
    world.engine.configure(world.settings());
    while (reply instanceof EapReply.Continue goOn) {
      reply = world.send(device.answer(goOn.eap()).orElseThrow(), Optional.of(goOn.state()));
    }
    assertThat(reply).isInstanceOf(EapReply.Accepted.class);
    assertThat(world.run(new Supplicant(LOGIN)).supplicant().isAccepted()).isTrue();
  }

  @Test
  public void anUnreadableFileIsCriticalAndTheLastGoodOneServes() throws Exception {
    assertThat(world.engine.health().status()).isEqualTo(Health.Status.OK);
    Files.writeString(folder.getRoot().toPath().resolve("ec.p12"), "damaged");
    world.engine.tend();
    assertThat(world.engine.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(world.engine.health().message()).contains("ec.p12", "PKCS#12");
    assertThat(world.run(new Supplicant(LOGIN)).supplicant().isAccepted()).isTrue();
    world.copy("ec.p12");
    world.engine.tend();
    assertThat(world.engine.health().status()).isEqualTo(Health.Status.OK);
  }

  @Test
  public void withoutAnyCertificateNobodyIsRejected() throws Exception {
    try (World none = new World(folder.newFolder().toPath(), "certificate", "/nowhere.p12")) {
      assertThat(none.engine.health().status()).isEqualTo(Health.Status.CRITICAL);
      EapReply reply = none.send(new Supplicant(LOGIN).identity(1), Optional.empty());
      assertThat(((EapReply.Silent) reply).unavailable()).isTrue();
    }
  }

  @Test
  public void healthWarnsTwoWeeksAhead() {
    Duration century = Duration.between(world.clock.instant(), end());
    world.clock.advance(century.minusDays(15));
    assertThat(world.engine.health().status()).isEqualTo(Health.Status.OK);
    world.clock.advance(Duration.ofDays(2));
    assertThat(world.engine.health().status()).isEqualTo(Health.Status.WARN);
    assertThat(world.engine.health().message()).contains("in 13 days");
    world.clock.advance(Duration.ofDays(13));
    assertThat(world.engine.health().status()).isEqualTo(Health.Status.CRITICAL);
  }

  private java.time.Instant end() {
    try {
      return world.settings().identity().read().expires();
    } catch (org.vedette.tls.TlsFileException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  public void settingsSayAllThatIsWrong() {
    Map<String, Object> bad =
        Map.of(
            "certificate",
            "server.pem",
            "key",
            "",
            "password",
            "",
            "tlsVersions",
            "1.1",
            "fragmentOctets",
            10,
            "maxConversations",
            1,
            "idleSeconds",
            1000,
            "sessionMinutes",
            -1);
    SettingText text = new SettingText(bad);
    assertThat(EapSettings.read(bad, text)).isEmpty();
    assertThat(text.problems())
        .extracting(SettingText.Problem::key)
        .contains(
            "key",
            "tlsVersions",
            "fragmentOctets",
            "maxConversations",
            "idleSeconds",
            "sessionMinutes");
  }
}
