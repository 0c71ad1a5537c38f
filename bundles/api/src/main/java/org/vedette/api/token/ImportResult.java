package org.vedette.api.token;

import java.util.function.Function;
import org.vedette.api.store.Committed;

/** What became of an order to read a file. */
public sealed interface ImportResult
    permits ImportResult.Imported, ImportResult.Rejected, ImportResult.Stopped {

  /**
   * The file was read to its end.
   *
   * @param report what became of its entries
   */
  record Imported(ImportReport report) implements ImportResult {}

  /**
   * The file or the order is wrong; nothing was kept.
   *
   * @param field {@code file}, {@code format}, {@code key} or {@code passphrase}
   * @param message remedy in one sentence
   */
  record Rejected(String field, String message) implements ImportResult {}

  /**
   * No more could be stored; the same file may be given again.
   *
   * @param report what was stored until then
   * @param why what the change log said; never {@link Committed.Done}
   */
  record Stopped(ImportReport report, Committed why) implements ImportResult {}

  /** Handles every result. */
  default <R> R match(
      Function<Imported, R> imported,
      Function<Rejected, R> rejected,
      Function<Stopped, R> stopped) {
    if (this instanceof Imported one) {
      return imported.apply(one);
    }
    if (this instanceof Rejected one) {
      return rejected.apply(one);
    }
    return stopped.apply((Stopped) this);
  }
}
