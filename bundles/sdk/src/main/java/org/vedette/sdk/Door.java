package org.vedette.sdk;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.sdk.http.BearerFilter;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemMapper;

/**
 * Stands before the API while this bundle comes and goes. Open, it counts the requests inside;
 * closed, it holds new ones without a thread and without reading them, until {@link #open} lets
 * them in or {@link #sendAway} dispatches them to whatever serves their path by then.
 *
 * <p>Needed because a request that waits for a stage is resumed by a dispatch, which finds nobody
 * once the application is unregistered: so all must end before. Thread-safe.
 */
final class Door implements Filter {
  /** Tells whoever takes over a request that nothing of it was read (also known to {@code net}). */
  static final String UNREAD = "org.vedette.http.unread";

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final int MAX_HELD = 2000;

  private final String counted = Door.class.getName() + "@" + System.identityHashCode(this);
  private final InFlight inside = new InFlight();
  private final Object lock = new Object();
  private final List<AsyncContext> held = new ArrayList<>();
  private boolean open;

  @Override
  public void init(FilterConfig config) {
    // Nothing to read.
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(counted) != null) {
      chain.doFilter(request, response); // A request inside goes on after its stage completed.
      return;
    }
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    boolean full;
    synchronized (lock) {
      full = !open && held.size() >= MAX_HELD;
      if (!open && !full) {
        held.add(hold(request));
        return;
      }
      if (!full) {
        inside.track(() -> end);
      }
    }
    if (full) {
      refuse((HttpServletResponse) response);
      return;
    }
    request.setAttribute(counted, Boolean.TRUE);
    request.setAttribute(BearerFilter.PEER, request.getRemoteAddr());
    boolean later = false;
    try {
      chain.doFilter(request, response);
      later = request.isAsyncStarted();
      if (later) {
        request.getAsyncContext().addListener(new End(end));
      }
    } finally {
      if (!later) {
        end.complete(true);
      }
    }
  }

  private static AsyncContext hold(ServletRequest request) {
    request.setAttribute(UNREAD, Boolean.TRUE);
    AsyncContext waiting = request.startAsync();
    waiting.setTimeout(0); // Whoever closed the door opens it, or sends all away.
    return waiting;
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    Problem problem = Problem.unavailable("the API is being replaced, and too many requests wait");
    response.setStatus(problem.status());
    response.setHeader("Retry-After", Integer.toString(problem.retryAfter()));
    response.setContentType(ProblemMapper.MEDIA_TYPE);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(ProblemMapper.text(problem));
  }

  /** Lets all in. */
  void open() {
    synchronized (lock) {
      open = true;
    }
    sendAway();
  }

  /** Lets nobody in any more. */
  void close() {
    synchronized (lock) {
      open = false;
    }
  }

  /**
   * Waits until all inside went out, at most {@code limit}.
   *
   * @return how many are still inside
   */
  int drain(Duration limit) {
    return inside.drain(limit);
  }

  /** Dispatches those held to whatever serves their path now. */
  void sendAway() {
    List<AsyncContext> all;
    synchronized (lock) {
      all = List.copyOf(held);
      held.clear();
    }
    for (AsyncContext waiting : all) {
      try {
        waiting.dispatch();
      } catch (IllegalStateException gone) {
        LOG.debug("A request ended while it was held.", gone);
      }
    }
  }

  @Override
  public void destroy() {
    // Requests inside and held are looked after by whoever made the door.
  }

  /** Counts a request out when it is answered. */
  private record End(CompletableFuture<Boolean> end) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      end.complete(true);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // The container completes it next.
    }

    @Override
    public void onError(AsyncEvent event) {
      end.complete(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
