package org.vedette.net.http;

import java.io.IOException;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;

/** Answers 503 with a problem document (RFC 9457), in the form that the REST API uses. */
final class Answer {
  /** The owner did not come back in time. */
  static final String AWAY = "what serves this path is being replaced, or was stopped";

  /** The owner went while it worked on the request. */
  static final String INTERRUPTED =
      "what serves this path was replaced while it worked; a change may have been made";

  /** Too many wait already. */
  static final String FULL = "what serves this path is being replaced, and too many requests wait";

  private static final int RETRY_SECONDS = 2;

  private static final Map<String, String> HEADERS =
      Map.of(
          "Retry-After", Integer.toString(RETRY_SECONDS),
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

  private Answer() {}

  /**
   * Writes the answer.
   *
   * @param detail one of the sentences here: plain text that needs no escape in JSON
   */
  static void write(HttpServletResponse response, String detail) throws IOException {
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    HEADERS.forEach(response::setHeader);
    response.setContentType("application/problem+json");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write(
            "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                + "\"detail\":\""
                + detail
                + "\",\"code\":\"unavailable\"}");
  }
}
