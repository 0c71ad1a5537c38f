package org.vedette.api.report;

import java.time.ZoneId;
import java.util.function.BooleanSupplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes reports of what the audit record holds. All methods may be called from any thread and read
 * the disk: not for the path of a sign-in.
 */
@ProviderType
public interface ReportDesk {
  /** Most rows of a list at once. */
  int MOST_ROWS = 10_000;

  /** What a list is about. */
  enum Kind {
    /** Every sign-in that ended. */
    SIGN_INS,
    /** Who was blocked and let in again, by whom and why. */
    BLOCKS,
    /** One-time bypasses: given, used, taken back. */
    BYPASSES,
    /** Sign-ins that the person said were not theirs. */
    FRAUD
  }

  /** What sign-ins are counted by. */
  enum By {
    /** The hour they ended in. */
    HOUR,
    /** The day they ended on. */
    DAY,
    /** The month they ended in. */
    MONTH,
    /** The application that asked. */
    APPLICATION,
    /** The listener that asked. */
    LISTENER,
    /** The second factor; empty where there was none. */
    METHOD,
    /** How they ended. */
    RESULT,
    /** The server that decided. */
    SERVER
  }

  /**
   * Lists, newest first.
   *
   * @param kind what
   * @param filter which of it
   * @param before where to go on: {@link ReportTable#next}; empty for the newest
   * @param limit most rows, 1 to {@value #MOST_ROWS}
   * @param enough asked now and then; true ends the work early
   */
  ReportTable list(
      Kind kind, ReportFilter filter, String before, int limit, BooleanSupplier enough);

  /**
   * Counts sign-ins.
   *
   * @param by what they are counted by
   * @param filter which of them
   * @param zone whose days and hours
   * @param enough asked now and then; true ends the work early
   */
  UsageReport usage(By by, ReportFilter filter, ZoneId zone, BooleanSupplier enough);

  /** Draws what was counted: an SVG picture for light and dark pages. */
  String chart(UsageReport usage);
}
