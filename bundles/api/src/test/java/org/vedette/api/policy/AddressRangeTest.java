package org.vedette.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class AddressRangeTest {
  private static boolean in(String range, String address) {
    return AddressRange.parse(range)
        .orElseThrow()
        .contains(AddressRange.address(address).orElseThrow());
  }

  private static String form(String typed) {
    return AddressRange.parse(typed).map(AddressRange::toString).orElse("(none)");
  }

  @Test
  public void oneAddressIsARangeOfOne() {
    assertThat(in("192.0.2.7", "192.0.2.7")).isTrue();
    assertThat(in("192.0.2.7", "192.0.2.8")).isFalse();
    assertThat(in("2001:db8::1", "2001:DB8:0::1")).isTrue();
    assertThat(in("2001:db8::1", "2001:db8::2")).isFalse();
  }

  @Test
  public void rangesHoldBothEnds() {
    assertThat(in("10.0.0.250-10.0.1.5", "10.0.0.249")).isFalse();
    assertThat(in("10.0.0.250-10.0.1.5", "10.0.0.250")).isTrue();
    assertThat(in("10.0.0.250-10.0.1.5", "10.0.1.5")).isTrue();
    assertThat(in("10.0.0.250 - 10.0.1.5", "10.0.1.6")).isFalse();
    assertThat(in("127.0.0.1-128.0.0.1", "127.255.255.255")).isTrue();
    assertThat(in("2001:db8::ffff-2001:db8::2:0", "2001:db8::1:8000")).isTrue();
  }

  @Test
  public void networksClearWhatIsBehindTheirPrefix() {
    assertThat(form("10.1.2.3/8")).isEqualTo("10.0.0.0/8");
    assertThat(in("10.1.2.3/8", "10.255.255.255")).isTrue();
    assertThat(in("10.1.2.3/31", "10.1.2.2")).isTrue();
    assertThat(in("10.1.2.3/31", "10.1.2.4")).isFalse();
    assertThat(in("0.0.0.0/0", "255.255.255.255")).isTrue();
    assertThat(in("2001:db8:ffff::/47", "2001:db8:fffe::1")).isTrue();
    assertThat(in("2001:db8:ffff::/47", "2001:db8:fffd::1")).isFalse();
    assertThat(in("::/0", "2001:db8::1")).isTrue();
  }

  @Test
  public void familiesAreApartAndMappedAddressesAreIpv4() {
    assertThat(in("::/0", "192.0.2.7")).isFalse();
    assertThat(in("0.0.0.0/0", "2001:db8::1")).isFalse();
    assertThat(in("192.0.2.0/24", "::ffff:192.0.2.7")).isTrue();
  }

  @Test
  public void anythingElseIsNone() {
    for (String typed :
        new String[] {
          "",
          "localhost",
          "10.0.0",
          "10.0.0.256",
          "10.0.0.0/33",
          "10.0.0.0/",
          "10.0.0.0/-1",
          "::/129",
          "10.0.0.9-10.0.0.1",
          "10.0.0.1-2001:db8::1",
          "10.0.0.1-",
          "-10.0.0.1",
          ":",
          ":::",
          "2001:db8::1%eth0",
          "10.0.0.0/8/8",
          "@office",
          "1.2.3.4.5",
          "0x0a.0.0.1"
        }) {
      assertThat(AddressRange.parse(typed)).as(typed).isEqualTo(Optional.empty());
    }
  }

  /** Text from elsewhere never throws, and what is read is written so that it reads the same. */
  @Test
  public void whateverIsReadReadsTheSameAgain() {
    Random random = new Random(11);
    String letters = "0123456789abf:./- ";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder typed = new StringBuilder(i % 2 == 0 ? "10.0." : "2001:");
      for (int left = random.nextInt(16); left > 0; left--) {
        typed.append(letters.charAt(random.nextInt(letters.length())));
      }
      AddressRange.parse(typed.toString())
          .ifPresent(
              found -> {
                AddressRange again = AddressRange.parse(found.toString()).orElseThrow();
                assertThat(again.first()).isEqualTo(found.first());
                assertThat(again.last()).isEqualTo(found.last());
              });
    }
  }
}
