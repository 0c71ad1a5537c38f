package org.vedette.sdk.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.user.Bypass;
import org.vedette.api.user.User;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Writes;

/** One-time bypasses of the second factor. */
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
public final class UserBypassResource {
  /**
   * Leave to sign in once without a second factor.
   *
   * @param reason why, 1 to 200 characters
   * @param seconds how long, 1 to 1800; 300 when not given
   */
  public record BypassBody(String reason, int seconds) {}

  private final Installed installed;
  private final Writes writes;
  private final UserViews views;
  private final InstantSource clock;

  /** Takes the services. */
  public UserBypassResource(Installed installed, Writes writes, InstantSource clock) {
    this.installed = installed;
    this.writes = writes;
    this.views = new UserViews(installed);
    this.clock = clock;
  }

  /** Lets a user sign in once without a second factor. */
  @PUT
  @Path("/{name}/bypass")
  @Operation(
      operationId = "bypassUser",
      summary = "Let a user sign in once without a second factor, with the password alone")
  @ApiResponse(
      responseCode = "200",
      description = "in force at once",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public CompletionStage<Response> give(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = BypassBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Actor actor = Caller.actor(caller);
    Fields fields = new Fields(body);
    String reason = fields.needText("reason", 1, 200, "telephone forgotten");
    int usual = (int) Bypass.USUAL.toSeconds();
    int seconds =
        fields.integer("seconds", 1, (int) Bypass.LONGEST.toSeconds(), usual).orElse(usual);
    fields.end();
    Instant now = clock.instant();
    return writes
        .update(
            () -> {
              User user = views.find(name);
              long version = 1 + old(user).map(Bypass::version).orElse(0L);
              Bypass next =
                  new Bypass(
                      user.id(), version, now, now.plusSeconds(seconds), reason, actor.name());
              return new Writes.Plan<>(Change.put(Bypass.TYPE, next), user);
            },
            actor)
        .thenApply(user -> Response.ok(views.view(user)).build());
  }

  /** Takes a bypass back. */
  @DELETE
  @Path("/{name}/bypass")
  @Operation(operationId = "endBypass", summary = "Take a one-time bypass back")
  @ApiResponse(
      responseCode = "200",
      description = "there is none any more",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public CompletionStage<Response> end(
      @PathParam("name") String name, @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              User user = views.find(name);
              Bypass bypass = old(user).orElseThrow(() -> Problem.notFound("bypass of", name));
              return new Writes.Plan<>(Change.remove(Bypass.TYPE, bypass), user);
            },
            Caller.actor(caller))
        .thenApply(user -> Response.ok(views.view(user)).build());
  }

  private Optional<Bypass> old(User user) {
    return installed.records().find(Bypass.TYPE, user.id());
  }
}
