package org.vedette.sdk.http;

import org.jspecify.annotations.Nullable;

/**
 * A request that is answered with a problem document (RFC 9457). It carries no stack trace: it is
 * foreseen.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Seconds after which a caller should ask again when something is missing for a moment. */
  public static final int RETRY_SECONDS = 5;

  private final int status;
  private final String code;
  private final String detail;
  private final @Nullable String field;
  private final int retryAfter;

  private Problem(
      int status, String code, String detail, @Nullable String field, int retryAfterSeconds) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.field = field;
    this.retryAfter = retryAfterSeconds;
  }

  /**
   * A field holds what it must not.
   *
   * @param field its name in JSON, or that of the query parameter
   * @param detail limit and example in one sentence
   */
  public static Problem field(String field, String detail) {
    return new Problem(400, "bad-field", field + ": " + detail, field, 0);
  }

  /** The body is not what the route takes. */
  public static Problem body(String detail) {
    return new Problem(400, "bad-body", detail, null, 0);
  }

  /** Nothing of that name exists. */
  public static Problem notFound(String what, String name) {
    return new Problem(404, "not-found", "no " + what + " is called '" + name + "'", null, 0);
  }

  /** Another record, or a newer version of this one, is against it. */
  public static Problem conflict(String field, String detail) {
    return new Problem(409, "conflict", detail, field, 0);
  }

  /** The caller did not prove who it is. */
  public static Problem unauthorized(String detail) {
    return new Problem(401, "unauthorized", detail, null, 0);
  }

  /** The caller may not do that. */
  public static Problem forbidden(String detail) {
    return new Problem(403, "forbidden", detail, null, 0);
  }

  /** The body is too long. */
  public static Problem tooLarge(String detail) {
    return new Problem(413, "too-large", detail, null, 0);
  }

  /** The caller failed too often. */
  public static Problem throttled(String detail, int retryAfterSeconds) {
    return new Problem(429, "throttled", detail, null, retryAfterSeconds);
  }

  /** The bundle behind the route is missing, or is being replaced. */
  public static Problem notInstalled(String what) {
    return new Problem(503, "not-installed", "not installed: " + what, null, RETRY_SECONDS);
  }

  /** Something that is needed cannot serve now. */
  public static Problem unavailable(String detail) {
    return new Problem(503, "unavailable", detail, null, RETRY_SECONDS);
  }

  /** Something that is needed cannot serve for so many seconds. */
  public static Problem unavailable(String detail, int retryAfterSeconds) {
    return new Problem(503, "unavailable", detail, null, Math.max(1, retryAfterSeconds));
  }

  /** Any other status of HTTP. */
  public static Problem status(int status, String code, String detail) {
    return new Problem(status, code, detail, null, 0);
  }

  /** Returns the status of HTTP. */
  public int status() {
    return status;
  }

  /** Returns one word for programs. */
  public String code() {
    return code;
  }

  /** Returns one sentence for people. */
  public String detail() {
    return detail;
  }

  /** Returns the name of the field that is wrong. */
  public @Nullable String field() {
    return field;
  }

  /** Returns after how many seconds to ask again; 0 when asking again is of no use. */
  public int retryAfter() {
    return retryAfter;
  }
}
