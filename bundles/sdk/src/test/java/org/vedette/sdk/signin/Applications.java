package org.vedette.sdk.signin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.auth.Application;
import org.vedette.api.store.AccessToken;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Role;
import org.vedette.sdk.service.World;

/** Applications for tests. */
final class Applications {
  static final Application.Appended SEPARATED =
      new Application.Appended(Application.Appended.Mode.SEPARATED, ",");

  private Applications() {}

  static Application make(
      String token, String primary, Application.Appended appended, boolean enabled) {
    return new Application(
        UUID.nameUUIDFromBytes(token.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        1,
        token,
        token,
        "sdk",
        List.of(token),
        enabled,
        true,
        primary,
        Set.of(),
        Set.of(),
        Duration.ofSeconds(55),
        appended,
        3,
        List.of(),
        false,
        Map.of());
  }

  /** Stores an application with a token of its own, and returns who calls with that. */
  static Caller add(World world, Application application) {
    world.records.given(Application.TYPE, application);
    return token(world, application.name());
  }

  static Caller token(World world, String name) {
    world.records.given(
        AccessToken.TYPE,
        new AccessToken(
            UUID.randomUUID(),
            1,
            name,
            new byte[32],
            "signin",
            world.clock.instant(),
            Optional.empty()));
    return new Caller(name, Role.SIGNIN, "192.0.2.9");
  }
}
