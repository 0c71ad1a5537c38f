package org.vedette.sdk.http;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.StoreUnavailableException;

/** Turns whatever a route throws into a problem document. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Throwable> {
  /** Media type of a problem document (RFC 9457, section 6.1). */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

  private final Supplier<String> references;

  /** Takes what makes references that lead from an answer to the log. */
  public ProblemMapper(Supplier<String> references) {
    this.references = references;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    return response(problem(thrown));
  }

  /** Writes a problem. */
  public static Response response(Problem problem) {
    Response.ResponseBuilder answer =
        Response.status(problem.status())
            .type(MediaType.valueOf(MEDIA_TYPE))
            .entity(document(problem));
    if (problem.retryAfter() > 0) {
      answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
    }
    if (problem.status() == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"vedette\"");
    }
    return answer.build();
  }

  /** Returns the text of a problem document, for answers made outside JAX-RS. */
  public static String text(Problem problem) {
    return JsonCodec.toText(document(problem));
  }

  static ProblemDocument document(Problem problem) {
    return new ProblemDocument(
        "about:blank",
        title(problem.status()),
        problem.status(),
        problem.detail(),
        problem.field(),
        problem.code());
  }

  private static String title(int status) {
    if (status == 429) {
      return "Too Many Requests";
    }
    Response.@Nullable Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Problem" : known.getReasonPhrase();
  }

  Problem problem(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    if (cause instanceof Problem problem) {
      return problem;
    }
    if (cause instanceof StoreUnavailableException) {
      LOG.warn("The store cannot be read cause={}", cause.getMessage());
      return Problem.unavailable("the database cannot be read now; see the status of 'store'");
    }
    if (cause instanceof TimeoutException) {
      return Problem.unavailable("no answer within the time limit; the change may still be made");
    }
    if (cause instanceof IOException) {
      return Problem.body("the connection ended before the body did"); // Nobody reads this.
    }
    if (cause instanceof WebApplicationException web) {
      return ofRuntime(web);
    }
    String reference = references.get();
    LOG.error("A request failed reference={}", reference, cause);
    return Problem.status(500, "fault", "Something went wrong. Reference " + reference);
  }

  /** The runtime itself refused: no such route, method, media type, or a malformed parameter. */
  private static Problem ofRuntime(WebApplicationException web) {
    int status = web.getResponse().getStatus();
    return switch (status) {
      case 404 -> Problem.status(404, "not-found", "there is no such route");
      case 405 -> Problem.status(405, "bad-method", "this route does not know that method");
      case 406 -> Problem.status(406, "not-acceptable", "answers are application/json");
      case 415 -> Problem.status(415, "bad-media-type", "send the body as application/json");
      default -> Problem.status(status, "refused", "the request is malformed");
    };
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
