package org.vedette.api.report;

import java.time.Instant;
import java.util.Optional;

/**
 * Which records a report is about. Empty texts match everything.
 *
 * @param from earliest time, included
 * @param to latest time, excluded
 * @param user part of a name, in any case, or a user's id
 * @param phone digits of the user's telephone number as it is now, as many as are known
 * @param application label of the application
 * @param method id of the method
 * @param status how sign-ins ended
 */
public record ReportFilter(
    Instant from,
    Instant to,
    String user,
    String phone,
    String application,
    String method,
    Optional<Status> status) {

  /** How a sign-in ended. */
  public enum Status {
    /** The person was let in. */
    GRANTED,
    /** The person was not let in. */
    DENIED,
    /** Nothing was decided. */
    UNDECIDED
  }
}
