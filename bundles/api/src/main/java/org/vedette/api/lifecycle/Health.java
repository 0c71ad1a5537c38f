package org.vedette.api.lifecycle;

/**
 * How a capability feels.
 *
 * @param status worst of what it knows
 * @param message one sentence for an operator: what is wrong and what to do; empty when OK
 */
public record Health(Status status, String message) {
  /** Rising trouble. */
  public enum Status {
    /** Works. */
    OK,
    /** Works, but somebody should look. */
    WARN,
    /** Does not do its job. */
    CRITICAL
  }

  private static final Health FINE = new Health(Status.OK, "");

  /** Works. */
  public static Health ok() {
    return FINE;
  }

  /** Works, but somebody should look. */
  public static Health warn(String message) {
    return new Health(Status.WARN, message);
  }

  /** Does not do its job. */
  public static Health critical(String message) {
    return new Health(Status.CRITICAL, message);
  }
}
