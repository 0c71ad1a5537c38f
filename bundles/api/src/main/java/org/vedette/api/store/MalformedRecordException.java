package org.vedette.api.store;

/** Bytes are not the record they should be: damaged, or of a newer version. */
public final class MalformedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was expected and what was found, without the content. */
  public MalformedRecordException(String message) {
    super(message);
  }
}
