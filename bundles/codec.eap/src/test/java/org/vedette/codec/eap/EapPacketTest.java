package org.vedette.codec.eap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.Test;

/** Packets as RFC 3748 section 4 draws them. */
public class EapPacketTest {
  @Test
  public void readsAndWritesAnIdentity() {
    byte[] octets = hex("02 07 000a 01 616c696365");
    EapPacket packet = EapPacket.decode(octets).orElseThrow();
    assertThat(packet.code()).isEqualTo(EapCode.RESPONSE);
    assertThat(packet.identifier()).isEqualTo(7);
    assertThat(packet.type()).isEqualTo(EapType.IDENTITY);
    assertThat(packet.data()).isEqualTo("alice".getBytes(UTF_8));
    assertThat(packet.encode()).isEqualTo(octets);
    assertThat(packet.toString()).doesNotContain("alice");
  }

  @Test
  public void paddingIsNoPartOfThePacket() {
    assertThat(EapPacket.decode(hex("01 07 0006 06 41 0000")).orElseThrow().data())
        .isEqualTo(hex("41"));
  }

  @Test
  public void writesTheEnds() {
    assertThat(EapPacket.success(9).encode()).isEqualTo(hex("03 09 0004"));
    assertThat(EapPacket.failure(255).encode()).isEqualTo(hex("04 ff 0004"));
    assertThat(EapPacket.decode(hex("04 ff 0004")).orElseThrow().code()).isEqualTo(EapCode.FAILURE);
  }

  @Test
  public void whatIsNoPacketIsEmpty() {
    for (String each :
        new String[] {
          "",
          "01",
          "010203",
          "01 00 0003 00",
          "01 00 0004",
          "02 00 0006 01",
          "03 00 0005 00",
          "00 00 0005 01",
          "05 00 0005 01"
        }) {
      assertThat(EapPacket.decode(hex(each))).as(each).isEmpty();
    }
  }

  static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
