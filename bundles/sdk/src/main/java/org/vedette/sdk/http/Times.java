package org.vedette.sdk.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes times in UTC with milliseconds, which is what is stored (RFC 3339). */
public final class Times {
  private Times() {}

  /** Returns the text form. */
  public static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
