package org.vedette.store.shared;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells kinds of failure apart. */
final class Trouble {
  private static final int DEPTH = 20;

  private Trouble() {}

  /**
   * Whether what was to be written is no text or too long for the database (SQLSTATE classes 22 and
   * 54), so that nothing but the change is wrong.
   */
  static boolean unfit(Throwable failure) {
    @Nullable Throwable each = failure;
    for (int i = 0; i < DEPTH && each != null; i++) {
      if (each instanceof SQLException sql
          && sql.getSQLState() != null
          && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("54"))) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  /**
   * Whether the database could not be reached or has closed the connection, rather than refused
   * what was asked of it (SQLSTATE classes 08, 57 and 53, PostgreSQL appendix A; none at all where
   * the pool found no connection).
   */
  static boolean away(Throwable failure) {
    @Nullable Throwable each = failure;
    boolean stated = false;
    for (int i = 0; i < DEPTH && each != null; i++) {
      if (each instanceof SQLException sql && sql.getSQLState() != null) {
        stated = true;
        String state = sql.getSQLState();
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
          return true;
        }
      }
      each = each.getCause();
    }
    return !stated;
  }
}
