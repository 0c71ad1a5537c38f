package org.vedette.shell.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.Test;

public class BarTest {
  private static String line(long done, long of) {
    return Bar.line("importing", Optional.of(new Bar.Step(done, of)));
  }

  @Test
  public void fillsAsItGoes() {
    assertThat(line(0, 10_000)).isEqualTo("[" + ".".repeat(24) + "] 0 of 10,000");
    assertThat(line(5_000, 10_000))
        .isEqualTo("[" + "#".repeat(12) + ".".repeat(12) + "] 5,000 of 10,000");
    assertThat(line(10_001, 10_000)).startsWith("[" + "#".repeat(24) + "]");
  }

  @Test
  public void saysWhatIsDoneWhileNothingIsKnown() {
    assertThat(Bar.line("importing", Optional.empty())).isEqualTo("importing");
    assertThat(line(0, 0)).isEqualTo("importing");
    assertThat(line(12_500, 0)).isEqualTo("importing: 12,500");
  }
}
