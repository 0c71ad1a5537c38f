package org.vedette.vault;

/** The keys cannot be opened; the message tells an operator why and what to do. */
final class VaultLockedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String advice;

  VaultLockedException(String advice) {
    super(advice);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
