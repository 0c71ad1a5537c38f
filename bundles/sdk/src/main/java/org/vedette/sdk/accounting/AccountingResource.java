package org.vedette.sdk.accounting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.vedette.api.accounting.AccountingSessions;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;

/** Sessions that clients report by accounting. */
@Path("/accounting/sessions")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "accounting")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountingResource {
  /** A list of sessions. */
  public record SessionList(List<SessionView> items) implements Json {}

  /**
   * A session with its reports.
   *
   * @param session the session
   * @param reports its reports, the oldest first, at most 1000
   */
  public record SessionDetail(SessionView session, List<ReportView> reports) implements Json {}

  private final Installed installed;

  /** Takes the services. */
  public AccountingResource(Installed installed) {
    this.installed = installed;
  }

  /** Finds sessions, newest first. */
  @GET
  @Operation(operationId = "listSessions", summary = "Find sessions, newest first")
  @ApiResponse(responseCode = "200", description = "the sessions found", useReturnTypeSchema = true)
  public SessionList list(
      @QueryParam("user") @Nullable String user,
      @QueryParam("application") @Nullable String application,
      @QueryParam("open") @Nullable String open,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    AccountingSessions.Query query =
        new AccountingSessions.Query(
            Params.text("user", user, 256),
            Params.text("application", application, 256),
            flag(Params.text("open", open, 5)),
            Params.number("before", before, 0, 0, Long.MAX_VALUE),
            (int) Params.number("limit", limit, 100, 1, 1000));
    return new SessionList(
        read(sessions -> sessions.search(query)).stream().map(SessionView::of).toList());
  }

  /** Shows a session with its reports. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getSession", summary = "Show a session with its reports")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public SessionDetail get(@PathParam("id") String id) {
    return read(sessions -> number(id).flatMap(known -> find(sessions, known)))
        .orElseThrow(() -> Problem.notFound("session", Params.text("id", id, 100)));
  }

  private static Optional<SessionDetail> find(AccountingSessions sessions, long id) {
    return sessions
        .find(id)
        .map(
            found ->
                new SessionDetail(
                    SessionView.of(found),
                    sessions.reports(id).stream().map(ReportView::of).toList()));
  }

  private <R> R read(Function<AccountingSessions, R> question) {
    AccountingSessions sessions = installed.accountingSessions();
    try {
      return question.apply(sessions);
    } catch (StoreUnavailableException down) {
      throw Problem.unavailable(down.getMessage() + "; see the status of 'accounting'");
    }
  }

  private static Optional<Long> number(String id) {
    return id.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "" -> Optional.empty();
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> throw Problem.field("open", "true or false, for example true");
    };
  }
}
