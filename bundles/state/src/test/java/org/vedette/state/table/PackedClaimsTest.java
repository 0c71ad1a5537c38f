package org.vedette.state.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import org.vedette.api.state.Claim;

public class PackedClaimsTest {
  private static final long START = 1_700_000_000_000L;

  private final PackedClaims claims = new PackedClaims();

  private static ClaimName name(int number) {
    return ClaimName.of(
        new Claim("key" + number % 7, "value" + number, new byte[0], Optional.empty()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void put(int number, long at, long until) {
    claims.put(name(number), bytes("o" + number), bytes("a" + number), at, until);
  }

  @Test
  public void whatIsPutIsFoundUntilItIsOver() {
    put(1, START, START + 40_000);
    PackedClaims.Found found = claims.find(name(1), START + 39_999).orElseThrow();
    assertThat(found.outcome()).isEqualTo(bytes("a1"));
    assertThat(found.repeats(bytes("o1"), START + 29_999)).isTrue();
    assertThat(found.repeats(bytes("o1"), START + 30_000)).isFalse();
    assertThat(found.repeats(bytes("o2"), START)).isFalse();
    assertThat(claims.find(name(1), START + 40_000)).isEmpty();
    assertThat(claims.find(name(2), START)).isEmpty();
  }

  @Test
  public void aLaterOneTakesThePlaceOfOneThatIsOver() {
    put(1, START, START);
    claims.put(name(1), bytes("next"), bytes("answer"), START + 31_000, ClaimBytes.NEVER);
    claims.sweep(START + 100_000);
    assertThat(claims.size()).isEqualTo(1);
    assertThat(claims.find(name(1), Long.MAX_VALUE - 1).orElseThrow().outcome())
        .isEqualTo(bytes("answer"));
  }

  @Test
  public void aClaimThatIsLargerThanAChunkIsKept() {
    byte[] large = new byte[3 * ClaimChunk.SIZE];
    large[large.length - 1] = 7;
    claims.put(name(1), bytes("o"), large, START, START);
    put(2, START, START);
    assertThat(claims.find(name(1), START).orElseThrow().outcome()).isEqualTo(large);
    assertThat(claims.find(name(2), START)).isPresent();
  }

  @Test
  public void behavesAsAMapWhateverIsPutAndSwept() {
    Random random = new Random(7);
    Map<Integer, Long> ends = new HashMap<>();
    long[] lives = {0, 35_000, 200_000, 3_000_000, 80_000_000, 2_000_000_000L, 40_000_000_000L};
    long now = START;
    for (int step = 0; step < 60_000; step++) {
      now += random.nextInt(40);
      int number = random.nextInt(20_000);
      long until = now + lives[random.nextInt(lives.length)];
      if (!ends.containsKey(number) || ends.get(number) <= now) {
        put(number, now, until);
        ends.put(number, Math.max(until, now + 30_000));
      }
      if (step % 500 == 0) {
        now += 5_000;
        claims.sweep(now);
      }
      int asked = random.nextInt(20_000);
      boolean known = ends.getOrDefault(asked, 0L) > now;
      assertThat(claims.find(name(asked), now).isPresent()).as("step " + step).isEqualTo(known);
    }
    long last = now;
    long living = ends.values().stream().filter(end -> end > last).count();
    assertThat(claims.size()).isGreaterThanOrEqualTo((int) living);
    claims.sweep(now + 50_000_000_000L);
    assertThat(claims.size()).isZero();
  }

  @Test
  public void littleIsKeptOfWhatIsOver() {
    for (int number = 0; number < 400_000; number++) {
      put(number, START + number, START + number);
      if (number % 5_000 == 0) {
        claims.sweep(START + number);
      }
    }
    assertThat(claims.size()).isBetween(30_000, 45_000);
  }

  @Test
  public void anImageHoldsWhatWasThereWhenItWasTaken() throws Exception {
    put(1, START, START + 60_000);
    try (ClaimImage image = claims.image(claims::imageClosed)) {
      claims.sweep(START + 100_000);
      for (int number = 2; number < 2_000; number++) {
        put(number, START + 100_000, START + 160_000);
      }
      assertThat(image.size()).isEqualTo(1);
      ClaimTable table = new ClaimTable(() -> Instant.ofEpochMilli(START), Runnable::run);
      table.load(image);
      assertThat(Claimed.in(table)).containsOnlyKeys("claim key1 value1");
    }
  }
}
