package org.vedette.codec.eap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.codec.eap.EapPacketTest.hex;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.Test;

/** Messages are cut and joined (RFC 5216 section 2.1.5). */
public class FragmentsTest {
  @Test
  public void anyMessageSurvivesAnySize() {
    Random random = new Random(5216);
    Reassembly reassembly = new Reassembly();
    for (int size : new int[] {1, 2, 7, 250, 1000, 65_536}) {
      for (int length : new int[] {1, 2, 249, 250, 251, 1000, 4096, 65_536}) {
        byte[] message = new byte[length];
        random.nextBytes(message);
        Fragments fragments = new Fragments(message, size, 0);
        byte[] joined = null;
        int count = 0;
        while (fragments.hasNext()) {
          assertThat(joined).isNull();
          byte[] wire = fragments.next().encode();
          assertThat(wire.length).isLessThanOrEqualTo(size + TlsFragment.OVERHEAD);
          joined =
              reassembly
                  .add(TlsFragment.decode(wire).orElseThrow())
                  .match(Reassembly.Whole::message, partial -> null, broken -> new byte[0]);
          count++;
        }
        assertThat(joined).isEqualTo(message);
        assertThat(count).isEqualTo((length + size - 1) / size);
      }
    }
  }

  @Test
  public void bitsStandWhereTheRfcPutsThem() {
    assertThat(TlsFragment.begin(0).encode()).isEqualTo(hex("20"));
    assertThat(TlsFragment.empty(0).encode()).isEqualTo(hex("00"));
    Fragments two = new Fragments(hex("0102 03"), 2, 1);
    assertThat(two.next().encode()).isEqualTo(hex("c1 00000003 0102"));
    assertThat(two.next().encode()).isEqualTo(hex("01 03"));
    TlsFragment read = TlsFragment.decode(hex("a2 00000001 09")).orElseThrow();
    assertThat(read.start()).isTrue();
    assertThat(read.version()).isEqualTo(2);
    assertThat(read.total()).isEqualTo(OptionalInt.of(1));
  }

  @Test
  public void whatDoesNotFitTogetherIsBroken() {
    assertThat(broken("80 00010001")).contains("is announced");
    assertThat(TlsFragment.decode(hex("80 ffffffff 00"))).isEmpty();
    assertThat(TlsFragment.decode(hex("80 000000"))).isEmpty();
    assertThat(broken("c0 00000002 00", "80 00000003 00")).contains("changes");
    assertThat(broken("40")).contains("announces more");
    assertThat(broken("c0 00000002 00", "40 0000")).contains("more than");
    assertThat(broken("c0 00000003 00", "00 00")).contains("less than");
    assertThat(broken("40 00", "00")).contains("missing");
  }

  @Test
  public void noMessageGrowsBeyondTheLimit() {
    Reassembly reassembly = new Reassembly();
    TlsFragment large = new TlsFragment(false, true, 0, OptionalInt.empty(), new byte[16 * 1024]);
    for (int count = 0; count < 4; count++) {
      assertThat(reassembly.add(large)).isInstanceOf(Reassembly.Partial.class);
    }
    assertThat(reassembly.add(large)).isInstanceOf(Reassembly.Broken.class);
    assertThat(reassembly.add(TlsFragment.empty(0))).isInstanceOf(Reassembly.Whole.class);
  }

  private static String broken(String... wire) {
    Reassembly reassembly = new Reassembly();
    Reassembly.Result last = new Reassembly.Partial();
    for (String each : wire) {
      assertThat(last).as(Arrays.toString(wire)).isInstanceOf(Reassembly.Partial.class);
      last = reassembly.add(TlsFragment.decode(hex(each)).orElseThrow());
    }
    return last.match(whole -> "whole", partial -> "partial", Reassembly.Broken::why);
  }
}
