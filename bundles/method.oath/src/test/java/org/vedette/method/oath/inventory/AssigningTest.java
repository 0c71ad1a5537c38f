package org.vedette.method.oath.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.method.oath.inventory.Drawer.BASE32;
import static org.vedette.method.oath.inventory.Drawer.refused;

import java.time.Duration;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.store.Change;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.token.TokenEntry;
import org.vedette.api.token.TokenResult;
import org.vedette.api.token.TokenState;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;

public class AssigningTest {
  private final Drawer drawer = new Drawer();
  private User alice;
  private User bob;

  @Before
  public void setUp() {
    alice = drawer.user("alice");
    bob = drawer.user("bob");
    drawer.load("1," + BASE32 + ",30\n");
    drawer.load("serial,secret,type,counter\nE," + BASE32 + ",hotp,0\n");
  }

  private TokenResult give(String serial, User user, String... codes) {
    return drawer.assign(serial, Optional.of(user), codes);
  }

  private Optional<Enrollment> enrollment(String serial) {
    return drawer.records.find(Enrollment.TYPE, drawer.entry(serial).token().id());
  }

  private long register(String name, String serial) {
    RegisterKey key = new RegisterKey("oath." + name, drawer.entry(serial).token().id().toString());
    return drawer.state.read(key).map(RegisterValue::value).orElse(-1L);
  }

  @Test
  public void aCurrentCodeMakesTheEnrollment() {
    TokenEntry entry = Drawer.entry(give("1", alice, drawer.shown(0)));
    assertThat(entry.state()).isEqualTo(TokenState.ASSIGNED);
    assertThat(entry.user()).contains(alice.id());
    Enrollment made = enrollment("1").orElseThrow();
    assertThat(made.user()).isEqualTo(alice.id());
    assertThat(made.serial()).contains("1");
    assertThat(made.label()).isEqualTo("Token 1");
    assertThat(made.enabled()).isTrue();
    assertThat(drawer.vault.open(Enrollment.place(made.id()), made.sealed().orElseThrow()).text())
        .isEqualTo("12345678901234567890");
    assertThat(register("step", "1")).isEqualTo(drawer.step());
  }

  @Test
  public void aWrongCodeMakesNothing() {
    assertThat(refused(give("1", alice, "000000"))).startsWith("codes no code of this time");
    assertThat(refused(give("1", alice, "12345"))).startsWith("codes a code of this token has 6");
    assertThat(refused(give("1", alice))).startsWith("codes one code, or two");
    assertThat(enrollment("1")).isEmpty();
    assertThat(register("step", "1")).isEqualTo(-1);
  }

  @Test
  public void driftIsFoundAndRemembered() {
    assertThat(refused(give("1", alice, drawer.shown(21)))).contains("searched further");
    Drawer.entry(give("1", alice, drawer.shown(-19)));
    assertThat(register("drift", "1")).isEqualTo(-19);
    drawer.release("1");
    drawer.clock.advance(Duration.ofHours(1));
    Drawer.entry(give("1", alice, drawer.shown(79), drawer.shown(80)));
    assertThat(register("drift", "1")).isEqualTo(80);
  }

  @Test
  public void anEventTokenIsSearchedFarAndFurtherWithTwoCodes() {
    Drawer.entry(give("E", alice, drawer.token.codeFor(100)));
    assertThat(register("counter", "E")).isEqualTo(101);
    drawer.release("E");
    assertThat(refused(give("E", bob, drawer.token.codeFor(900)))).contains("two codes");
    Drawer.entry(give("E", bob, drawer.token.codeFor(900), drawer.token.codeFor(901)));
    assertThat(register("counter", "E")).isEqualTo(902);
  }

  @Test
  public void aCodeThatWasUsedStaysUsedWhoeverHasTheTokenNext() {
    String code = drawer.shown(0);
    Drawer.entry(give("1", alice, code));
    drawer.release("1");
    assertThat(refused(give("1", bob, code))).contains("was used");
    assertThat(refused(give("1", bob, drawer.shown(-1)))).contains("is before step");
    drawer.clock.advance(Duration.ofSeconds(30));
    Drawer.entry(give("1", bob, drawer.shown(0)));
  }

