package org.vedette.sdk.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.vedette.api.lifecycle.InFlight;

/**
 * A servlet whose running requests end before its bundle goes. It answers on the thread that asks,
 * so it is enough to wait after it was unregistered.
 */
abstract class DrainedServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final transient InFlight inFlight = new InFlight();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    inFlight.track(() -> end);
    try {
      super.service(request, response);
    } finally {
      end.complete(true);
    }
  }

  /** Waits until no request runs, at most 2 s. */
  final void drain() {
    inFlight.drain(DRAIN);
  }
}
