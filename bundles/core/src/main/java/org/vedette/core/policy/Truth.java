package org.vedette.core.policy;

/** Whether something holds. */
public enum Truth {
  /** It holds. */
  YES,
  /** It does not. */
  NO,
  /** Nobody can tell: what it takes is missing. */
  UNKNOWN;

  /** Returns the one for {@code value}. */
  public static Truth of(boolean value) {
    return value ? YES : NO;
  }

  /** Returns the opposite; what nobody can tell stays so. */
  Truth not() {
    return this == UNKNOWN ? UNKNOWN : of(this == NO);
  }
}
