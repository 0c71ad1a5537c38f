package org.vedette.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.Test;
import org.vedette.api.accounting.AccountingStatus;

/** RFC 5080 section 2.2.1: what the packets of a repetition have in common. */
public class RepetitionsTest {
  private final Repetitions<String> known = new Repetitions<>();

  private Optional<String> find(Samples samples) {
    return known.find(samples.report());
  }

  @Test
  public void raisedDelayMakesNoOtherReport() {
    known.add(Samples.start("s-1").report(), "first");
    assertThat(find(Samples.start("s-1").at(6).delay(5))).contains("first");
    assertThat(find(Samples.start("s-1").at(90).delay(88))).contains("first");
    assertThat(find(Samples.start("s-1").at(90).delay(20))).isEmpty();
  }

  @Test
  public void samePacketAgainSoonIsARepetition() {
    known.add(Samples.interim("s-1").seconds(60).report(), "first");
    assertThat(find(Samples.interim("s-1").seconds(60).at(30))).contains("first");
    assertThat(find(Samples.interim("s-1").seconds(61).at(1))).as("it says more").isEmpty();
    assertThat(find(Samples.interim("s-1").seconds(60).at(60))).as("the next").isEmpty();
  }

  @Test
  public void eventTimeDecidesWhereItIsTold() {
    known.add(Samples.stop("s-1").told(0).report(), "first");
    assertThat(find(Samples.stop("s-1").told(0).at(7200).delay(7200))).contains("first");
    assertThat(find(Samples.stop("s-1").told(1))).isEmpty();
  }

  @Test
  public void othersAreOthers() {
    known.add(Samples.start("s-1").report(), "first");
    assertThat(find(Samples.start("s-2"))).isEmpty();
    assertThat(find(Samples.stop("s-1"))).isEmpty();
    assertThat(find(Samples.start("s-1").nas("192.0.2.2"))).isEmpty();
  }

  @Test
  public void onlyTheForgottenIsForgotten() {
    known.add(Samples.interim("s").seconds(60).report(), "one");
    known.add(Samples.interim("s").seconds(120).at(60).report(), "two");
    known.forget(Samples.interim("s").seconds(120).at(60).report(), "two");
    assertThat(find(Samples.interim("s").seconds(120).at(60))).isEmpty();
    assertThat(find(Samples.interim("s").seconds(60))).contains("one");
  }

  @Test
  public void memoryIsBounded() {
    for (int i = 0; i <= Repetitions.MOST; i++) {
      known.add(Samples.of(AccountingStatus.START, "s" + i).report(), "s" + i);
    }
    assertThat(find(Samples.start("s0"))).isEmpty();
    assertThat(find(Samples.start("s1"))).contains("s1");
    for (int i = 0; i < 10; i++) {
      known.add(Samples.interim("x").seconds(i).at(60 * i).report(), "x" + i);
    }
    assertThat(find(Samples.interim("x").seconds(5).at(300))).isEmpty();
    assertThat(find(Samples.interim("x").seconds(6).at(360))).contains("x6");
  }
}
