package org.vedette.sdk.callback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.delivery.GatewayCallback.Response;
import org.vedette.sdk.http.HeadersFilter;

/** One request that waits for its answer; the first answer counts. Thread-safe. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final int UNAVAILABLE = 503;
  private static final int TOO_MANY = 429;

  private final AsyncContext context;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  Exchange(AsyncContext context) {
    this.context = context;
  }

  /** Completes with the status once it is over; 0 where the caller is gone. */
  CompletableFuture<Integer> end() {
    return end;
  }

  /** Answers, if nobody has yet. May block for a moment while the caller does not read. */
  void answer(Response response) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    try {
      write((HttpServletResponse) context.getResponse(), response);
      context.complete();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("A provider hung up before it was answered.");
    } finally {
      end.complete(response.status());
    }
  }

  /** The connection is gone, or the request is over. */
  void lost() {
    if (answered.compareAndSet(false, true)) {
      end.complete(0);
    }
  }

  /** Writes an answer. */
  static void write(HttpServletResponse to, Response response) throws IOException {
    to.setStatus(response.status());
    HeadersFilter.HEADERS.forEach(to::setHeader);
    if (response.status() == UNAVAILABLE || response.status() == TOO_MANY) {
      to.setHeader("Retry-After", "5");
    }
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > 0) {
      to.setContentType(response.type());
      to.setCharacterEncoding("UTF-8");
      to.setContentLength(body.length);
      to.getOutputStream().write(body);
    }
  }
}
