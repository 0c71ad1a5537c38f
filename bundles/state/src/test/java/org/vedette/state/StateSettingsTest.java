package org.vedette.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import org.junit.Test;
import org.vedette.state.journal.Limits;

public class StateSettingsTest {
  private record Given(String directory, int maxQueue, int auditTail) {
    StateConfig config() {
      Given given = this;
      return new StateConfig() {
        @Override
        public Class<? extends Annotation> annotationType() {
          return StateConfig.class;
        }

        @Override
        public boolean equals(Object other) {
          return this == other;
        }

        @Override
        public int hashCode() {
          return given.hashCode();
        }

        @Override
        public String directory() {
          return given.directory();
        }

        @Override
        public int maxQueue() {
          return given.maxQueue();
        }

        @Override
        public long snapshotBytes() {
          return 64 << 20;
        }

        @Override
        public int maxChallenges() {
          return 100_000;
        }

        @Override
        public int auditTail() {
          return given.auditTail();
        }

        @Override
        public long minFreeBytes() {
          return 16 << 20;
        }

        @Override
        public long auditBacklogBytes() {
          return 1 << 30;
        }
      };
    }
  }

  @Test
  public void theShippedValuesAreTheDefaults() {
    StateSettings settings =
        StateSettings.of(new Given("${karaf.base}/var/state", 20_000, 20_000).config(), "/opt/x");
    assertThat(settings).isEqualTo(StateSettings.defaults("/opt/x"));
    assertThat(settings.directory()).isEqualTo(Path.of("/opt/x/var/state"));
    assertThat(settings.limits()).isEqualTo(Limits.defaults());
  }

  @Test
  public void aWrongValueIsNamed() {
    assertThatThrownBy(() -> StateSettings.of(new Given("x", 99, 20_000).config(), ""))
        .hasMessageContaining("maxQueue: 99");
    assertThatThrownBy(() -> StateSettings.of(new Given("x", 100, 999).config(), ""))
        .hasMessageContaining("auditTail: 999");
    assertThatThrownBy(() -> StateSettings.of(new Given(" ", 100, 1_000).config(), ""))
        .hasMessageContaining("directory");
  }
}
