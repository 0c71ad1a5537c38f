package org.vedette.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.Test;

public class PhcStringTest {
  private static final String GOOD =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  @Test
  public void readsWhatItWrites() {
    assertThat(PhcString.parse(GOOD).orElseThrow()).hasToString(GOOD);
  }

  @Test
  public void refusesWhatIsNotArgon2idOrWouldExhaustTheServer() {
    assertThat(PhcString.parse(GOOD.replace("argon2id", "argon2i"))).isEmpty();
    assertThat(PhcString.parse(GOOD.replace("v=19", "v=16"))).isEmpty();
    assertThat(PhcString.parse(GOOD.replace("m=256", "m=9999999"))).isEmpty();
    assertThat(PhcString.parse(GOOD.replace("m=256", "m=7"))).isEmpty();
    assertThat(PhcString.parse(GOOD.replace("t=2", "t=0"))).isEmpty();
    assertThat(PhcString.parse(GOOD.replace("t=2", "t=999"))).isEmpty();
    assertThat(PhcString.parse(GOOD.replace("p=1", "p=64"))).isEmpty();
    assertThat(PhcString.parse(GOOD.replace("c29tZXNhbHQ", "c29t"))).isEmpty();
    assertThat(PhcString.parse("")).isEmpty();
  }

  @Test
  public void neverThrowsOnDamagedText() {
    Random random = new Random(9106);
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.setCharAt(at, (char) (32 + random.nextInt(95)));
        } else {
          text.deleteCharAt(at);
        }
      }
      PhcString.parse(text.toString())
          .ifPresent(read -> assertThat(read.cost().sane()).as(text.toString()).isTrue());
    }
  }
}