  @Test
  public void twoCannotHaveOneToken() {
    Drawer.entry(give("1", alice, drawer.shown(0)));
    assertThat(refused(give("1", bob, drawer.shown(1)))).contains("release it first");
    assertThat(refused(drawer.remove("1"))).contains("release it first");
  }

  @Test
  public void howeverTheEnrollmentGoesTheTokenIsFreeAgain() {
    Drawer.entry(give("1", alice, drawer.shown(0)));
    assertThat(Drawer.entry(drawer.release("1")).state()).isEqualTo(TokenState.FREE);
    assertThat(enrollment("1")).isEmpty();
    assertThat(refused(drawer.release("1"))).contains("free already");

    Drawer.entry(give("1", alice, drawer.shown(1)));
    drawer.records.append(
        Change.remove(Enrollment.TYPE, enrollment("1").orElseThrow()), Drawer.ACTOR);
    assertThat(drawer.entry("1").state()).isEqualTo(TokenState.FREE);

    Drawer.entry(give("1", alice, drawer.shown(2)));
    drawer.records.append(Change.remove(User.TYPE, alice), Drawer.ACTOR);
    assertThat(drawer.entry("1").state()).isEqualTo(TokenState.FREE);
    assertThat(Drawer.entry(drawer.remove("1")).token().serial()).isEqualTo("1");
    assertThat(drawer.desk.find("1")).isEmpty();
  }

  @Test
  public void aWaitingTokenIsActivatedByItsUsersCodeOnly() {
    drawer.load(Drawer.CLOUD + "alice,7," + BASE32 + ",30,Acme,C\n");
    assertThat(enrollment("7")).isEmpty();
    assertThat(refused(give("7", bob, drawer.shown(0)))).contains("waits for another user");
    assertThat(refused(drawer.remove("7"))).contains("release it first");
    TokenEntry entry = Drawer.entry(drawer.assign("7", Optional.empty(), drawer.shown(0)));
    assertThat(entry.user()).contains(alice.id());
    // Taken away it is free, and waits for nobody once more.
    assertThat(Drawer.entry(drawer.release("7")).state()).isEqualTo(TokenState.FREE);
    assertThat(refused(drawer.assign("7", Optional.empty(), drawer.shown(1))))
        .contains("waits for nobody");
  }

  @Test
  public void aWaitingTokenCanBeReleased() {
    drawer.load(Drawer.CLOUD + "alice,7," + BASE32 + ",30,Acme,C\n");
    assertThat(Drawer.entry(drawer.release("7")).state()).isEqualTo(TokenState.FREE);
    Drawer.entry(give("7", bob, drawer.shown(0)));
  }

  @Test
  public void fiveAreTheMost() {
    for (int i = 0; i < 5; i++) {
      drawer.load("T" + i + "," + BASE32 + ",30\n");
      Drawer.entry(give("T" + i, alice, drawer.shown(0)));
    }
    assertThat(refused(give("1", alice, drawer.shown(0)))).startsWith("user has 5 tokens");
    drawer.release("T3");
    Drawer.entry(give("1", alice, drawer.shown(0)));
  }

  @Test
  public void twoManufacturersMayHaveMadeTheSameSerial() {
    String line = ",900," + BASE32 + ",30,";
    drawer.load(Drawer.CLOUD + line + "Acme,C\n" + line + "Other,C\n");
    for (TokenEntry each : drawer.desk.find("900")) {
      Drawer.entry(drawer.assign(each.token(), Optional.of(alice), drawer.shown(0)));
    }
    assertThat(drawer.records.ownedBy(Enrollment.TYPE, alice.id()))
        .extracting(it -> it.serial().orElseThrow())
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).isEqualTo("900"), it -> assertThat(it).endsWith("/900"));
  }

  @Test
  public void outagesAreNoRefusals() {
    drawer.state.full(true);
    assertThat(give("1", alice, drawer.shown(0))).isInstanceOf(TokenResult.NotStored.class);
    drawer.state.full(false);
    HardwareToken token = drawer.entry("1").token();
    drawer.records.broken(true);
    assertThat(drawer.assign(token, Optional.of(alice), drawer.shown(0)))
        .isInstanceOf(TokenResult.NotStored.class);
    drawer.records.broken(false);
    Drawer.entry(give("1", alice, drawer.shown(0)));
  }
}
