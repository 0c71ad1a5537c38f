package org.vedette.codec.radius;

/** A dictionary that does not follow its format. */
public final class DictionaryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the line, counted from 1, and what is wrong with it. */
  public DictionaryException(int line, String problem) {
    super("dictionary, line " + line + ": " + problem);
  }
}
