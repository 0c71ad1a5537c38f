package org.vedette.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.vedette.api.policy.AddressRange;

public class AddressSetTest {
  /** Whatever overlaps or touches: it holds what one of its ranges holds, and nothing else. */
  @Test
  public void holdsWhatOneOfItsRangesHolds() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      List<AddressRange> ranges = new ArrayList<>();
      for (int left = random.nextInt(12); left > 0; left--) {
        int first = random.nextInt(256);
        int last = first + random.nextInt(256 - first);
        String base = random.nextBoolean() ? "10.0.0." : "2001:db8::";
        boolean six = base.indexOf(':') >= 0;
        ranges.add(
            AddressRange.parse(base + text(first, six) + "-" + base + text(last, six))
                .orElseThrow());
      }
      AddressSet set = new AddressSet(ranges);
      for (int last = 0; last < 256; last++) {
        for (String address : List.of("10.0.0." + last, "2001:db8::" + text(last, true))) {
          byte[] bytes = AddressRange.address(address).orElseThrow();
          assertThat(set.contains(bytes))
              .as("%s in %s", address, ranges)
              .isEqualTo(ranges.stream().anyMatch(it -> it.contains(bytes)));
        }
      }
    }
  }

  private static String text(int number, boolean hex) {
    return hex ? Integer.toHexString(number) : Integer.toString(number);
  }

  @Test
  public void nothingHoldsNothing() {
    byte[] address = AddressRange.address("10.0.0.1").orElseThrow();
    assertThat(new AddressSet(List.of()).contains(address)).isFalse();
  }
}
