package org.vedette.listener;

/** A setting cannot be used. */
public final class BadSettingException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String key;
  private final String problem;

  /** {@code key} is wrong, and {@code problem} says how and what it should be. */
  public BadSettingException(String key, String problem) {
    super(problem);
    this.key = key;
    this.problem = problem;
  }

  /** Names the setting. */
  public String key() {
    return key;
  }

  /** Says what is wrong. */
  public String problem() {
    return problem;
  }
}
