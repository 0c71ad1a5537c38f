package org.vedette.sdk.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditPosition;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

/** The audit record of every sign-in and every administrative act. */
@Path("/audit")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
  /**
   * A list of records.
   *
   * @param items the records, newest first
   * @param next what {@code before} goes on with; null when there is no more
   * @param newest what {@code /audit/after/} goes on with, so that no later record is missed
   */
  public record RecordList(List<RecordView> items, @Nullable String next, String newest)
      implements Json {}

  private static final Duration VERIFY_LIMIT = Duration.ofMinutes(5);
  private static final int MAX_WAIT_SECONDS = 50;

  private final Installed installed;
  private final Worker worker;
  private final Tail tail;

  /** Takes the services. */
  public AuditResource(Installed installed, Worker worker, InstantSource clock) {
    this.installed = installed;
    this.worker = worker;
    this.tail = new Tail(installed, worker, clock);
  }

  /** Searches, newest first. */
  @GET
  @Operation(
      operationId = "searchAudit",
      summary = "Search the audit record of all servers, newest first by time",
      description =
          "server is the name or id of the server that wrote them. before is the next of the page"
              + " before; a whole number means the record of that number of the server that is"
              + " asked.")
  @ApiResponse(responseCode = "200", description = "the records found", useReturnTypeSchema = true)
  public RecordList search(
      @QueryParam("text") @Nullable String text,
      @QueryParam("result") @Nullable String result,
      @QueryParam("server") @Nullable String server,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("before") @Nullable String before,
      @QueryParam("limit") @Nullable String limit) {
    AuditLog log = installed.auditLog();
    AuditLog.Query query =
        new AuditLog.Query(
            Params.text("text", text, 200),
            Params.text("result", result, 64),
            Params.text("server", server, 63),
            Params.time("from", from),
            Params.time("to", to),
            before(before),
            (int) Params.number("limit", limit, 100, 1, 1000));
    // Marks first: what arrives while this is read is then told twice, and never missed.
    String newest = log.marks().text();
    List<AuditLog.Numbered> found = log.search(query);
    String next =
        found.size() < query.limit() ? null : found.get(found.size() - 1).position().text();
    return new RecordList(found.stream().map(RecordView::of).toList(), next, newest);
  }

  private Optional<AuditPosition> before(@Nullable String typed) {
    String text = Params.text("before", typed, 100);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1,18}")) {
      return Optional.of(
          AuditPosition.parse(text)
              .orElseThrow(
                  () -> Problem.field("before", "what next of the page before says, or a number")));
    }
    long number = Long.parseLong(text);
    return number == 0
        ? Optional.empty()
        : installed.auditLog().after(number - 1, 1).stream()
            .findFirst()
            .map(AuditLog.Numbered::position);
  }

  /** Shows a record. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getAudit", summary = "Show a record")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public RecordView get(@PathParam("id") String id) {
    return RecordView.of(find(id));
  }

  /** Explains a record. */
  @GET
  @Path("/{id}/why")
  @Operation(
      operationId = "explainAudit",
      summary = "Say in one sentence why a sign-in ended as it did, with all its steps")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public WhyView why(@PathParam("id") String id) {
    AuditLog.Numbered found = find(id);
    String requestId = found.record().requestId();
    List<RecordView> signIn =
        requestId.isEmpty()
            ? List.of(RecordView.of(found))
            : installed.auditLog().byRequest(requestId).stream().map(RecordView::of).toList();
    return new WhyView(
        found.record().id(), Explanations.of(found.record()), RecordView.of(found), signIn);
  }

  /** Waits for what arrives. */
  @GET
  @Path("/after/{number}")
  @Operation(
      operationId = "tailAudit",
      summary = "Wait for what arrives of all servers (long poll)",
      description =
          "number is newest of a search, or next of the answer before. A whole number means the"
              + " records of the server that is asked, those that follow this one.")
  @ApiResponse(
      responseCode = "200",
      description = "what followed; empty when nothing did in time",
      content = @Content(schema = @Schema(implementation = TailView.class)))
  public CompletionStage<Response> after(
      @PathParam("number") String number,
      @QueryParam("wait") @Nullable String wait,
      @QueryParam("limit") @Nullable String limit) {
    return tail.after(
            Params.text("number", number, 4000),
            (int) Params.number("limit", limit, 100, 1, 1000),
            Duration.ofSeconds(Params.number("wait", wait, 20, 0, MAX_WAIT_SECONDS)))
        .thenApply(view -> Response.ok(view).build());
  }

  /** Checks every link of the chain. */
  @POST
  @Path("/verify")
  @Operation(operationId = "verifyAudit", summary = "Check every link of the chain")
  @ApiResponse(
      responseCode = "200",
      description = "what was found",
      content = @Content(schema = @Schema(implementation = VerificationView.class)))
  public CompletionStage<Response> verify() {
    AuditLog log = installed.auditLog();
    return worker
        .run(log::verify, VERIFY_LIMIT)
        .thenApply(found -> Response.ok(VerificationView.of(found)).build());
  }

  private AuditLog.Numbered find(String typed) {
    String id =
        AuditIds.parse(typed)
            .orElseThrow(
                () ->
                    Problem.field(
                        "id", "twelve letters and digits in three groups, like K7Q2-9XMR-4TBC"));
    return installed.auditLog().byId(id).orElseThrow(() -> Problem.notFound("audit record", id));
  }
}
