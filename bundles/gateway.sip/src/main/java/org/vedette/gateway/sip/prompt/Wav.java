package org.vedette.gateway.sip.prompt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.vedette.gateway.sip.media.G711;

/**
 * Reads sound files (RIFF WAVE, as in RFC 2361): 8,000 samples a second, one channel, linear of 16
 * bits or either law of G.711.
 */
public final class Wav {
  /** Longest sound in octets of mu-law: a minute. */
  public static final int LONGEST = 60 * 8000;

  private static final int RIFF = 0x46464952;
  private static final int WAVE = 0x45564157;
  private static final int FORMAT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int LINEAR = 1;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int RATE = 8000;

  private Wav() {}

  /**
   * Returns the sound as mu-law octets.
   *
   * @throws WavException when it is of another kind, damaged or too long
   */
  public static byte[] muLaw(byte[] file) throws WavException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < 12 || in.getInt() != RIFF) {
      throw new WavException("is no WAV file");
    }
    in.getInt();
    if (in.getInt() != WAVE) {
      throw new WavException("is no WAV file");
    }
    int kind = 0;
    while (in.remaining() >= 8) {
      int chunk = in.getInt();
      int size = in.getInt();
      if (size < 0 || (chunk != DATA && size > in.remaining())) {
        throw new WavException("is damaged");
      }
      if (chunk == DATA) {
        // Programs that write to a pipe cannot tell the size.
        return convert(in.slice(in.position(), Math.min(size, in.remaining())), kind);
      }
      if (chunk == FORMAT) {
        kind = kind(in, size);
      }
      // Chunks are padded to an even length.
      in.position(Math.min(in.limit(), in.position() + size + (size & 1)));
    }
    throw new WavException("holds no sound");
  }

  private static int kind(ByteBuffer in, int size) throws WavException {
    if (size < 16) {
      throw new WavException("is damaged");
    }
    int at = in.position();
    int kind = in.getShort(at);
    int channels = in.getShort(at + 2);
    int rate = in.getInt(at + 4);
    int bits = in.getShort(at + 14);
    boolean law = (kind == A_LAW || kind == MU_LAW) && bits == 8;
    if (channels != 1 || rate != RATE || !(law || (kind == LINEAR && bits == 16))) {
      throw new WavException(
          "must have 8000 Hz, one channel, and 16 bits linear or G.711; it has "
              + rate
              + " Hz, "
              + channels
              + " channels, "
              + bits
              + " bits, kind "
              + kind);
    }
    return kind;
  }

  private static byte[] convert(ByteBuffer data, int kind) throws WavException {
    ByteBuffer in = data.order(ByteOrder.LITTLE_ENDIAN);
    int samples = kind == LINEAR ? in.remaining() / 2 : in.remaining();
    if (kind == 0) {
      throw new WavException("tells no format");
    }
    if (samples == 0 || samples > LONGEST) {
      throw new WavException("is empty or longer than a minute");
    }
    byte[] out = new byte[samples];
    for (int i = 0; i < samples; i++) {
      out[i] =
          kind == LINEAR
              ? G711.muLaw(in.getShort())
              : kind == A_LAW ? G711.muLaw(G711.linearOfA(in.get())) : in.get();
    }
    return out;
  }
}
