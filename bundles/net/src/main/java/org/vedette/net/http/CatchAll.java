package org.vedette.net.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.servlet.AsyncContext;
import javax.servlet.DispatcherType;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests that no other resource takes. One for a path that is, or was, somebody's waits
 * without a thread and without being read until its owner is back, and is then dispatched again; at
 * most {@link #PATIENCE}, then 503 with Retry-After. Any other is 404.
 *
 * <p>Its pattern is the widest, so every other wins; its ranking puts aside the default application
 * of the JAX-RS whiteboard, which has the same pattern and nothing to serve. Without a web server
 * nobody asks for this service, and its class is never loaded. An owner that is registered may take
 * a moment more until it is reachable: requests that come back here meanwhile look again, ever more
 * slowly.
 */
@Component(
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=vedette-catch-all",
      "osgi.http.whiteboard.servlet.pattern=/*",
      "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
      Constants.SERVICE_RANKING + ":Integer=1000"
    })
public final class CatchAll extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Longest wait for an owner (house rule for the gap of an update). */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Set on a request by whoever dispatches it here before anything of it was read. A dispatched
   * request without it was already at work in a resource that went.
   */
  static final String UNREAD = "org.vedette.http.unread";

  private static final Logger LOG = LoggerFactory.getLogger(CatchAll.class);
  private static final int PLACES = 2000;

  /**
   * Deadline and number of looks so far of a request that waited: a JDK type, since a successor of
   * this bundle may read it.
   */
  private static final String TICKET = "org.vedette.net.http.ticket";

  private final transient Owners owners;
  private final transient ScheduledThreadPoolExecutor timer;
  private final transient WaitingRoom<AsyncContext> room;

  /** Starts the timer; whoever waits is called when an owner comes. */
  @Activate
  public CatchAll(@Reference Owners owners) {
    this.owners = owners;
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, "vedette-net-http");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    room = new WaitingRoom<>(PLACES, timer, CatchAll::again, CatchAll::away);
    owners.listen(() -> room.call(owners::here));
  }

  /** Lets nobody wait any more. */
  @Deactivate
  void close() {
    owners.listen(() -> {});
    room.close();
    timer.shutdownNow();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = path(request);
    if (!owners.known(path)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    long now = System.nanoTime();
    long[] ticket = ticket(request, now);
    if (ticket == null) {
      Answer.write(response, Answer.INTERRUPTED);
      return;
    }
    Duration left = Duration.ofNanos(ticket[0] - now);
    if (left.isNegative() || left.isZero()) {
      Answer.write(response, Answer.AWAY);
      return;
    }
    hold(request, response, path, ticket, left);
  }

  private void hold(
      HttpServletRequest request,
      HttpServletResponse response,
      String path,
      long[] ticket,
      Duration left)
      throws IOException {
    boolean here = owners.here(path);
    Duration look = here ? Duration.ofMillis(10L << Math.min(ticket[1]++, 5)) : null;
    request.setAttribute(TICKET, ticket);
    AsyncContext waiting = request.startAsync();
    waiting.setTimeout(0); // The room ends every wait.
    if (!room.enter(path, waiting, left, look)) {
      Answer.write(response, Answer.FULL);
      waiting.complete();
    } else if (!here && owners.here(path)) {
      room.call(path::equals); // The owner came between the two looks.
    }
  }

  /** Returns the request's deadline and looks so far; null for one that was at work elsewhere. */
  private static long @Nullable [] ticket(HttpServletRequest request, long now) {
    if (request.getAttribute(TICKET) instanceof long[] before && before.length == 2) {
      return before;
    }
    boolean fresh =
        request.getDispatcherType() == DispatcherType.REQUEST
            || request.getAttribute(UNREAD) != null;
    return fresh ? new long[] {now + PATIENCE.toNanos(), 0} : null;
  }

  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }

  private static void again(AsyncContext waiting) {
    try {
      waiting.dispatch();
    } catch (IllegalStateException gone) {
      LOG.debug("A request ended while it waited for its resource.", gone);
    }
  }

  private static void away(AsyncContext waiting) {
    try {
      Answer.write((HttpServletResponse) waiting.getResponse(), Answer.AWAY);
      waiting.complete();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("A caller hung up while its request waited for a resource.", gone);
    }
  }
}
