package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Test;
import org.vedette.api.cluster.ClusterView.Progress;

public final class ArrivalTest {
  private final Arrival arrival = new Arrival();

  @Test
  public void whoHasAllThatTheMasterHadHasArrived() {
    assertThat(arrival.reached(10, OptionalLong.of(5_000))).isFalse();
    assertThat(arrival.progress())
        .contains(new Progress("copying changes newer than the image", 0, 4_990));
    assertThat(arrival.reached(3_000, OptionalLong.of(9_000))).isFalse();
    assertThat(arrival.progress().map(Progress::done)).contains(2_990L);
    assertThat(arrival.reached(5_000, OptionalLong.of(12_000))).isTrue();
    assertThat(arrival.progress()).isEqualTo(Optional.empty());
  }

  @Test
  public void nobodyArrivesBeforeTheMasterIsHeard() {
    assertThat(arrival.reached(10, OptionalLong.empty())).isFalse();
    assertThat(arrival.progress()).isEmpty();
    assertThat(arrival.reached(10, OptionalLong.of(10))).isTrue();
  }

  @Test
  public void theGoalIsAskedAgainWhenTheLogIsOpenedAnew() {
    assertThat(arrival.reached(10, OptionalLong.of(10))).isTrue();
    arrival.clear();
    assertThat(arrival.reached(10, OptionalLong.of(20))).isFalse();
  }
}
