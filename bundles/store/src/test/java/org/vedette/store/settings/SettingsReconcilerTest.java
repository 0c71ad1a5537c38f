package org.vedette.store.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.store.Change;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Setting;
import org.vedette.store.cache.CachedRecords;
import org.vedette.store.cache.RecordCache;
import org.vedette.store.db.RecordStore;
import org.vedette.store.db.Samples;
import org.vedette.store.db.Stores;
import org.vedette.store.db.TestDatabase;

public class SettingsReconcilerTest {
  private static final String PID = "org.vedette.mail";
  private static final String INSTANCE = "org.vedette.directory~head.office";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final FakeConfigurations configurations = new FakeConfigurations();
  private final RecordStore store;
  private final CachedRecords records;
  private SettingsReconciler reconciler;
  private long index;

  public SettingsReconcilerTest() throws IOException {
    TestDatabase database = TestDatabase.first();
    store = Stores.silent(database);
    records = new CachedRecords(database, new RecordCache(0));
  }

  @Before
  public void open() {
    reconciler =
        new SettingsReconciler(configurations, records, () -> Set.of(PID, "org.vedette.directory"));
  }

  private Setting put(Setting setting) throws IOException {
    store.apply(0, ++index, Changes.toBytes(Change.put(Setting.TYPE, setting)));
    return setting;
  }

  @Test
  public void publishesChangesAndWithdraws() throws IOException {
    Setting mail = put(Samples.setting(PID, Map.of("host", "a")));
    put(Samples.setting(INSTANCE, Map.of("baseDn", "dc=x")));
    assertThat(reconciler.reconcile()).isEqualTo(Health.ok());
    assertThat(configurations.properties(PID)).containsEntry("host", "a");
    assertThat(configurations.properties(INSTANCE)).containsEntry("baseDn", "dc=x");

    Setting other = put(mail.with(Map.of("port", "25")));
    reconciler.reconcile();
    assertThat(configurations.properties(PID))
        .containsEntry("port", "25")
        .doesNotContainKey("host");

    store.apply(0, ++index, Changes.toBytes(Change.remove(Setting.TYPE, other)));
    reconciler.reconcile();
    assertThat(configurations.properties(PID)).isNull();
    assertThat(configurations.properties(INSTANCE)).isNotNull();
  }

  @Test
  public void unchangedSettingsAreNotWritten() throws IOException {
    put(Samples.setting(PID, Map.of("host", "a")));
    reconciler.reconcile();
    int writes = configurations.writes;
    reconciler.reconcile();
    assertThat(configurations.writes).isEqualTo(writes);
  }

  @Test
  public void localFilesAreLeftAlone() throws IOException {
    configurations.fromFile("org.vedette.radius", "file:/etc/x.cfg", Map.of("port", "1812"));
    assertThat(reconciler.reconcile()).isEqualTo(Health.ok());
    assertThat(configurations.properties("org.vedette.radius")).containsEntry("port", "1812");
  }

  @Test
  public void fileForReplicatedSettingsIsOverriddenUntilItIsGone() throws IOException {
    Path file = folder.newFile(PID + ".cfg").toPath();
    put(Samples.setting(PID, Map.of("host", "stored")));
    configurations.fromFile(PID, file.toUri().toString(), Map.of("host", "file"));
    Health health = reconciler.reconcile();
    assertThat(health.status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(health.message()).contains(file.toString());
    assertThat(configurations.properties(PID))
        .containsEntry("host", "stored")
        .doesNotContainKey("felix.fileinstall.filename");
    assertThat(reconciler.reconcile().status()).isEqualTo(Health.Status.CRITICAL);
    Files.delete(file);
    assertThat(reconciler.reconcile()).isEqualTo(Health.ok());
  }

  @Test
  public void fileWithoutSettingsIsWithdrawn() throws IOException {
    Path file = folder.newFile("org.vedette.directory~head.office.cfg").toPath();
    configurations.fromFile(INSTANCE, file.toUri().toString(), Map.of("baseDn", "dc=file"));
    assertThat(reconciler.reconcile().status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(configurations.properties(INSTANCE)).isNull();
  }

  @Test
  public void settingsReadNothingOfTheServer() throws IOException {
    Setting mail = put(Samples.setting(PID, Map.of("url", "x$[secret:master.key]$[env:HOME]")));
    assertThat(reconciler.reconcile()).isEqualTo(Health.ok());
    String escaped = "x\\$[secret:master.key]\\$[env:HOME]";
    assertThat(configurations.properties(PID)).containsEntry("url", escaped);

    Setting unescaping = put(mail.with(Map.of("url", "\\$[secret:master.key]")));
    Health health = reconciler.reconcile();
    assertThat(health.status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(health.message()).contains(PID, "backslash");
    assertThat(configurations.properties(PID)).containsEntry("url", escaped);

    put(unescaping.with(Map.of("url", "a")));
    assertThat(reconciler.reconcile()).isEqualTo(Health.ok());
    assertThat(configurations.properties(PID)).containsEntry("url", "a");
  }

  @Test
  public void eventsOfOtherPidsAreNoReason() throws IOException {
    put(Samples.setting("org.example.plugin~one", Map.of("a", "b")));
    reconciler.reconcile();
    assertThat(reconciler.concerns(PID)).isTrue();
    assertThat(reconciler.concerns("org.example.plugin")).isTrue();
    assertThat(reconciler.concerns("org.example.plugin~one")).isTrue();
    assertThat(reconciler.concerns("org.vedette.radius")).isFalse();
    assertThat(reconciler.concerns(null)).isFalse();
  }
}
