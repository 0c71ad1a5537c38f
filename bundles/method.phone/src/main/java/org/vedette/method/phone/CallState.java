package org.vedette.method.phone;

import java.util.HexFormat;
import java.util.Optional;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * Where a sign-in by telephone stands.
 *
 * @param nonce names the sign-in
 * @param call which call it is, from 0
 * @param step what is awaited
 * @param pins PINs that may still be typed wrong in this call
 * @param chosen keyed hash of the new PIN that was typed first; empty before that
 */
@SuppressWarnings("ArrayRecordComponent")
record CallState(byte[] nonce, int call, Step step, int pins, byte[] chosen) {
  private static final int SCHEMA = 1;
  private static final byte[] NONE = new byte[0];

  /** What is awaited. */
  enum Step {
    /** The key, or the PIN. */
    ANSWER,
    /** Whether the report of fraud is meant. */
    FRAUD,
    /** A new PIN. */
    NEW_PIN,
    /** The same new PIN again. */
    AGAIN
  }

  /** The first call. */
  static CallState first(byte[] nonce, int pins) {
    return new CallState(nonce, 0, Step.ANSWER, pins, NONE);
  }

  CallState nextCall(int mayTry) {
    return new CallState(nonce, call + 1, Step.ANSWER, mayTry, NONE);
  }

  CallState await(Step next) {
    return new CallState(nonce, call, next, pins, NONE);
  }

  CallState wrongPin() {
    return new CallState(nonce, call, step, pins - 1, NONE);
  }

  CallState chose(byte[] hash) {
    return new CallState(nonce, call, Step.AGAIN, pins, hash);
  }

  /** What the sign-in uses up. */
  String claim() {
    return HexFormat.of().formatHex(nonce);
  }

  byte[] toBytes() {
    return new Encoder()
        .u8(SCHEMA)
        .bytes(nonce)
        .i32(call)
        .text(step.name())
        .i32(pins)
        .bytes(chosen)
        .toBytes();
  }

  /** Reads what {@link #toBytes} wrote; empty when it is none. */
  static Optional<CallState> read(byte[] data) {
    try {
      Decoder in = new Decoder(data);
      return in.u8() == SCHEMA
          ? Optional.of(
              new CallState(in.bytes(), in.i32(), in.constant(Step.class), in.i32(), in.bytes()))
          : Optional.empty();
    } catch (MalformedRecordException other) {
      return Optional.empty();
    }
  }
}
