package org.vedette.gateway.sip.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class G711Test {
  @Test
  public void knowsTheEndsOfBothLaws() {
    // ITU-T G.711 tables 1a to 2b, scaled to 16 bits.
    assertThat(G711.linearOfMu((byte) 0x00)).isEqualTo((short) -32124);
    assertThat(G711.linearOfMu((byte) 0x80)).isEqualTo((short) 32124);
    assertThat(G711.linearOfMu((byte) 0xFF)).isZero();
    assertThat(G711.linearOfA((byte) 0xD5)).isEqualTo((short) 8);
    assertThat(G711.linearOfA((byte) 0x55)).isEqualTo((short) -8);
    assertThat(G711.linearOfA((byte) 0xAA)).isEqualTo((short) 32256);
    assertThat(G711.linearOfA((byte) 0x2A)).isEqualTo((short) -32256);
  }

  @Test
  public void everyOctetComesBack() {
    for (int i = 0; i < 256; i++) {
      byte octet = (byte) i;
      if (i != 0x7F) {
        // The second zero of mu-law.
        assertThat(G711.muLaw(G711.linearOfMu(octet))).as("mu %x", i).isEqualTo(octet);
      }
      assertThat(G711.aLaw(G711.linearOfA(octet))).as("A %x", i).isEqualTo(octet);
    }
  }

  @Test
  public void everySampleStaysNear() {
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample += 7) {
      int most = Math.max(16, Math.abs(sample) / 16);
      if (Math.abs(sample) < 32_000) {
        assertThat(G711.linearOfMu(G711.muLaw((short) sample)) - sample).isBetween(-most, most);
        assertThat(G711.linearOfA(G711.aLaw((short) sample)) - sample).isBetween(-most, most);
      }
    }
  }

  @Test
  public void soundIsConvertedBetweenThem() {
    assertThat(Codec.PCMU.from((byte) 0x12)).isEqualTo((byte) 0x12);
    for (int i = 0; i < 256; i++) {
      int mu = G711.linearOfMu((byte) i);
      assertThat((int) G711.linearOfA(Codec.PCMA.from((byte) i)))
          .isBetween(mu - Math.max(16, Math.abs(mu) / 16), mu + Math.max(16, Math.abs(mu) / 16));
    }
  }
}
