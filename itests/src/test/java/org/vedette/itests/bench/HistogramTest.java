package org.vedette.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

public class HistogramTest {
  private final Histogram histogram = new Histogram();

  @Test
  public void emptyOneHasNothing() {
    assertThat(histogram.count()).isZero();
    assertThat(histogram.percentile(99)).isZero();
    assertThat(histogram.max()).isZero();
  }

  @Test
  public void smallValuesAreExact() {
    for (int value = 1; value <= 100; value++) {
      histogram.record(value);
    }
    assertThat(histogram.percentile(50)).isEqualTo(50);
    assertThat(histogram.percentile(99)).isEqualTo(99);
    assertThat(histogram.percentile(99.9)).isEqualTo(100);
    assertThat(histogram.percentile(100)).isEqualTo(100);
  }

  @Test
  public void percentilesAreAtMostOnePercentAboveTheTrueOnes() {
    Random random = new Random(4226);
    long[] values = new long[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * Math.log(1e9));
      histogram.record(values[i]);
    }
    Arrays.sort(values);
    for (double percent : new double[] {0.1, 10, 50, 90, 99, 99.9, 100}) {
      long exact = values[(int) Math.ceil(values.length * percent / 100) - 1];
      assertThat(histogram.percentile(percent)).isBetween(exact, exact + exact / 100);
    }
    assertThat(histogram.max()).isEqualTo(values[values.length - 1]);
  }

  @Test
  public void valuesOutOfRangeCountAsTheNearest() {
    histogram.record(-5);
    assertThat(histogram.percentile(100)).isZero();
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.percentile(100)).isEqualTo(Histogram.LIMIT);
  }

  @Test
  public void sumHasTheValuesOfBoth() {
    Histogram other = new Histogram();
    other.record(7);
    histogram.record(5);
    histogram.add(other);

    assertThat(histogram.count()).isEqualTo(2);
    assertThat(histogram.percentile(50)).isEqualTo(5);
    assertThat(histogram.max()).isEqualTo(7);
  }
}
