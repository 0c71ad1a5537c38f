package org.vedette.gateway.sip.media;

/** Conversions of ITU-T G.711 between its laws and linear samples of 16 bits. */
public final class G711 {
  private static final int BIAS = 0x84;
  private static final int CLIP = 32_635;

  private G711() {}

  /** Returns the sample that a mu-law octet stands for. */
  public static short linearOfMu(byte mu) {
    int bits = ~mu & 0xFF;
    int magnitude = ((((bits & 0x0F) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
    return (short) ((bits & 0x80) == 0 ? magnitude : -magnitude);
  }

  /** Returns the mu-law octet nearest to a sample. */
  public static byte muLaw(short sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs((int) sample), CLIP) + BIAS;
    int segment = 7;
    for (int mask = 0x4000; segment > 0 && (magnitude & mask) == 0; mask >>= 1) {
      segment--;
    }
    return (byte) ~(sign | segment << 4 | magnitude >> (segment + 3) & 0x0F);
  }

  /** Returns the sample that an A-law octet stands for. */
  public static short linearOfA(byte law) {
    int bits = (law & 0xFF) ^ 0x55;
    int segment = (bits & 0x70) >> 4;
    int magnitude = ((bits & 0x0F) << 4) + 8;
    if (segment > 0) {
      magnitude = (magnitude + 0x100) << (segment - 1);
    }
    // In A-law the bit of the sign is set for positive samples.
    return (short) ((bits & 0x80) == 0 ? -magnitude : magnitude);
  }

  /** Returns the A-law octet nearest to a sample. */
  public static byte aLaw(short sample) {
    int sign = sample >= 0 ? 0x80 : 0;
    int magnitude = sample >= 0 ? sample : -(sample + 1);
    int segment = 7;
    for (int mask = 0x4000; segment > 0 && (magnitude & mask) == 0; mask >>= 1) {
      segment--;
    }
    int low = segment == 0 ? magnitude >> 4 : magnitude >> (segment + 3);
    return (byte) ((sign | segment << 4 | low & 0x0F) ^ 0x55);
  }
}
