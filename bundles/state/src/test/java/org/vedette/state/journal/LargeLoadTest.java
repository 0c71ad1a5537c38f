package org.vedette.state.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;

/** How long it takes is measured by {@code itests/bench/registers}. */
public class LargeLoadTest {
  @Rule public final StateRule rule = new StateRule();

  @Test
  public void aMillionRegistersAreLoaded() throws Exception {
    Million.into(rule.start(), rule.path());
    rule.stop();
    OpenState again = rule.start();
    assertThat(again.tables().registers().size()).isEqualTo(Million.REGISTERS + 1);
    assertThat(again.tables().registers().read(new RegisterKey("oath.step", Million.subject(77))))
        .contains(new RegisterValue(77, 77));
  }
}
