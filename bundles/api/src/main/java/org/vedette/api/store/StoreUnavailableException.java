package org.vedette.api.store;

/** The database cannot be read now; a sign-in that meets it is Unavailable, never Refused. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the cause. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
