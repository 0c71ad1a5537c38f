package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class OpeningsTest {
  private final Openings openings = new Openings();
  private final Map<String, Long> now = new HashMap<>();

  private Optional<String> emptied(String... members) {
    return openings.emptied(List.of(members), name -> Optional.ofNullable(now.get(name)));
  }

  @Test
  public void whoStaysAsItWasIsNotEmptied() {
    now.put("b", 5L);
    assertThat(emptied("b", "c")).isEmpty();
    assertThat(emptied("b", "c")).isEmpty();
    now.remove("b");
    assertThat(emptied("b", "c")).as("silent").isEmpty();
  }

  @Test
  public void anotherOpeningOfTheSameMemberIsFound() {
    now.put("b", 5L);
    openings.added("b", 5);
    assertThat(emptied("b")).isEmpty();
    now.put("b", 6L);
    assertThat(emptied("b")).contains("b");
  }

  @Test
  public void whatWasKnownWhenItWasAddedCounts() {
    openings.added("b", 4);
    now.put("b", 5L);
    assertThat(emptied("b")).contains("b");
  }

  @Test
  public void whoWasTakenOutMayComeAgain() {
    openings.added("b", 4);
    assertThat(emptied("c")).isEmpty();
    now.put("b", 5L);
    assertThat(emptied("b")).isEmpty();
  }

  @Test
  public void aNewLeaderCountsAnew() {
    openings.added("b", 4);
    openings.forget();
    now.put("b", 5L);
    assertThat(emptied("b")).isEmpty();
  }

  @Test
  public void aVersionThatDoesNotSayIsLeftAlone() {
    openings.added("b", 4);
    now.put("b", Openings.UNKNOWN);
    assertThat(emptied("b")).isEmpty();
    openings.added("c", Openings.UNKNOWN);
    now.put("c", 7L);
    assertThat(emptied("b", "c")).isEmpty();
  }
}
