package org.vedette.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.AccessToken;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryVault;

public class BearerFilterTest {
  private static final String LOCAL = "local-credential-of-this-host-0123456789";
  private static final String TOKEN = "vdt_" + "a".repeat(43);
  private static final String REMOTE = "192.0.2.9";

  private final FakeClock clock = new FakeClock(java.time.Instant.parse("2026-11-21T06:00:00Z"));
  private final MemoryVault vault = new MemoryVault(1);
  private final AccessToken token =
      new AccessToken(
          UUID.randomUUID(),
          1,
          "monitoring",
          Credentials.hash(vault, TOKEN),
          "read",
          clock.instant(),
          Optional.of(clock.instant().plus(Duration.ofDays(1))));
  private final BearerFilter filter =
      new BearerFilter(
          new Credentials(
              () -> Optional.of(Secret.of(LOCAL)), () -> vault, () -> List.of(token), clock),
          new SourceThrottle(clock, () -> 10));

  private int refused(String header, String address) {
    Problem problem = catchThrowableOfType(Problem.class, () -> filter.identify(header, address));
    assertThat(problem).isNotNull();
    assertThat(problem.detail()).doesNotContain("vdt_a");
    return problem.status();
  }

  @Test
  public void knowsAPersonalToken() {
    Caller caller = filter.identify("Bearer " + TOKEN, REMOTE);

    assertThat(caller).isEqualTo(new Caller("monitoring", Role.READ, REMOTE));
    assertThat(Caller.actor(caller).via()).isEqualTo("rest");
    assertThat(filter.identify("bearer " + TOKEN, REMOTE).name()).isEqualTo("monitoring");
  }

  @Test
  public void honoursTheLocalCredentialFromThisHostOnly() {
    assertThat(filter.identify("Bearer " + LOCAL, "127.0.0.1").role()).isEqualTo(Role.ADMIN);
    assertThat(filter.identify("Bearer " + LOCAL, "0:0:0:0:0:0:0:1").name()).isEqualTo("local");
    assertThat(refused("Bearer " + LOCAL, REMOTE)).isEqualTo(401);
    assertThat(refused("Bearer " + LOCAL, "localhost")).isEqualTo(401);
  }

  @Test
  public void refusesWhatItDoesNotKnow() {
    assertThat(refused(null, REMOTE)).isEqualTo(401);
    assertThat(refused("Basic " + TOKEN, REMOTE)).isEqualTo(401);
    assertThat(refused("Bearer " + TOKEN.replace("aa", "ab"), REMOTE)).isEqualTo(401);
    assertThat(refused("Bearer vdt_" + "x".repeat(5000), REMOTE)).isEqualTo(401);
    assertThat(refused("Bearer ", REMOTE)).isEqualTo(401);
  }

  @Test
  public void refusesAnExpiredToken() {
    clock.advance(Duration.ofDays(1));

    assertThat(refused("Bearer " + TOKEN, REMOTE)).isEqualTo(401);
  }

  @Test
  public void makesASourceWaitAfterTenFailuresInAMinute() {
    for (int i = 0; i < 10; i++) {
      assertThat(refused("Bearer vdt_wrong" + i, REMOTE)).isEqualTo(401);
    }

    assertThat(refused("Bearer vdt_wrong", REMOTE)).isEqualTo(429);
    assertThat(refused("Bearer vdt_wrong", "192.0.2.10")).isEqualTo(401);
    clock.advance(Duration.ofMinutes(1));
    assertThat(filter.identify("Bearer " + TOKEN, REMOTE).name()).isEqualTo("monitoring");
  }

  @Test
  public void neverLocksTheOperatorOfThisHostOut() {
    for (int i = 0; i < 20; i++) {
      refused("Bearer vdt_wrong" + i, "127.0.0.1");
    }

    assertThat(filter.identify("Bearer " + LOCAL, "127.0.0.1").name()).isEqualTo("local");
  }

  @Test
  public void permitsReadersToLookOnly() {
    assertThat(Role.READ.permits("GET")).isTrue();
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      assertThat(Role.READ.permits(method)).as(method).isFalse();
      assertThat(Role.ADMIN.permits(method)).as(method).isTrue();
    }
    assertThat(Role.of("admin")).contains(Role.ADMIN);
    assertThat(Role.of("root")).isEmpty();
  }

  @Test
  public void forgetsTheOldestSourcesFirst() {
    SourceThrottle throttle = new SourceThrottle(clock, () -> 1);
    throttle.count("first");
    for (int i = 0; i < SourceThrottle.MAX_SOURCES; i++) {
      throttle.count("source" + i);
    }

    assertThat(throttle.waitSeconds("first")).isZero();
    assertThat(throttle.waitSeconds("source9999")).isEqualTo(60);
  }
}
