package org.vedette.method.questions;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * One round of questions.
 *
 * @param nonce names it
 * @param order places of the questions asked, in order
 * @param at which of them is open
 */
@SuppressWarnings("ArrayRecordComponent")
record Round(byte[] nonce, byte[] order, int at) {
  private static final int NONCE = 16;
  private static final int SCHEMA = 1;

  /** Chooses so many of so many questions, any order as likely as another. */
  static Round of(int needed, int questions, IntFunction<byte[]> random) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      left.add(i);
    }
    int count = Math.min(needed, questions);
    byte[] order = new byte[count];
    for (int i = 0; i < count; i++) {
      order[i] = left.remove(below(left.size(), random)).byteValue();
    }
    return new Round(random.apply(NONCE), order, 0);
  }

  private static int below(int bound, IntFunction<byte[]> random) {
    int fair = 256 - 256 % bound;
    int octet = random.apply(1)[0] & 0xff;
    while (octet >= fair) {
      octet = random.apply(1)[0] & 0xff;
    }
    return octet % bound;
  }

  int question() {
    return order[at];
  }

  boolean isLast() {
    return at == order.length - 1;
  }

  Round next() {
    return new Round(nonce, order, at + 1);
  }

  String claim() {
    return HexFormat.of().formatHex(nonce);
  }

  byte[] toBytes() {
    return new Encoder().u8(SCHEMA).bytes(nonce).bytes(order).i32(at).toBytes();
  }

  /** Reads what {@link #toBytes} wrote; empty when it does not fit so many questions. */
  static Optional<Round> read(byte[] data, List<?> questions) {
    try {
      Decoder in = new Decoder(data);
      in.u8();
      Round round = new Round(in.bytes(), in.bytes(), in.i32());
      boolean fits = round.at >= 0 && round.at < round.order.length;
      for (byte each : round.order) {
        fits &= each >= 0 && each < questions.size();
      }
      return fits ? Optional.of(round) : Optional.empty();
    } catch (MalformedRecordException other) {
      return Optional.empty();
    }
  }
}
