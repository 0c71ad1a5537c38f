package org.vedette.sdk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.vedette.api.sync.SyncDesk;
import org.vedette.api.sync.SyncRun;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.http.Times;
import org.vedette.sdk.service.Installed;

/** Synchronization with directories. */
@Path("/sync")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "synchronization")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SyncResource {
  /**
   * How it stands.
   *
   * @param enabled whether it runs by itself
   * @param running the run that goes on
   * @param last the last run that ended
   * @param next when the next one begins by itself, in UTC
   * @param held the list of users to be disabled or removed that waits for approval
   * @param heldCount how many they are
   * @param paused why nothing runs although it is enabled
   */
  @Schema(name = "SyncStatus")
  public record StatusBody(
      boolean enabled,
      @Nullable RunView running,
      @Nullable RunView last,
      @Nullable String next,
      @Nullable String held,
      int heldCount,
      String paused)
      implements Json {}

  /**
   * What to begin.
   *
   * @param full whether everybody is looked at, not only what has changed
   * @param plan whether nothing is written; the lines of the run say what would be done
   */
  @Schema(name = "SyncOrder")
  public record RunBody(boolean full, boolean plan) {}

  /**
   * What is approved.
   *
   * @param list the list, as the status names it
   */
  @Schema(name = "SyncApproval")
  public record ApproveBody(String list) {}

  /** Runs that ended, the newest first. */
  @Schema(name = "SyncRunList")
  public record RunList(List<RunView> items) implements Json {}

  private final Installed installed;
  private final InstantSource clock;

  /** Takes the services. */
  public SyncResource(Installed installed, InstantSource clock) {
    this.installed = installed;
    this.clock = clock;
  }

  private RunView view(SyncRun run) {
    return RunView.of(run, clock.instant());
  }

  /** Tells how it stands. */
  @GET
  @Operation(operationId = "getSync", summary = "Tell how synchronization stands")
  @ApiResponse(responseCode = "200", description = "how it stands", useReturnTypeSchema = true)
  public StatusBody status() {
    SyncDesk.Status it = installed.sync().status();
    return new StatusBody(
        it.enabled(),
        it.running().map(this::view).orElse(null),
        it.last().map(this::view).orElse(null),
        it.next().map(Times::text).orElse(null),
        it.held().orElse(null),
        it.heldCount(),
        it.paused());
  }

  /** Begins a run. */
  @POST
  @Path("/runs")
  @Operation(
      operationId = "startSync",
      summary = "Begin a run, or a plan that writes nothing; look at it by its id")
  @ApiResponse(
      responseCode = "202",
      description = "begun",
      content = @Content(schema = @Schema(implementation = RunView.class)))
  public Response run(
      @RequestBody(content = @Content(schema = @Schema(implementation = RunBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    boolean full = fields.bool("full").orElse(false);
    boolean plan = fields.bool("plan").orElse(false);
    fields.end();
    SyncDesk desk = installed.sync();
    return begun(
        desk,
        plan ? desk.plan(Caller.actor(caller)) : desk.run(full, Caller.actor(caller)),
        clock.instant());
  }

  static Response begun(SyncDesk desk, SyncDesk.Begun begun, Instant now) {
    return begun.match(
        started ->
            Response.status(202)
                .entity(
                    desk.find(started.run())
                        .map(it -> RunView.of(it, now))
                        .orElseThrow(() -> Problem.notFound("run", started.run())))
                .build(),
        refused -> {
          throw Problem.status(409, "refused", refused.why());
        });
  }

  /** Lists the runs that ended. */
  @GET
  @Path("/runs")
  @Operation(operationId = "listSyncRuns", summary = "List the last 50 runs, the newest first")
  @ApiResponse(responseCode = "200", description = "the runs", useReturnTypeSchema = true)
  public RunList history() {
    return new RunList(installed.sync().history().stream().map(this::view).toList());
  }

  /** Shows a run. */
  @GET
  @Path("/runs/{id}")
  @Operation(operationId = "getSyncRun", summary = "Show a run with what it did")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public RunView get(@PathParam("id") String id) {
    return installed
        .sync()
        .find(Params.text("id", id, 32))
        .map(this::view)
        .orElseThrow(() -> Problem.notFound("run", Params.text("id", id, 32)));
  }

  /** Stops a run. */
  @POST
  @Path("/stop")
  @Operation(
      operationId = "stopSync",
      summary = "Stop the run that goes on, where nothing is half done")
  @ApiResponse(responseCode = "202", description = "it stops")
  public Response stop(@Context SecurityContext caller) {
    if (!installed.sync().stop(Caller.actor(caller))) {
      throw Problem.status(409, "refused", "no run goes on");
    }
    return Response.status(202).build();
  }

  /** Approves removals and disablings. */
  @POST
  @Path("/approve")
  @Operation(
      operationId = "approveSync",
      summary = "Approve exactly the list that waits, and begin the run that does it")
  @ApiResponse(
      responseCode = "202",
      description = "begun",
      content = @Content(schema = @Schema(implementation = RunView.class)))
  public Response approve(
      @RequestBody(content = @Content(schema = @Schema(implementation = ApproveBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    String list = fields.needText("list", 1, 64, "3f9a01c2d4e5f607");
    fields.end();
    SyncDesk desk = installed.sync();
    return begun(desk, desk.approve(list, Caller.actor(caller)), clock.instant());
  }
}
