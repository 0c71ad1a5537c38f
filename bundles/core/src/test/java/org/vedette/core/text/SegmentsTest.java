package org.vedette.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class SegmentsTest {
  @Test
  public void sevenBitsWherePossible() {
    assertThat(Segments.of("")).isEqualTo(1);
    assertThat(Segments.of("a".repeat(160))).isEqualTo(1);
    assertThat(Segments.of("a".repeat(161))).isEqualTo(2);
    assertThat(Segments.of("ü".repeat(306))).isEqualTo(2);
    assertThat(Segments.of("ü".repeat(307))).isEqualTo(3);
    assertThat(Segments.of("€".repeat(80))).isEqualTo(1);
    assertThat(Segments.of("€".repeat(81))).isEqualTo(2);
  }

  @Test
  public void otherLettersTakeMoreRoom() {
    assertThat(Segments.of("ó" + "a".repeat(69))).isEqualTo(1);
    assertThat(Segments.of("ó" + "a".repeat(70))).isEqualTo(2);
    assertThat(Segments.of("\uD83D\uDD11".repeat(35))).isEqualTo(1);
  }
}
