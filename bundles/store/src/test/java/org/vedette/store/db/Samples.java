package org.vedette.store.db;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Application.Appended;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.store.Setting;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.LocalPassword;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;

/** Records to test with. */
public final class Samples {
  public static final String SECRET = "s3cr3t-m4rk3d";

  private Samples() {}

  public static User user(UUID id, String name) {
    return User.builder(id, name, name).build();
  }

  public static User user(String name) {
    return user(UUID.randomUUID(), name);
  }

  public static User renamed(User it, String name) {
    return new User(
        it.id(),
        it.version() + 1,
        name,
        name,
        it.enabled(),
        it.firstName(),
        it.lastName(),
        it.email(),
        it.group(),
        it.description(),
        it.phone(),
        it.backupPhone(),
        it.defaultMethod(),
        it.methodOrder(),
        it.languages(),
        it.groups(),
        it.block());
  }

  public static Enrollment enrollment(UUID user, String serial) {
    return new Enrollment(
        UUID.randomUUID(),
        1,
        user,
        "oath",
        Enrollment.STANDARD,
        "token",
        true,
        Instant.EPOCH,
        6,
        Map.of("period", "30"),
        serial.isEmpty() ? Optional.empty() : Optional.of(serial),
        Optional.of(SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  public static HardwareToken token(String serial, byte[] sealed) {
    return new HardwareToken(
        UUID.randomUUID(),
        1,
        serial,
        "Acme",
        "C200",
        6,
        Map.of("period", "30"),
        0,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        sealed);
  }

  public static PolicyRule rule() {
    return new PolicyRule(
        UUID.randomUUID(),
        1,
        1,
        "Office only",
        "office only",
        PolicyRule.Mode.ENFORCE,
        List.of(
            new PolicyRule.Condition(
                PolicyRule.Kind.NETWORK, true, List.of("@office", "192.0.2.7"))),
        new PolicyRule.Effect(PolicyRule.EffectKind.DENY, Set.of(), false));
  }

  public static Pin pin(UUID user, long version) {
    byte[] hash = SECRET.getBytes(StandardCharsets.UTF_8);
    return new Pin(user, version, hash, hash, false, Optional.empty(), List.of());
  }

  public static LocalPassword password(UUID user) {
    return new LocalPassword(user, 1, SECRET, Optional.empty(), Instant.EPOCH);
  }

  public static Setting setting(String pid, Map<String, String> values) {
    return new Setting(UUID.randomUUID(), 1, pid, values);
  }

  public static Application application(String label, String selector) {
    return new Application(
        UUID.randomUUID(),
        1,
        label,
        label,
        "radius",
        List.of(selector),
        true,
        true,
        "local",
        Set.of(),
        Set.of(),
        Duration.ofSeconds(55),
        Appended.OFF,
        3,
        List.of(),
        false,
        Map.of("secret", SECRET));
  }
}
