package org.vedette.store.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.Test;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.Application;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.store.AccessToken;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Changes;
import org.vedette.api.store.PluginRecord;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.RecordTypes;
import org.vedette.api.store.Setting;
import org.vedette.api.store.StoredRecord;
import org.vedette.api.store.StoredSecret;
import org.vedette.api.sync.SyncItem;
import org.vedette.api.sync.SyncProfile;
import org.vedette.api.sync.SyncRules;
import org.vedette.api.token.HardwareToken;
import org.vedette.api.user.Bypass;
import org.vedette.api.user.DirectoryLink;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.LocalPassword;
import org.vedette.api.user.Pin;
import org.vedette.api.user.User;
import org.vedette.store.db.RecordStore;
import org.vedette.store.db.Samples;
import org.vedette.store.db.Stores;
import org.vedette.store.db.TestDatabase;

public class ActRecordsTest {
  private static final Actor ADMIN = new Actor("olga", "rest", "192.0.2.7");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final byte[] SECRET =
      Samples.SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private final RecordStore store = Stores.silent(TestDatabase.first());
  private final User known = Samples.user("known");
  private final ActRecords acts =
      new ActRecords(
          () -> NOW,
          new Random(1)::nextLong,
          id -> id.equals(known.id()) ? Optional.of(known) : Optional.empty());
  private long index;

  public ActRecordsTest() throws IOException {}

  private List<AuditRecord> act(Change change) throws IOException {
    return acts.of(ADMIN, store.applyWithEffects(0, ++index, Changes.toBytes(change)).effects());
  }

