package org.vedette.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.core.flow.World.PASSWORD;
import static org.vedette.core.flow.World.VPN;
import static org.vedette.core.flow.World.result;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Application.Cache;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;

/** Rows 33 to 35: a second factor that was right counts again for a while. */
public class CacheTest {
  private static final UUID MAIL = new UUID(0, 9);

  private final World world = new World();

  @Test
  public void anApplicationRemembersForItsSecondsOnly() {
    caches(Cache.By.APPLICATION);
    come("550001");

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CACHED);
    assertThat(result(world.signIn("alice", "wrong"))).isEqualTo(ResultCode.PRIMARY_REFUSED);
    world.clock.advance(Duration.ofSeconds(61));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void whatWasCachedDoesNotLastLongerByBeingUsed() {
    caches(Cache.By.APPLICATION);
    come("550001");
    world.clock.advance(Duration.ofSeconds(50));
    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CACHED);
    world.clock.advance(Duration.ofSeconds(20));

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void anotherApplicationCountsOnlyWhereBothCacheByUser() {
    caches(Cache.By.APPLICATION);
    another(Cache.By.APPLICATION);
    come("550001");
    assertThat(at(MAIL, "198.51.100.9")).isEqualTo(ResultCode.CHALLENGED);

    caches(Cache.By.USER);
    another(Cache.By.USER);
    come("550002");
    assertThat(at(MAIL, "198.51.100.9")).isEqualTo(ResultCode.CACHED);
  }

  @Test
  public void anotherAddressIsAsked() {
    caches(Cache.By.ADDRESS);
    come("550001");

    assertThat(at(VPN, "198.51.100.9")).isEqualTo(ResultCode.CACHED);
    assertThat(at(VPN, "198.51.100.10")).isEqualTo(ResultCode.CHALLENGED);
    assertThat(at(VPN, "")).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void aDenialIsNeverCached() {
    world.enrollment("pin");
    caches(Cache.By.APPLICATION);
    world.desk.setPin(
        World.ALICE, Optional.of(Secret.of("8261")), false, new Actor("admin", "test", ""));
    // A right code with a wrong PIN.
    world.answer(world.challenge(), "5500011111");

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  @Test
  public void anApplicationThatAlwaysAsksDoes() {
    caches(Cache.By.APPLICATION);
    come("550001");
    world.application(plan -> plan.trusted(List.of(), true));
    Application asks = world.records.find(Application.TYPE, VPN).orElseThrow();
    world.records.given(
        Application.TYPE, asks.caching(new Cache(Cache.By.APPLICATION, Duration.ofSeconds(60))));

    assertThat(result(world.signIn("alice", PASSWORD))).isEqualTo(ResultCode.CHALLENGED);
  }

  private void come(String code) {
    assertThat(result(world.answer(world.challenge(), code))).isEqualTo(ResultCode.OATH_VERIFIED);
  }

  private ResultCode at(UUID application, String address) {
    Caller caller = new Caller("radius", application, "192.0.2.1", address, new byte[] {7});
    return result(world.signIn("alice", PASSWORD, caller));
  }

  private void caches(Cache.By by) {
    Application vpn = world.records.find(Application.TYPE, VPN).orElseThrow();
    world.records.given(Application.TYPE, vpn.caching(new Cache(by, Duration.ofSeconds(60))));
  }

  private void another(Cache.By by) {
    Application vpn = world.records.find(Application.TYPE, VPN).orElseThrow();
    world.records.given(
        Application.TYPE,
        new Application(
            MAIL,
            1,
            "Mail",
            "mail",
            "radius",
            List.of("192.0.2.2/32"),
            true,
            true,
            vpn.primary(),
            vpn.methods(),
            vpn.groups(),
            vpn.deadline(),
            vpn.appended(),
            vpn.tries(),
            List.of(),
            false,
            new Cache(by, Duration.ofSeconds(60)),
            Application.Otherwise.DENIED,
            vpn.extra()));
  }
}
