package org.vedette.client.radius;

import java.time.Duration;

/**
 * How long a reply is waited for.
 *
 * @param each time after each sending
 * @param sends how often the request is sent
 * @param failFast whether it is over as soon as the other host says that nothing listens there
 */
public record Patience(Duration each, int sends, boolean failFast) {
  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException when it would wait for nothing
   */
  public Patience {
    if (each.isNegative() || each.isZero() || sends < 1) {
      throw new IllegalArgumentException("a request is sent at least once and waited for");
    }
  }
}
