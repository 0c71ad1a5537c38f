package org.vedette.api.user;

import java.time.Instant;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;

/**
 * An administrator's order to deny a user everything.
 *
 * @param reason why, for the history
 * @param by who ordered it
 * @param since when it began
 * @param until when it ends by itself
 */
public record Block(String reason, String by, Instant since, Instant until) {
  void write(Encoder out) {
    out.text(reason).text(by).instant(since).instant(until);
  }

  static Block read(Decoder in) {
    return new Block(in.text(), in.text(), in.instant(), in.instant());
  }

  /** Returns whether it holds at {@code now}. */
  public boolean holds(Instant now) {
    return now.isBefore(until);
  }
}
