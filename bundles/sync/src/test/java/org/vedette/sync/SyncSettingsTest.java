package org.vedette.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.vedette.api.lifecycle.SettingText;

public class SyncSettingsTest {
  private static Map<String, Object> defaults() {
    Map<String, Object> all = new HashMap<>();
    for (Method each : SyncConfig.class.getDeclaredMethods()) {
      all.put(each.getName(), each.getDefaultValue());
    }
    return all;
  }

  private static SyncSettings.Read with(String key, Object value) {
    Map<String, Object> all = defaults();
    all.put(key, value);
    return SyncSettings.read(all);
  }

  @Test
  public void theDefaultsAreThoseThatHoldBeforeSettingsAreRead() {
    SyncSettings.Read read = SyncSettings.read(defaults());
    assertThat(read.problems()).isEmpty();
    assertThat(read.settings()).isEqualTo(SyncSettings.DEFAULTS);
  }

  @Test
  public void row100OneMinuteToTwentyFourHours() {
    assertThat(with("intervalMinutes", 1).settings().interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(with("intervalMinutes", "1440").settings().interval())
        .isEqualTo(Duration.ofHours(24));
    assertThat(with("intervalMinutes", 0).problems())
        .extracting(SettingText.Problem::key)
        .containsExactly("intervalMinutes");
    assertThat(with("intervalMinutes", 1441).problems()).isNotEmpty();
  }

  @Test
  public void row103TheThresholdIsOneTo999() {
    assertThat(with("threshold", 0).problems()).isNotEmpty();
    assertThat(with("threshold", 1000).problems()).isNotEmpty();
    assertThat(with("threshold", 999).settings().threshold()).isEqualTo(999);
  }

  @Test
  public void addressesAreChecked() {
    assertThat(with("approverMails", "a@b.example, c@d.example").settings().approvers())
        .isEqualTo(List.of("a@b.example", "c@d.example"));
    assertThat(with("approverMails", "nobody").problems()).isNotEmpty();
    assertThat(with("server", "no such/name").problems()).isNotEmpty();
  }
}
