package org.vedette.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.auth.Application;
import org.vedette.api.delivery.Attachment;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.sync.Fate;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncProfile;
import org.vedette.api.sync.SyncRules;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.user.Block;
import org.vedette.api.user.Bypass;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.LocalPassword;
import org.vedette.api.user.Phone;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;

public class ChangesTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final UUID ID = new UUID(1, 2);

  private static final User USER =
      User.builder(ID, "Zoë", "zoë")
          .email("zoe@example.org")
          .phone(Optional.of(new Phone("49", "30123456", "@,12")))
          .defaultMethod(Optional.of("oath"))
          .methodOrder(List.of("oath", "mail"))
          .languages(Map.of("oath", "fr", "call", "de"))
          .groups(Set.of("b", "a"))
          .block(Optional.of(new Block("lost", "desk", NOON, NOON.plusSeconds(9))))
          .build();

  private static final Application APPLICATION =
      new Application(
          ID,
          3,
          "VPN",
          "vpn",
          "radius",
          List.of("192.0.2.0/24", "2001:db8::/32"),
          true,
          false,
          "directory:corp",
          Set.of("oath"),
          Set.of("cn=vpn"),
          Duration.ofSeconds(55),
          new Application.Appended(Application.Appended.Mode.SEPARATED, ","),
          3,
          List.of("10.0.0.0/8"),
          true,
          new Application.Cache(Application.Cache.By.ADDRESS, Duration.ofSeconds(60)),
          new Application.Otherwise(Set.of("oath"), true),
          Map.of("secret", "AAEC"));

  private static List<Change> samples() {
    return List.of(
        Change.put(User.TYPE, USER),
        Change.put(Application.TYPE, APPLICATION),
        Change.put(
            Enrollment.TYPE,
            new Enrollment(
                ID,
                1,
                ID,
                "oath",
                "pin",
                "key fob",
                true,
                NOON,
                6,
                Map.of("type", "totp"),
                Optional.of("S-1"),
                Optional.of(new byte[] {1, 2}))),
        Change.put(
            Pin.TYPE,
            new Pin(
                ID,
                1,
                new byte[16],
                new byte[32],
                true,
                Optional.of(NOON),
                List.of(new byte[] {7}))),
        Change.put(
            LocalPassword.TYPE,
            new LocalPassword(ID, 1, "$argon2id$x", Optional.of(new byte[] {1, 2}), NOON)),
        Change.put(Setting.TYPE, new Setting(ID, 1, "a.b~c", Map.of("k", "v"))),
        Change.put(StoredSecret.TYPE, new StoredSecret(ID, 1, "a.b", new byte[] {9})),
        Change.put(
            AccessToken.TYPE,
            new AccessToken(ID, 1, "ci", new byte[32], "read", NOON, Optional.of(NOON))),
        Change.put(
            DirectoryLink.TYPE,
            new DirectoryLink(
                ID, 1, "corp", "9f-1", Optional.of(ID), Map.of("phone", "+41441234567"))),
        Change.put(
            SyncItem.TYPE,
            new SyncItem(
                ID,
                1,
                3,
                "Sales",
                "sales",
                true,
                "corp",
                Optional.of("OU=Sales,DC=corp,DC=example"),
                Optional.of("9f-2"),
                true,
                new SyncRules(
                    true,
                    false,
                    true,
                    false,
                    true,
                    false,
                    true,
                    false,
                    Fate.IGNORE,
                    Fate.DISABLE,
                    Fate.REMOVE),
                new SyncProfile(
                    "mail",
                    List.of("phone.mobile"),
                    List.of("phone.home"),
                    Optional.of("text"),
                    Optional.of("standard"),
                    Map.of("call", "de"),
                    "Sales"))),
        Change.put(Bypass.TYPE, new Bypass(ID, 1, NOON, NOON.plusSeconds(300), "lost", "desk")),
        Change.put(
            TextTemplate.TYPE,
            new TextTemplate(
                ID,
                1,
                "mail.code",
                "de",
                Optional.of(ID),
                "Ihr Code",
                "<$otp$>",
                List.of(new Attachment("a.pdf", "application/pdf", new byte[] {5})))),
        Change.put(
            PluginRecord.TYPE,
            new PluginRecord(ID, 1, "org.example", "k", Optional.of(ID), new byte[] {3})),
        Change.put(
            HardwareToken.TYPE,
            new HardwareToken(
                ID,
                1,
                "S-1",
                "Acme",
                "C200",
                6,
                Map.of("type", "hotp"),
                7,
                NOON,
                Optional.of(ID),
                Optional.of(NOON),
                new byte[] {4})),
        Change.put(
            PolicyRule.TYPE,
            new PolicyRule(
                ID,
                1,
                7,
                "Office only",
                "office only",
                PolicyRule.Mode.OBSERVE,
                List.of(
                    new PolicyRule.Condition(
                        PolicyRule.Kind.TIME, true, List.of("mon+tue 08:00-18:00 Europe/Zurich")),
                    new PolicyRule.Condition(PolicyRule.Kind.GROUP, false, List.of("b", "a"))),
                new PolicyRule.Effect(
                    PolicyRule.EffectKind.REQUIRE, Set.of("oath", "mail"), true))),
        Change.put(
            NetworkList.TYPE,
            new NetworkList(ID, 1, "Office", "office", List.of("10.0.0.0/8", "10.1.1.1-10.1.1.9"))),
        Change.remove(User.TYPE, USER),
        new Change.Batch(
            List.of(Change.put(User.TYPE, USER), Change.remove(Application.TYPE, APPLICATION))));
  }

  @Test
  public void everyTypeSurvivesItsByteForm() {
    for (Change change : samples()) {
      byte[] bytes = Changes.toBytes(change);
      Change read = Changes.fromBytes(bytes).orElseThrow();

      assertThat(Changes.toBytes(read)).isEqualTo(bytes);
    }
    Change.Put put =
        (Change.Put) Changes.fromBytes(Changes.toBytes(samples().get(0))).orElseThrow();
    assertThat(put.record()).isEqualTo(USER);
  }

  /** What was written before there was a cache is read as one that caches nothing. */
  @Test
  public void applicationsOfTheSchemaBeforeAreRead() {
    Encoder before = new Encoder();
    before.uuid(ID).i64(3).text("VPN").text("vpn").text("radius");
    before.texts(List.of("192.0.2.0/24")).bool(true).bool(false).text("local");
    before.texts(List.of()).texts(List.of()).i64(55_000).text("OFF").text("").i32(3);
    before.texts(List.of()).bool(true).map(Map.of("secret", "AAEC"));

    Application read = Application.TYPE.reader().read(1, new Decoder(before.toBytes()));
    assertThat(read.cache()).isEqualTo(Application.Cache.OFF);
    assertThat(read.extra()).containsEntry("secret", "AAEC");
  }

  @Test
  public void everyRegisteredTypeIsTested() {
    assertThat(samples().stream().filter(Change.Put.class::isInstance))
        .extracting(each -> (RecordType) ((Change.Put) each).type())
        .containsExactlyInAnyOrderElementsOf(List.<RecordType>copyOf(RecordTypes.all()));
  }

  @Test
  public void equalRecordsGiveEqualBytesWhateverTheOrderOfTheirSets() {
    User other = USER.change().groups(Set.of("a", "b")).build();
    User same = USER.change().groups(Set.of("b", "a")).build();

    assertThat(User.TYPE.toBytes(other)).isEqualTo(User.TYPE.toBytes(same));
  }

  @Test
  public void newerSchemaAndUnknownTypeAreToldFromDamage() {
    byte[] put = Changes.toBytes(samples().get(0));
    byte[] newerSchema = put.clone();
    newerSchema[9] = 99;
    byte[] unknownType = put.clone();
    unknownType[5] = 99;
    byte[] newerForm = put.clone();
    newerForm[0] = 2;

    assertThat(Changes.fromBytes(newerSchema)).isEmpty();
    assertThat(Changes.fromBytes(unknownType)).isEmpty();
    assertThat(Changes.fromBytes(newerForm)).isEmpty();
  }

  @Test
  public void truncatedBytesAreMalformedAtEveryLength() {
    byte[] whole = Changes.toBytes(samples().get(0));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Changes.fromBytes(part))
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  @Test
  public void alteredBytesNeverThrowAnythingElse() {
    Random random = new Random(42);
    List<Change> samples = samples();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Changes.toBytes(samples.get(random.nextInt(samples.size())));
      for (int flips = random.nextInt(4) + 1; flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        Changes.fromBytes(bytes);
      } catch (MalformedRecordException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
  }

  @Test
  public void batchIsBounded() {
    Change one = Change.remove(User.TYPE, USER);

    assertThatThrownBy(() -> new Change.Batch(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Change.Batch(Collections.nCopies(Change.MAX_BATCH + 1, one)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void tooLargeChangeIsRefused() {
    PluginRecord large =
        new PluginRecord(ID, 1, "p", "k", Optional.empty(), new byte[Change.MAX_BYTES]);

    assertThatThrownBy(() -> Changes.toBytes(Change.put(PluginRecord.TYPE, large)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
