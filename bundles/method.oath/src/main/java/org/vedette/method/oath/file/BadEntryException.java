package org.vedette.method.oath.file;

/** One entry of a file cannot be used; the message never holds anything secret. */
final class BadEntryException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String field;
  private final String reason;

  BadEntryException(String field, String reason) {
    super(field + ": " + reason, null, false, false);
    this.field = field;
    this.reason = reason;
  }

  String field() {
    return field;
  }

  String reason() {
    return reason;
  }
}
