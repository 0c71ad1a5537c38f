package org.vedette.radsec;

/** A setting cannot be used. */
final class BadSettingException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String key;
  private final String problem;

  BadSettingException(String key, String problem) {
    super(problem);
    this.key = key;
    this.problem = problem;
  }

  String key() {
    return key;
  }

  String problem() {
    return problem;
  }
}
