package org.vedette.codec.radius;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.Test;

public class ValuesTest {
  @Test
  public void typedValuesComeBack() {
    roundTrip(ValueType.IPADDR, "192.0.2.7", "c0000207");
    roundTrip(ValueType.IPV6ADDR, "2001:db8::7", "20010db8000000000000000000000007");
    roundTrip(ValueType.IPV6PREFIX, "2001:db8::/32", "002020010db8000000000000000000000000");
    roundTrip(ValueType.IPV4PREFIX, "192.0.2.0/24", "0018c0000200");
    roundTrip(ValueType.INTEGER, "4294967295", "ffffffff");
    roundTrip(ValueType.INTEGER64, "4294967296", "0000000100000000");
    roundTrip(ValueType.BYTE, "255", "ff");
    roundTrip(ValueType.SHORT, "65535", "ffff");
    roundTrip(ValueType.DATE, "2026-11-21T04:00:00Z", "6b011740");
    roundTrip(ValueType.OCTETS, "0xcafe", "cafe");
    roundTrip(ValueType.STRING, "grün", "6772c3bc6e");
  }

  @Test
  public void refusesTextOfAnotherType() {
    assertThat(ValueType.IPADDR.octets("2001:db8::7")).isEmpty();
    assertThat(ValueType.IPADDR.octets("localhost")).isEmpty();
    assertThat(ValueType.INTEGER.octets("4294967296")).isEmpty();
    assertThat(ValueType.INTEGER.octets("-1")).isEmpty();
    assertThat(ValueType.INTEGER.octets("+1")).isEmpty();
    assertThat(ValueType.BYTE.octets("256")).isEmpty();
    assertThat(ValueType.DATE.octets("yesterday")).isEmpty();
    assertThat(ValueType.OCTETS.octets("0xabc")).isEmpty();
    assertThat(ValueType.IPV6PREFIX.octets("2001:db8::/129")).isEmpty();
    assertThat(ValueType.IPV4PREFIX.octets("192.0.2.0")).isEmpty();
  }

  @Test
  public void refusesOctetsOfAnotherLength() {
    assertThat(ValueType.IPADDR.text(new byte[5])).isEmpty();
    assertThat(ValueType.IPV6ADDR.text(new byte[4])).isEmpty();
    assertThat(ValueType.INTEGER.text(new byte[3])).isEmpty();
    assertThat(ValueType.DATE.text(new byte[0])).isEmpty();
    assertThat(Values.number(new byte[3])).isEmpty();
    assertThat(Values.ipv6Prefix(new byte[] {0, 32, 1, 2})).isEmpty();
    assertThat(Values.ipv6Prefix(new byte[] {0, 16, 0x20, 1})).hasValue("2001::/16");
    assertThatThrownBy(() -> Values.integer(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void readsAddressesWithoutAskingANameServer() {
    for (String none :
        List.of(
            "",
            "1.2.3",
            "1.2.3.4.5",
            "256.1.1.1",
            "1.2.3.",
            "a.b.c.d",
            "::g",
            "fe80::1%lo",
            "1:2",
            "example.com",
            "0001.2.3.4",
            ":",
            "1.2.3.4 ",
            "[::1]")) {
      assertThat(IpText.parse(none)).as(none).isEmpty();
    }
    assertThat(IpText.parse("::ffff:192.0.2.1").map(IpText::format)).hasValue("192.0.2.1");
    assertThat(IpText.parse("0:0:0:0:0:0:0:0").map(IpText::format)).hasValue("::");
    assertThat(IpText.parse("1:0:0:2:0:0:0:3").map(IpText::format)).hasValue("1:0:0:2::3");
    assertThat(IpText.parse("1:0:2:0:3:0:4:0").map(IpText::format)).hasValue("1:0:2:0:3:0:4:0");
    assertThat(IpText.parse("1:2:3:4:5:6:0:0").map(IpText::format)).hasValue("1:2:3:4:5:6::");
    assertThat(IpText.parse("2001:DB8::A").map(IpText::format)).hasValue("2001:db8::a");
  }

  @Test
  public void tagsAreTakenOffAndPutBack() {
    assertThat(Tagged.text("plain".getBytes(UTF_8)).tag()).isZero();
    Tagged text = Tagged.text(new byte[] {3, 'v', '1'});
    assertThat(text.tag()).isEqualTo(3);
    assertThat(text.asText()).containsExactly(3, 'v', '1');
    Tagged number = Tagged.number(new byte[] {1, 0, 0, 13}).orElseThrow();
    assertThat(Values.number(number.value())).hasValue(13);
    assertThat(number.asNumber()).containsExactly(1, 0, 0, 13);
    assertThat(Tagged.number(new byte[3])).isEmpty();
  }

  private static void roundTrip(ValueType type, String text, String hex) {
    byte[] octets = type.octets(text).orElseThrow();
    assertThat(HexFormat.of().formatHex(octets)).isEqualTo(hex);
    assertThat(type.text(octets)).hasValue(text);
  }
}
