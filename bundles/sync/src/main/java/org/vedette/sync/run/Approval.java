package org.vedette.sync.run;

import java.time.Instant;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;

/**
 * A list of removals and disablings that were too many.
 *
 * @param held identity of the list; empty: there is none
 * @param count how many they are
 * @param since when the list was found
 * @param approved identity of the list that somebody approved; empty: nobody did
 */
public record Approval(String held, int count, Instant since, String approved) {
  /** Nothing waits. */
  public static final Approval NONE = new Approval("", 0, Instant.EPOCH, "");

  private static final int SCHEMA = 1;

  byte[] bytes() {
    return new Encoder().i32(SCHEMA).text(held).i32(count).instant(since).text(approved).toBytes();
  }

  static Approval of(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    return in.i32() == SCHEMA ? new Approval(in.text(), in.i32(), in.instant(), in.text()) : NONE;
  }
}
