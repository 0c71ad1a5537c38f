package org.vedette.tls;

import java.nio.file.Path;

/** A file with certificates or keys cannot be used; the message names it and says what to do. */
public final class TlsFileException extends Exception {
  /** Says what is wrong with a file, and how it is mended. */
  public TlsFileException(Path file, String problem) {
    super(file + " " + problem);
  }

  /** Says so, with its cause. */
  public TlsFileException(Path file, String problem, Throwable cause) {
    super(file + " " + problem, cause);
  }

  /** Returns the file, what is wrong with it and what to do; never empty. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
