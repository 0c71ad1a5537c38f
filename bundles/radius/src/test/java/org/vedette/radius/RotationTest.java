package org.vedette.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.KeptSecret;
import org.vedette.api.secret.Secret;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.codec.radius.SharedSecret;

/** A shared secret that is being changed: for a while both are honoured. */
public class RotationTest {
  private static final String BEFORE = "Zt4-marked-secret-before";

  @Rule public final RadiusFixture radius = new RadiusFixture();

  @Test
  public void bothSecretsAreHonouredAndRepliesAreMadeWithThatOfTheRequest() {
    radius.serve(replaced(Duration.ofHours(23)));
    radius.core.says(RadiusFixture.granted(Map.of()));

    assertThat(radius.nas().authenticate("alice", "x").accepted()).isTrue();
    assertThat(radius.nas(BEFORE).authenticate("alice", "x").accepted()).isTrue();
    assertThat(radius.nas(BEFORE).exchange(RadiusRequest.status()).reply()).isPresent();
  }

  @Test
  public void withoutMessageAuthenticatorThePasswordTellsTheSecret() {
    radius.serve(replaced(Duration.ofHours(23), "messageAuthenticator", "off"));
    radius.core.says(RadiusFixture.granted(Map.of()));
    RadiusRequest bare = RadiusRequest.access("alice", "x").messageAuthenticator(false);

    assertThat(radius.nas(BEFORE).exchange(bare).accepted()).isTrue();
    assertThat(radius.nas().exchange(bare).accepted()).isTrue();
    assertThat(radius.core.requests).hasSize(2);
  }

  @Test
  public void theSecretBeforeEndsAfterItsTime() throws Exception {
    radius.serve(replaced(Duration.ofHours(25)));
    radius.core.says(RadiusFixture.granted(Map.of()));

    assertThat(radius.nas().authenticate("alice", "x").accepted()).isTrue();
    byte[] old =
        RadiusRequest.access("alice", "x")
            .bytes(7, new byte[16], SharedSecret.of(BEFORE.getBytes(StandardCharsets.UTF_8)));
    assertThat(radius.raw().isSilentTo(old)).isTrue();
  }

  private Application replaced(Duration ago, String... extra) {
    Application plain = radius.application(extra);
    Map<String, String> all = new HashMap<>(plain.extra());
    try (Secret before = Secret.of(BEFORE)) {
      all.putAll(
          new KeptSecret(before, Instant.now().minus(ago))
              .seal(plain.id(), "secret", radius.vault));
    }
    return new Application(
        plain.id(),
        plain.version(),
        plain.label(),
        plain.name(),
        plain.listener(),
        plain.selectors(),
        plain.enabled(),
        plain.userMatch(),
        plain.primary(),
        plain.methods(),
        plain.groups(),
        plain.deadline(),
        plain.appended(),
        plain.tries(),
        plain.trustedNetworks(),
        plain.requireAlways(),
        all);
  }
}
