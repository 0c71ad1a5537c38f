package org.vedette.itests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.Test;

public class BenchOptionsTest {
  @Test
  public void defaultsAreCodesOfFiveHundredUsers() {
    BenchOptions options = BenchOptions.parse("--base=/x");

    assertThat(options.users()).isEqualTo(500);
    assertThat(options.scenario()).isEqualTo("code");
    assertThat(options.loads()).hasSize(3);
  }

  @Test
  public void loadsKeepTheirOrder() {
    assertThat(BenchOptions.parse("--load=open:200", "--load=closed:8").loads())
        .isEqualTo(List.of(new Load(true, 200), new Load(false, 8)));
  }

  @Test
  public void whatCannotBeUsedIsNamed() {
    for (String word :
        List.of("--user=5", "users", "--users=0", "--load=open", "--load=half:3", "--scenario=x")) {
      assertThatThrownBy(() -> BenchOptions.parse(word))
          .as(word)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(word.replace("--", ""));
    }
  }
}
