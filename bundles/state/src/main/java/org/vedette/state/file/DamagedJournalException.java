package org.vedette.state.file;

import java.io.IOException;

/** The files are not what an interrupted server leaves behind: somebody must look. */
public final class DamagedJournalException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says which file, and where. */
  public DamagedJournalException(String message) {
    super(message);
  }
}
