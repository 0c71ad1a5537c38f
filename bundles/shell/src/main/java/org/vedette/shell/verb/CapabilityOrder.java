package org.vedette.shell.verb;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vedette.shell.Failure;
import org.vedette.shell.http.Api;
import org.vedette.shell.http.Doc;

/**
 * Waits for the end of an order. The server may be away for a moment meanwhile: its REST API itself
 * can be what is replaced.
 */
final class CapabilityOrder {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(4);

  private final Api api;

  CapabilityOrder(Api api) {
    this.api = api;
  }

  /** Asks until it has ended; returns the operation as it is then. */
  Doc end(Doc begun) {
    String path = "/capabilities/operations" + Api.path(begun.text("id"));
    long began = System.nanoTime();
    long seen = began;
    Doc operation = begun;
    while (operation.text("state").equals("running")) {
      LockSupport.parkNanos(PAUSE_NANOS);
      try {
        operation = api.get(path);
        seen = System.nanoTime();
      } catch (Failure failure) {
        if (!away(failure) || System.nanoTime() - seen > AWAY_NANOS) {
          throw failure;
        }
      }
      if (System.nanoTime() - began > LIMIT_NANOS) {
        throw Failure.refused(
            "The operation " + begun.text("id") + " goes on for more than 4 minutes.",
            "vedette capability list");
      }
    }
    return operation;
  }

  /** No answer, none yet, or none of this API: it is being replaced. */
  private static boolean away(Failure failure) {
    Object status = failure.problem().get("status");
    return status == null
        || status.equals(503)
        || status.equals(404)
        || status.equals(500)
        || status.equals(502);
  }
}
