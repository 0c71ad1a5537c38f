package org.vedette.shell;

import java.util.List;
import java.util.Map;

/**
 * Why a command was not done, in words for the person who typed it. Ends the command; the exit code
 * says whose turn it is.
 */
public final class Failure extends RuntimeException {
  /** Exit code of what was done. */
  public static final int DONE = 0;

  /** Exit code of what the server refused, or could not be asked. */
  public static final int REFUSED = 1;

  /** Exit code of what was typed wrongly. */
  public static final int USAGE = 2;

  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final transient List<String> next;
  private final transient Map<String, Object> problem;

  private Failure(int exitCode, String message, List<String> next, Map<String, Object> problem) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.next = List.copyOf(next);
    this.problem = problem;
  }

  /** The command was typed wrongly; each of {@code next} is one thing to do about it. */
  public static Failure usage(String message, String... next) {
    return new Failure(USAGE, message, List.of(next), Map.of("title", "Usage", "detail", message));
  }

  /** The command could not be done; each of {@code next} is one thing to do about it. */
  public static Failure refused(String message, String... next) {
    return new Failure(
        REFUSED, message, List.of(next), Map.of("title", "Failed", "detail", message));
  }

  /** The server refused with this problem document (RFC 9457). */
  public static Failure problem(String message, Map<String, Object> problem, List<String> next) {
    return new Failure(REFUSED, message, next, problem);
  }

  /** Code of the process. */
  public int exitCode() {
    return exitCode;
  }

  /** What to do next, one line each. */
  public List<String> next() {
    return next;
  }

  /** The same as a problem document. */
  public Map<String, Object> problem() {
    return problem;
  }

  /** What is wrong, in one sentence. */
  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
