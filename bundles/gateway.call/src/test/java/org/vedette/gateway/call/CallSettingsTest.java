package org.vedette.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.vedette.api.delivery.GatewayCallback;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.testkit.memory.MemoryVault;

public class CallSettingsTest {
  private static TestSettings good() {
    return TestSettings.at("");
  }

  private static List<String> wrong(TestSettings settings) {
    return CallSettings.read("call:main", settings.map()).problems().stream()
        .map(SettingText.Problem::key)
        .distinct()
        .toList();
  }

  @Test
  public void goodOnesPass() {
    assertThat(wrong(good())).isEmpty();
    assertThat(wrong(good().with("user", "SK1").with("callbackSecret", "$[secret:x]"))).isEmpty();
    assertThat(
            wrong(
                good()
                    .with("recordings", "https://cdn.example")
                    .with("recordedLanguages", "en,de")
                    .with("recordingFormat", "mp3")))
        .isEmpty();
  }

  @Test
  public void whatIsMissingOrStrangeIsNamed() {
    assertThat(wrong(good().with("account", "?"))).containsExactly("account");
    assertThat(wrong(good().with("secret", ""))).containsExactly("secret");
    assertThat(wrong(good().with("user", "SK1"))).containsExactly("callbackSecret");
    assertThat(wrong(good().with("from", "Firma"))).containsExactly("from");
    assertThat(wrong(good().with("callbackUrl", ""))).containsExactly("callbackUrl");
    assertThat(wrong(good().with("callbackUrl", "http://mfa.example")))
        .containsExactly("callbackUrl");
    assertThat(wrong(good().with("recordings", "https://cdn.example")))
        .containsExactly("recordings");
    assertThat(
            wrong(good().with("recordings", "http://cdn.example").with("recordedLanguages", "de")))
        .containsExactly("recordings");
    assertThat(
            wrong(
                good()
                    .with("recordings", "https://c.example")
                    .with("recordedLanguages", "Deutsch")))
        .containsExactly("recordedLanguages");
    assertThat(wrong(good().with("recordingFormat", "ogg"))).containsExactly("recordingFormat");
    assertThat(wrong(good().with("spokenLanguages", "de"))).containsExactly("spokenLanguages");
    assertThat(wrong(good().with("ringSeconds", 3))).containsExactly("ringSeconds");
  }

  @Test
  public void badOnesLeaveTheGoodOnesAtWork() throws Exception {
    ConfiguredGateway gateway =
        new ConfiguredGateway(
            "main",
            "org.vedette.gateway.call~main",
            new MemoryVault(1),
            () -> CompletableFuture.completedFuture(java.util.Optional.empty()),
            java.time.InstantSource.system());
    GatewayCallback.Request any =
        new GatewayCallback.Request("POST", "keys/x", "", java.util.Map.of(), new byte[0]);
    assertThat(gateway.handle(any).toCompletableFuture().get().status()).isEqualTo(404);
    gateway.configure(good().map());
    gateway.configure(good().with("from", "x").map());
    assertThat(gateway.health().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(gateway.health().message()).contains("org.vedette.gateway.call~main", "from");
    assertThat(gateway.handle(any).toCompletableFuture().get().status()).isEqualTo(403);
    gateway.configure(good().with("secret", "$[secret:missing]").map());
    assertThat(gateway.health().message()).contains("secret names a secret");
    gateway.configure(good().map());
    assertThat(gateway.health()).isEqualTo(Health.ok());
    gateway.close();
  }
}
