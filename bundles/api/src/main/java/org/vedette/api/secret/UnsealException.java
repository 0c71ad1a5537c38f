package org.vedette.api.secret;

/** A sealed value could not be opened: altered, moved to another place, or its key is missing. */
public final class UnsealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the place and the cause, never the value. */
  public UnsealException(String message) {
    super(message);
  }
}
