package org.vedette.gateway.mail;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Logger;

/**
 * Keeps the mail library from logging. It would write every octet that it sends, codes among them,
 * as soon as somebody sets the level of the log to TRACE. A filter holds where a level would be
 * reset with the next change of the log's configuration.
 */
final class Silence implements AutoCloseable {
  /** The library names its loggers after the package of {@link Dialogue}. */
  private static final String DIALOGUE = Dialogue.class.getPackageName();

  private static final Filter NOTHING = record -> false;

  /** Kept, because the log manager forgets loggers that nobody holds, and filters with them. */
  private final List<Logger> loggers =
      List.of(Logger.getLogger(DIALOGUE), Logger.getLogger(DIALOGUE + ".protocol"));

  Silence() {
    loggers.forEach(each -> each.setFilter(NOTHING));
  }

  /** Takes away the filter, unless another has taken its place. */
  @Override
  public void close() {
    for (Logger each : loggers) {
      if (each.getFilter() == NOTHING) {
        each.setFilter(null);
      }
    }
  }
}
