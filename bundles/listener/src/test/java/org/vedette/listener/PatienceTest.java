package org.vedette.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class PatienceTest {
  private static final long LIMIT = 100;

  private final Patience patience = new Patience(0);

  @Test
  public void itIsOverWhenNoPacketCameForLonger() {
    assertThat(patience.isOver(LIMIT, LIMIT)).isFalse();
    assertThat(patience.isOver(LIMIT + 1, LIMIT)).isTrue();
    patience.packet(LIMIT);
    assertThat(patience.isOver(2 * LIMIT, LIMIT)).isFalse();
  }

  /** One octet a second must not count as progress. */
  @Test
  public void aPacketThatBeganStallsHoweverOftenOctetsCome() {
    patience.part(true, 0);
    patience.part(true, 90);
    assertThat(patience.stalled(LIMIT, LIMIT)).isFalse();
    assertThat(patience.stalled(LIMIT + 1, LIMIT)).isTrue();
    patience.packet(LIMIT + 1);
    assertThat(patience.stalled(10 * LIMIT, LIMIT)).isFalse();
  }

  @Test
  public void whatWaitsToBeWrittenStalls() {
    patience.writes(true, 0);
    patience.writes(true, 90);
    assertThat(patience.stalled(LIMIT + 1, LIMIT)).isTrue();
    patience.writes(false, LIMIT + 2);
    assertThat(patience.stalled(10 * LIMIT, LIMIT)).isFalse();
  }

  /** The clock of spans may begin anywhere, also below zero. */
  @Test
  public void spansCountAcrossTheEndOfTheClock() {
    Patience late = new Patience(Long.MAX_VALUE - 10);
    assertThat(late.isOver(Long.MIN_VALUE + 10, LIMIT)).isFalse();
    assertThat(late.isOver(Long.MIN_VALUE + LIMIT, LIMIT)).isTrue();
  }
}
