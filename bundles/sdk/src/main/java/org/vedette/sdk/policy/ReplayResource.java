package org.vedette.sdk.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.vedette.api.policy.PolicyDesk;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Worker;

/** Runs other rules over recorded sign-ins. */
@Path("/policy/replay")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "policy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReplayResource {
  /**
   * Which rules to run over which time.
   *
   * @param from begin, for example 2026-11-21T03:00:00Z; a week before {@code to} unless given
   * @param to end; now unless given
   * @param draft rules that change or are added: a rule whose name is stored changes the fields
   *     given
   * @param without names of stored rules that are left out
   * @param only whether the stored rules do not count
   * @param limit how many sign-ins to list, 0 to 1000
   */
  public record ReplayBody(
      String from, String to, List<RuleView> draft, List<String> without, boolean only, int limit)
      implements Json {}

  /**
   * How far a replay is.
   *
   * @param running whether one runs
   * @param done hundredths of the time that were looked at
   */
  public record ReplayProgress(boolean running, int done) implements Json {}

  private static final Duration USUAL = Duration.ofDays(7);

  /** It ends by itself before the caller is told that it took too long. */
  private static final Duration LONGEST = Duration.ofMinutes(9);

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Installed installed;
  private final Worker worker;
  private final InstantSource clock;
  private final Draft drafts;
  private final AtomicReference<@Nullable Replay> running = new AtomicReference<>();

  /** Takes the services. */
  public ReplayResource(Installed installed, Plugins plugins, Worker worker, InstantSource clock) {
    this.installed = installed;
    this.worker = worker;
    this.clock = clock;
    this.drafts = new Draft(installed, plugins);
  }

  /** Runs rules over recorded sign-ins. */
  @POST
  @Operation(
      operationId = "replayPolicy",
      summary = "List the recorded sign-ins that would end otherwise by other rules",
      description =
          "Changes nothing. Users, stored groups and enrollments are taken as they are now; groups"
              + " of the directory are known only as far as rules named them then; risk flags are"
              + " not known. What was judged without knowing is counted as uncertain.")
  @ApiResponse(
      responseCode = "200",
      description = "what would change",
      content = @Content(schema = @Schema(implementation = ReplayView.class)))
  public CompletionStage<Response> replay(
      @RequestBody(content = @Content(schema = @Schema(implementation = ReplayBody.class)))
          ObjectNode body) {
    Fields fields = new Fields(body);
    Instant to = time(fields, "to", clock.instant());
    Instant from = time(fields, "from", to.minus(USUAL));
    if (!from.isBefore(to)) {
      throw fields.bad("from", "must be before \"to\"");
    }
    int limit = fields.integer("limit", 0, 1000, 200).orElse(200);
    PolicyDesk.Judge judge =
        installed
            .policy()
            .judge(drafts.read(fields))
            .orElseThrow(() -> Problem.notInstalled("core"));
    fields.end();
    Replay replay = new Replay(installed.auditLog(), judge, from, to, limit);
    if (!running.compareAndSet(null, replay)) {
      throw Problem.status(409, "busy", "another replay runs; wait until it has ended");
    }
    long began = System.nanoTime();
    return worker
        .run(
            () -> {
              try {
                return replay.run(
                    () -> worker.hurried() || System.nanoTime() - began > LONGEST.toNanos());
              } finally {
                running.set(null);
              }
            },
            LIMIT)
        .thenApply(view -> Response.ok(view).build());
  }

  /** Tells how far it is. */
  @GET
  @Operation(operationId = "getPolicyReplay", summary = "Tell how far the replay is that runs")
  @ApiResponse(responseCode = "200", description = "how far", useReturnTypeSchema = true)
  public ReplayProgress progress() {
    Replay now = running.get();
    return new ReplayProgress(now != null, now == null ? 0 : now.percent());
  }

  private static Instant time(Fields fields, String name, Instant otherwise) {
    return fields
        .text(name, 1, 40, "2026-11-21T03:00:00Z")
        .flatMap(text -> Params.time(name, text))
        .orElse(otherwise);
  }
}
