package org.vedette.state.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.state.journal.StateRule.append;

import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.Rule;
import org.junit.Test;
import org.slf4j.LoggerFactory;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;

public class LargeLoadTest {
  private static final int REGISTERS = 1_000_000;

  @Rule public final StateRule rule = new StateRule();

  @Test
  public void aMillionRegistersAreLoaded() throws Exception {
    OpenState state = rule.start();
    for (int n = 0; n < REGISTERS; n++) {
      state.tables().registers().write("", Samples.write("oath.step", Merge.MAX, subject(n), n, n));
    }
    state.compactSoon();
    append(state, Samples.registers(Samples.write("last", Merge.MAX, "x", 1, 1)));
    Awaitility.await().until(() -> rule.segments().size() == 1);
    rule.stop();

    long start = System.nanoTime();
    OpenState again = rule.start();
    long millis = (System.nanoTime() - start) / 1_000_000;
    LoggerFactory.getLogger(LargeLoadTest.class)
        .info("Registers loaded. count={} millis={}", REGISTERS, millis);
    assertThat(again.tables().registers().size()).isEqualTo(REGISTERS + 1);
    assertThat(again.tables().registers().read(new RegisterKey("oath.step", subject(77))))
        .contains(new RegisterValue(77, 77));
    assertThat(millis).isLessThan(20_000);
  }

  /** An id that looks random. */
  private static String subject(int n) {
    long mixed = n * 0x9E3779B97F4A7C15L;
    return new UUID(mixed, Long.rotateLeft(mixed, 29) + n).toString();
  }
}
