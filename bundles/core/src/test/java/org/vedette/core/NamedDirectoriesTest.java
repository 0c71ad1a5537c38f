package org.vedette.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.vedette.api.lifecycle.Health;

public class NamedDirectoriesTest {
  private static Health health(Set<String> present, Set<String> configured, String... names) {
    return new NamedDirectories(present::contains, configured::contains).health(List.of(names));
  }

  @Test
  public void directoryThatDoesNotExistIsAWrongSetting() {
    Health health = health(Set.of("corp"), Set.of("corp"), "corp", "lab");
    assertThat(health.status()).isEqualTo(Health.Status.CRITICAL);
    assertThat(health.message())
        .contains("org.vedette.core")
        .contains("resolveNames")
        .contains("lab");
  }

  @Test
  public void directoryThatIsBeingReplacedIsNoWrongSetting() {
    Health health = health(Set.of(), Set.of("corp"), "corp");
    assertThat(health.status()).isEqualTo(Health.Status.WARN);
    assertThat(health.message()).contains("corp");
  }

  @Test
  public void allIsWell() {
    assertThat(health(Set.of("corp"), Set.of("corp"), "corp")).isEqualTo(Health.ok());
    assertThat(health(Set.of(), Set.of())).isEqualTo(Health.ok());
  }
}
