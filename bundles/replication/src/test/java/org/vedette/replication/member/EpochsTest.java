package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

public final class EpochsTest {
  @Test
  public void theFounderBeginsWithOne() {
    assertThat(Epochs.next(0, 1)).isEqualTo(1);
  }

  @Test
  public void eachIsAboveWhatIsKnownAndNoTwoServersBeginTheSame() {
    for (long known = 0; known < 300; known++) {
      Set<Long> begun = new HashSet<>();
      for (int number = 1; number <= Seat.MOST; number++) {
        long next = Epochs.next(known, number);
        assertThat(next).isGreaterThan(known).isLessThanOrEqualTo(known + Seat.MOST + 1);
        assertThat(begun.add(next)).isTrue();
      }
    }
  }

  @Test
  public void whatTwoServersBeginNeverMeetsLater() {
    Set<Long> one = new HashSet<>();
    long epoch = 0;
    for (int i = 0; i < 100; i++) {
      epoch = Epochs.next(epoch, 1);
      one.add(epoch);
    }
    epoch = 0;
    for (int i = 0; i < 100; i++) {
      epoch = Epochs.next(epoch, 2);
      assertThat(one).doesNotContain(epoch);
    }
  }
}
