package org.vedette.sdk.user;

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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.user.Block;
import org.vedette.api.user.User;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;
import org.vedette.sdk.service.Writes;

/** Blocks, and the end of lockouts. */
@Path("/users")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserBlockResource {
  private static final int DEFAULT_DAYS = 90;

  /**
   * An order to block.
   *
   * @param reason why, 1 to 200 characters
   * @param days how long, 1 to 3650
   */
  public record BlockBody(String reason, int days) {}

  private final Installed installed;
  private final Writes writes;
  private final Worker worker;
  private final UserViews views;
  private final Reasons reasons;
  private final InstantSource clock;

  /** Takes the services. */
  public UserBlockResource(Installed installed, Writes writes, Worker worker, InstantSource clock) {
    this.installed = installed;
    this.writes = writes;
    this.worker = worker;
    this.views = new UserViews(installed);
    this.reasons = new Reasons(installed, clock);
    this.clock = clock;
  }

  /** Blocks a user: everything is denied. */
  @PUT
  @Path("/{name}/block")
  @Operation(operationId = "blockUser", summary = "Block a user: every sign-in is denied")
  @ApiResponse(
      responseCode = "200",
      description = "blocked",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public CompletionStage<Response> block(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = BlockBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Actor actor = Caller.actor(caller);
    Fields fields = new Fields(body);
    String reason = fields.needText("reason", 1, 200, "telephone stolen");
    int days = fields.integer("days", 1, 3650, DEFAULT_DAYS).orElse(DEFAULT_DAYS);
    fields.end();
    Instant now = clock.instant();
    Block block = new Block(reason, actor.name(), now, now.plus(Duration.ofDays(days)));
    return change(name, user -> user.change().block(Optional.of(block)).build(), actor)
        .thenApply(user -> Response.ok(views.view(user)).build());
  }

  /** Ends a block. */
  @DELETE
  @Path("/{name}/block")
  @Operation(operationId = "unblockUser", summary = "End a block; a reason must be given")
  @ApiResponse(
      responseCode = "200",
      description = "unblocked",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public CompletionStage<Response> unblock(
      @PathParam("name") String name,
      @QueryParam("reason") @Nullable String reason,
      @Context SecurityContext caller) {
    String why = Params.text("reason", reason, 200);
    if (why.isEmpty()) {
      throw Problem.field(
          "reason", "must be given: 1 to 200 characters, for example ?reason=telephone%20found");
    }
    Actor actor = Caller.actor(caller);
    return change(name, user -> user.change().block(Optional.empty()).build(), actor)
        .thenCompose(user -> withoutFraudBlock(user, actor))
        .thenApply(
            user -> {
              reasons.unblocked(user, why, actor);
              return Response.ok(views.view(user)).build();
            });
  }

  /** Ends a lockout after too many failures. */
  @DELETE
  @Path("/{name}/lockout")
  @Operation(operationId = "unlockUser", summary = "End a lockout after too many failures")
  @ApiResponse(responseCode = "204", description = "unlocked")
  public CompletionStage<Response> unlock(
      @PathParam("name") String name, @Context SecurityContext caller) {
    User user = views.find(name);
    return worker
        .limited(installed.lockouts().unlock(user.id(), user.username(), Caller.actor(caller)))
        .thenApply(
            forced -> {
              Writes.done(forced);
              return Response.noContent().build();
            });
  }

  private CompletionStage<User> withoutFraudBlock(User user, Actor actor) {
    return installed
        .findLockouts()
        .filter(lockouts -> lockouts.fraudBlock(user.id()).isPresent())
        .map(
            lockouts ->
                worker
                    .limited(lockouts.endFraudBlock(user.id(), user.username(), actor))
                    .thenApply(
                        forced -> {
                          Writes.done(forced);
                          return user;
                        }))
        .orElseGet(() -> CompletableFuture.completedFuture(user));
  }

  private CompletionStage<User> change(String name, UnaryOperator<User> change, Actor actor) {
    return writes.update(
        () -> {
          User next = change.apply(views.find(name));
          return new Writes.Plan<>(Change.put(User.TYPE, next), next);
        },
        actor);
  }
}
