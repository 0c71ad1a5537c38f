package org.vedette.store.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;
import org.vedette.store.db.RecordId;
import org.vedette.store.db.Touched;

public class TouchedBytesTest {
  private static final UUID OWNER = new UUID(1, 2);

  @Test
  public void comesBackAsItWas() {
    List<Touched> touched =
        List.of(
            new Touched(new RecordId(1, OWNER.toString()), Set.of("name:ä", "phone:1"), Set.of()),
            new Touched(new RecordId(2, UUID.randomUUID().toString()), Set.of(), Set.of(OWNER)));
    assertThat(TouchedBytes.read(TouchedBytes.write(touched))).contains(touched);
    assertThat(TouchedBytes.read(TouchedBytes.write(List.of()))).contains(List.of());
  }

  @Test
  public void whatIsVeryLongIsToldAsEverything() {
    List<Touched> touched = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      touched.add(new Touched(new RecordId(2, new UUID(0, i).toString()), Set.of(), Set.of(OWNER)));
    }
    byte[] bytes = TouchedBytes.write(touched);
    assertThat(bytes).hasSize(1);
    assertThat(TouchedBytes.read(bytes)).isEmpty();
  }

  @Test
  public void whateverIsNotUnderstoodMeansEverything() {
    byte[] good =
        TouchedBytes.write(
            List.of(new Touched(new RecordId(1, OWNER.toString()), Set.of("k"), Set.of(OWNER))));
    for (int length = 0; length < good.length; length++) {
      assertThat(TouchedBytes.read(java.util.Arrays.copyOf(good, length))).isEmpty();
    }
    Random random = new Random(20261127);
    int everything = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = good.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      everything += TouchedBytes.read(damaged).isEmpty() ? 1 : 0;
    }
    assertThat(everything).isPositive();
  }
}
