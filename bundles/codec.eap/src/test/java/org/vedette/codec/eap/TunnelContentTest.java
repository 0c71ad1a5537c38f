package org.vedette.codec.eap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vedette.codec.eap.EapPacketTest.hex;

import java.util.Collections;
import java.util.List;
import org.junit.Test;

/** What travels inside the tunnels. */
public class TunnelContentTest {
  @Test
  public void avpsStandAsDiameterDrawsThem() {
    byte[] octets = hex("00000001 40 00000d 616c696365 000000 00000002 40 000010 7365637265740000");
    List<TtlsAvp> avps = TtlsAvp.decode(octets).orElseThrow();
    assertThat(TtlsAvp.first(avps, TtlsAvp.USER_NAME)).contains("alice".getBytes(UTF_8));
    assertThat(TypedText.withoutPadding(TtlsAvp.first(avps, TtlsAvp.USER_PASSWORD).orElseThrow()))
        .isEqualTo("secret".getBytes(UTF_8));
    assertThat(TtlsAvp.encode(avps)).isEqualTo(octets);
  }

  @Test
  public void avpsOfVendorsAreNoOthers() {
    byte[] octets = hex("0000000b c0 000010 00000137 01020304");
    TtlsAvp avp = TtlsAvp.decode(octets).orElseThrow().get(0);
    assertThat(avp.vendor()).isEqualTo(311);
    assertThat(avp.mandatory()).isTrue();
    assertThat(TtlsAvp.first(List.of(avp), 11)).isEmpty();
    assertThat(TtlsAvp.encode(List.of(avp))).isEqualTo(octets);
  }

  @Test
  public void theLastPaddingMayBeMissing() {
    assertThat(TtlsAvp.decode(hex("00000001 40 000009 61"))).isPresent();
  }

  @Test
  public void damagedAvpsAreEmpty() {
    for (String each :
        new String[] {
          "00",
          "00000001 40 000007",
          "00000001 40 000009",
          "0000000b c0 000008",
          "00000001 40 ffffff 00"
        }) {
      assertThat(TtlsAvp.decode(hex(each))).as(each).isEmpty();
    }
    TtlsAvp one = new TtlsAvp(1, 0, false, new byte[0]);
    assertThat(TtlsAvp.decode(TtlsAvp.encode(Collections.nCopies(TtlsAvp.MOST, one)))).isPresent();
    assertThat(TtlsAvp.decode(TtlsAvp.encode(Collections.nCopies(TtlsAvp.MOST + 1, one))))
        .isEmpty();
  }

  @Test
  public void peapLeavesTheHeaderOutButForResults() {
    EapPacket identity = EapPacket.response(5, EapType.IDENTITY, "alice".getBytes(UTF_8));
    assertThat(PeapInner.encode(identity)).isEqualTo(hex("01 616c696365"));
    EapPacket result = EapPacket.request(5, EapType.TLV, ResultTlv.SUCCESS.encode());
    assertThat(PeapInner.encode(result)).isEqualTo(hex("01 05 000b 21 8003 0002 0001"));

    EapPacket read = PeapInner.decode(hex("01 616c"), EapCode.RESPONSE, 5).orElseThrow();
    assertThat(read.identifier()).isEqualTo(5);
    assertThat(read.data()).isEqualTo(hex("616c"));
    byte[] answer = hex("02 05 000b 21 8003 0002 0002");
    EapPacket tlv = PeapInner.decode(answer, EapCode.RESPONSE, 5).orElseThrow();
    assertThat(ResultTlv.decode(tlv.data())).contains(ResultTlv.FAILURE);
    byte[] full = hex("02 05 0007 01 616c");
    assertThat(PeapInner.decode(full, EapCode.RESPONSE, 5).orElseThrow().data())
        .isEqualTo(hex("616c"));
    assertThat(PeapInner.decode(new byte[0], EapCode.RESPONSE, 5)).isEmpty();
  }

  @Test
  public void resultsStandAmongOtherTlvs() {
    assertThat(ResultTlv.decode(hex("0007 0001 00 8003 0002 0001"))).contains(ResultTlv.SUCCESS);
    for (String each :
        new String[] {"", "8003", "8003 0002 00", "8003 0002 0003", "8003 0001 01"}) {
      assertThat(ResultTlv.decode(hex(each))).as(each).isEmpty();
    }
  }

  @Test
  public void msChapPacketsStandAsTheDraftDrawsThem() {
    byte[] challenge = hex("000102030405060708090a0b0c0d0e0f");
    MsChapPacket asked = MsChapPacket.challenge(3, challenge, "me".getBytes(UTF_8));
    byte[] wire = asked.encode();
    assertThat(wire).startsWith(hex("01 03 0017 10 00")).endsWith("me".getBytes(UTF_8));
    assertThat(MsChapPacket.decode(wire).orElseThrow().challenge()).contains(challenge);

    MsChapPacket.Response response =
        new MsChapPacket.Response(challenge, new byte[24], "DOM\\al".getBytes(UTF_8));
    byte[] answer = MsChapPacket.response(3, response).encode();
    assertThat(answer).startsWith(hex("02 03 003c 31")).hasSize(60);
    MsChapPacket.Response read = MsChapPacket.decode(answer).orElseThrow().response().orElseThrow();
    assertThat(read.peerChallenge()).isEqualTo(challenge);
    assertThat(read.name()).isEqualTo("DOM\\al".getBytes(UTF_8));
    assertThat(asked.response()).isEmpty();

    assertThat(MsChapPacket.decode(hex("03")).orElseThrow().operation())
        .isEqualTo(MsChapPacket.Operation.SUCCESS);
    for (String each : new String[] {"", "00", "05", "01", "02 03 0003", "02 03 0006 00"}) {
      assertThat(MsChapPacket.decode(hex(each))).as(each).isEmpty();
    }
  }

  @Test
  public void textIsUtf8WithoutControls() {
    assertThat(TypedText.name("jürgen".getBytes(UTF_8))).contains("jürgen");
    assertThat(TypedText.name("jürgen".getBytes(ISO_8859_1))).isEmpty();
    assertThat(TypedText.name(new byte[0])).isEmpty();
    assertThat(TypedText.isText(new byte[0])).isTrue();
    assertThat(TypedText.isText(hex("61 0a"))).isFalse();
    assertThat(TypedText.isText(hex("61 00 62"))).isFalse();
    assertThat(TypedText.isText(new byte[1025])).isFalse();
    assertThat(TypedText.withoutPadding(new byte[3])).isEmpty();
  }
}