  private AuditRecord only(Change change) throws IOException {
    List<AuditRecord> records = act(change);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  @Test
  public void addingAUserSaysWho() throws IOException {
    User alice = Samples.user("alice");
    AuditRecord record = only(Change.put(User.TYPE, alice));
    assertThat(record.kind()).isEqualTo(AuditRecord.Kind.ACT);
    assertThat(record.at()).isEqualTo(NOW);
    assertThat(record.result()).isEqualTo("user.add");
    assertThat(record.username()).isEqualTo("alice");
    assertThat(record.user()).contains(alice.id());
    assertThat(record.actor()).isEqualTo("olga");
    assertThat(record.peer()).isEqualTo("192.0.2.7");
    assertThat(record.fields())
        .containsEntry("username", "(none) -> alice")
        .containsEntry("via", "rest")
        .doesNotContainKey("email");
  }

  @Test
  public void changeShowsOnlyWhatDiffers() throws IOException {
    User alice = Samples.user("alice");
    act(Change.put(User.TYPE, alice));
    AuditRecord record =
        only(Change.put(User.TYPE, alice.change().email("a@example.org").enabled(false).build()));
    assertThat(record.result()).isEqualTo("user.change");
    assertThat(record.fields())
        .containsOnlyKeys("email", "enabled", "via", "record")
        .containsEntry("enabled", "true -> false");
  }

  @Test
  public void removingSaysWhatWentAlong() throws IOException {
    User alice = Samples.user("alice");
    act(Change.put(User.TYPE, alice));
    act(Change.put(Enrollment.TYPE, Samples.enrollment(alice.id(), "1")));
    act(Change.put(Enrollment.TYPE, Samples.enrollment(alice.id(), "2")));
    act(Change.put(Pin.TYPE, Samples.pin(alice.id(), 1)));
    AuditRecord record = only(Change.remove(User.TYPE, alice));
    assertThat(record.result()).isEqualTo("user.remove");
    assertThat(record.username()).isEqualTo("alice");
    assertThat(record.fields())
        .containsEntry("removedAlong.enrollment", "2")
        .containsEntry("removedAlong.pin", "1");
  }

  @Test
  public void recordsOfAUserNameTheUser() throws IOException {
    AuditRecord record = only(Change.put(Enrollment.TYPE, Samples.enrollment(known.id(), "77")));
    assertThat(record.result()).isEqualTo("enrollment.add");
    assertThat(record.username()).isEqualTo("known");
    assertThat(record.method()).isEqualTo("oath");
    assertThat(record.fields()).containsEntry("serial", "(none) -> 77");
    assertThat(only(Change.put(Pin.TYPE, Samples.pin(known.id(), 1))).username())
        .isEqualTo("known");
  }

  @Test
  public void partsOfABatchShareTheRequest() throws IOException {
    User alice = Samples.user("alice");
    List<AuditRecord> records =
        act(
            new Change.Batch(
                List.of(
                    Change.put(User.TYPE, alice),
                    Change.put(LocalPassword.TYPE, Samples.password(alice.id())))));
    assertThat(records).hasSize(2);
    assertThat(records).extracting(AuditRecord::username).containsOnly("alice");
    assertThat(records.get(0).requestId()).isEqualTo(records.get(1).requestId());
    assertThat(records.get(0).id()).isNotEqualTo(records.get(1).id());
  }

  @Test
  public void settingsShowNumbersAndSwitchesOnly() throws IOException {
    Map<String, String> values =
        Map.of("timeout", "5", "url", "https://" + Samples.SECRET, "apiKey", "12345");
    Setting setting = Samples.setting("org.example", values);
    AuditRecord record = only(Change.put(Setting.TYPE, setting));
    assertThat(record.fields()).containsEntry("target", "org.example");
    assertThat(record.fields())
        .containsEntry("value.timeout", "(none) -> 5")
        .containsEntry("value.url", "(none) -> (hidden)")
        .containsEntry("value.apiKey", "(none) -> (hidden)");
  }

  @Test
  public void aRuleTellsWhatItLooksAtAndDoes() throws IOException {
    AuditRecord record = only(Change.put(PolicyRule.TYPE, Samples.rule()));
    assertThat(record.result()).isEqualTo("policy-rule.add");
    assertThat(record.fields())
        .containsEntry("target", "office only")
        .containsEntry("mode", "(none) -> ENFORCE")
        .containsEntry("effect", "(none) -> DENY")
        .containsEntry("when.not.network", "(none) -> @office, 192.0.2.7");
  }

  @Test
  public void noTypeTellsItsSecrets() throws IOException {
    UUID owner = known.id();
    Map<RecordType<?>, StoredRecord> samples =
        Map.ofEntries(
            Map.entry(User.TYPE, known),
            Map.entry(Enrollment.TYPE, Samples.enrollment(owner, "1")),
            Map.entry(Pin.TYPE, Samples.pin(owner, 1)),
            Map.entry(
                DirectoryLink.TYPE,
                new DirectoryLink(owner, 1, "corp", "9f-1", Optional.empty(), Map.of())),
            Map.entry(
                SyncItem.TYPE,
                new SyncItem(
                    UUID.randomUUID(),
                    1,
                    0,
                    "Sales",
                    "sales",
                    true,
                    "corp",
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    SyncRules.USUAL,
                    SyncProfile.USUAL)),
            Map.entry(Bypass.TYPE, new Bypass(owner, 1, NOW, NOW, "reason", "admin")),
            Map.entry(LocalPassword.TYPE, Samples.password(owner)),
            Map.entry(Application.TYPE, Samples.application("vpn", "192.0.2.9")),
            Map.entry(Setting.TYPE, Samples.setting("org.example", Map.of("x", Samples.SECRET))),
            Map.entry(StoredSecret.TYPE, new StoredSecret(UUID.randomUUID(), 1, "name", SECRET)),
            Map.entry(
                AccessToken.TYPE,
                new AccessToken(
                    UUID.randomUUID(), 1, "ci", SECRET, "admin", NOW, Optional.empty())),
            Map.entry(
                PluginRecord.TYPE,
                new PluginRecord(UUID.randomUUID(), 1, "plugin", "key", Optional.empty(), SECRET)),
            Map.entry(
                TextTemplate.TYPE,
                new TextTemplate(
                    UUID.randomUUID(),
                    1,
                    "sms.code",
                    "en",
                    Optional.of(owner),
                    "",
                    Samples.SECRET,
                    List.of())),
            Map.entry(HardwareToken.TYPE, Samples.token("1100312", SECRET)),
            Map.entry(PolicyRule.TYPE, Samples.rule()),
            Map.entry(
                NetworkList.TYPE,
                new NetworkList(UUID.randomUUID(), 1, "Office", "office", List.of("10.0.0.0/8"))));
    assertThat(samples.keySet()).containsExactlyInAnyOrderElementsOf(RecordTypes.all());
    List<AuditRecord> told = new ArrayList<>();
    for (Map.Entry<RecordType<?>, StoredRecord> sample : samples.entrySet()) {
      told.addAll(act(new Change.Put(sample.getKey(), sample.getValue())));
    }
    String encoded = java.util.Base64.getEncoder().encodeToString(SECRET);
    assertThat(told).hasSize(samples.size());
    assertThat(told.toString()).doesNotContain(Samples.SECRET).doesNotContain(encoded);
    assertThat(told).allSatisfy(record -> assertThat(record.fields()).hasSizeGreaterThan(2));
  }
}
