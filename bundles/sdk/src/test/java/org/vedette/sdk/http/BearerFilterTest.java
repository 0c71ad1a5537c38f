package org.vedette.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.junit.Test;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.AccessToken;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryVault;

public class BearerFilterTest {
  private static final String LOCAL = "local-credential-of-this-host-0123456789";
  private static final String TOKEN = "vdt_" + "a".repeat(43);
  private static final String SIGN_INS = "vdt_" + "b".repeat(43);
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
  private final AccessToken signIns =
      new AccessToken(
          UUID.randomUUID(),
          1,
          "webshop",
          Credentials.hash(vault, SIGN_INS),
          "signin",
          clock.instant(),
          Optional.empty());
  private final BearerFilter filter =
      new BearerFilter(
          new Credentials(
              () -> Optional.of(Secret.of(LOCAL)),
              () -> vault,
              () -> List.of(token, signIns),
              clock),
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

  /** A server that joins a cluster takes over its records and keys; the file of the host stays. */
  @Test
  public void theLocalCredentialStaysGoodWhenAllRecordsAndKeysAreReplaced() {
    MemoryVault[] keys = {vault};
    List<AccessToken> records = new ArrayList<>(List.of(token));
    BearerFilter joining =
        new BearerFilter(
            new Credentials(
                () -> Optional.of(Secret.of(LOCAL)),
                () -> keys[0],
                () -> List.copyOf(records),
                clock),
            new SourceThrottle(clock, () -> 10));
    assertThat(joining.identify("Bearer " + TOKEN, REMOTE).name()).isEqualTo("monitoring");

    keys[0] = new MemoryVault(2);
    records.clear();

    assertThat(joining.identify("Bearer " + LOCAL, "127.0.0.1").role()).isEqualTo(Role.ADMIN);
    assertThat(
            catchThrowableOfType(Problem.class, () -> joining.identify("Bearer " + TOKEN, REMOTE))
                .status())
        .isEqualTo(401);
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
    assertThat(Role.READ.permits("GET", "/users")).isTrue();
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      assertThat(Role.READ.permits(method, "/users")).as(method).isFalse();
      assertThat(Role.ADMIN.permits(method, "/users")).as(method).isTrue();
    }
    assertThat(Role.of("admin")).contains(Role.ADMIN);
    assertThat(Role.of("root")).isEmpty();
  }

  @Test
  public void permitsSigningInToTheRoleForItOnly() {
    for (String path : List.of("signins", "/signins", "signins/abc", "/signins/abc")) {
      for (String method : List.of("GET", "POST", "DELETE")) {
        assertThat(Role.SIGNIN.permits(method, path)).as(path).isTrue();
        assertThat(Role.ADMIN.permits(method, path)).as(path).isFalse();
        assertThat(Role.READ.permits(method, path)).as(path).isFalse();
      }
    }
    for (String path : List.of("users", "/users/signins", "signinsx", "", "/", "tokens")) {
      assertThat(Role.SIGNIN.permits("GET", path)).as(path).isFalse();
      assertThat(Role.SIGNIN.permits("POST", path)).as(path).isFalse();
    }
    assertThat(Role.of("signin")).contains(Role.SIGNIN);
  }

  @Test
  public void aTokenForSignInsOpensNothingElse() {
    assertThat(through("GET", "/users", TOKEN)).isZero();
    assertThat(through("GET", "/signins/abc", TOKEN)).isEqualTo(403);
    assertThat(through("POST", "/signins", TOKEN)).isEqualTo(403);
    assertThat(through("POST", "/signins", "vdt_unknown")).isEqualTo(401);
    assertThat(through("POST", "/signins", SIGN_INS)).isZero();
    assertThat(through("GET", "/users", SIGN_INS)).isEqualTo(403);
    assertThat(through("GET", "/status", SIGN_INS)).isEqualTo(403);
    assertThat(through("POST", "/tokens", SIGN_INS)).isEqualTo(403);
  }

  /** Where a request comes from is written down with the request, by the door. */
  @Test
  public void theLocalCredentialCountsForWhoeverTheDoorSawComeFromHere() {
    assertThat(through("GET", "/users", LOCAL, "127.0.0.1")).isZero();
    assertThat(through("GET", "/users", LOCAL, "[0:0:0:0:0:0:0:1]")).isZero();
    assertThat(through("GET", "/users", LOCAL, REMOTE)).isEqualTo(401);
    assertThat(through("GET", "/users", LOCAL, null)).isEqualTo(401);
  }

  private int through(String method, String path, String sent) {
    return through(method, path, sent, REMOTE);
  }

  /** Returns the status of the refusal; 0 when the request goes on as that caller. */
  private int through(String method, String path, String sent, @Nullable String peer) {
    AtomicInteger status = new AtomicInteger(-1);
    UriInfo address = fake(UriInfo.class, Map.of("getPath", given -> path));
    filter.filter(
        fake(
            ContainerRequestContext.class,
            Map.of(
                "getUriInfo",
                given -> address,
                "getMethod",
                given -> method,
                "getProperty",
                given -> given[0].equals(BearerFilter.PEER) ? peer : null,
                "getHeaderString",
                given -> "Bearer " + sent,
                "setSecurityContext",
                given -> {
                  status.set(0);
                  return null;
                },
                "abortWith",
                given -> {
                  status.set(((Response) given[0]).getStatus());
                  return null;
                })));
    return status.get();
  }

  private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> methods) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, given) ->
                Objects.requireNonNull(methods.get(method.getName()), method.getName())
                    .apply(given)));
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
