package org.vedette.sdk.radius;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.vedette.api.radius.ReplyAttributes;
import org.vedette.api.radius.ReplyAttributes.Scope;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.PluginRecord;
import org.vedette.api.store.Records;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.radius.RadiusViews.ReplyList;
import org.vedette.sdk.radius.RadiusViews.ReplyView;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Writes;

/** Attributes of Access-Accept for users and groups. */
@Path("/radius/replies")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "radius")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RepliesResource {
  private static final int PAGE = 500;

  /**
   * An order.
   *
   * @param attributes lines of {@code Name = value}, or separated by semicolons
   */
  public record ReplyBody(String attributes) {}

  private final Installed installed;
  private final Writes writes;

  /** Takes the services. */
  public RepliesResource(Installed installed, Writes writes) {
    this.installed = installed;
    this.writes = writes;
  }

  /** Lists all. */
  @GET
  @Operation(
      operationId = "listRadiusReplies",
      summary = "List the reply attributes of users and groups, at most 500")
  @ApiResponse(responseCode = "200", description = "all", useReturnTypeSchema = true)
  public ReplyList list() {
    String prefix = PluginRecord.key(ReplyAttributes.PLUGIN, ReplyAttributes.PREFIX);
    List<ReplyView> found = new ArrayList<>();
    for (PluginRecord each :
        installed.records().search(PluginRecord.TYPE, new Records.Query(prefix, 0, PAGE)).items()) {
      ReplyAttributes.of(each).ifPresent(it -> found.add(ReplyView.of(it, name(it))));
    }
    return new ReplyList(found);
  }

  private String name(ReplyAttributes of) {
    return of.scope() == Scope.GROUP
        ? of.key()
        : installed
            .records()
            .find(User.TYPE, UUID.fromString(of.key()))
            .map(User::username)
            .orElse(of.key());
  }

  /** Shows those of a user. */
  @GET
  @Path("/users/{name}")
  @Operation(operationId = "getRadiusReplyOfUser", summary = "Show the reply attributes of a user")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public ReplyView user(@PathParam("name") String name) {
    User user = find(name);
    return show(ReplyAttributes.ofUser(user.id(), ""), user.username());
  }

  /** Shows those of a group. */
  @GET
  @Path("/groups/{id}")
  @Operation(
      operationId = "getRadiusReplyOfGroup",
      summary = "Show the reply attributes of a group")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public ReplyView group(@PathParam("id") String id) {
    ReplyAttributes group = group(id, "");
    return show(group, group.key());
  }

  /** Sets those of a user. */
  @PUT
  @Path("/users/{name}")
  @Operation(operationId = "setRadiusReplyOfUser", summary = "Set the reply attributes of a user")
  @ApiResponse(
      responseCode = "200",
      description = "set",
      content = @Content(schema = @Schema(implementation = ReplyView.class)))
  public CompletionStage<Response> setUser(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = ReplyBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    User user = find(name);
    return put(
        ReplyAttributes.ofUser(user.id(), lines(body)), user.username(), Caller.actor(caller));
  }

  /** Sets those of a group. */
  @PUT
  @Path("/groups/{id}")
  @Operation(operationId = "setRadiusReplyOfGroup", summary = "Set the reply attributes of a group")
  @ApiResponse(
      responseCode = "200",
      description = "set",
      content = @Content(schema = @Schema(implementation = ReplyView.class)))
  public CompletionStage<Response> setGroup(
      @PathParam("id") String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = ReplyBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    ReplyAttributes group = group(id, lines(body));
    return put(group, group.key(), Caller.actor(caller));
  }

  /** Removes those of a user. */
  @DELETE
  @Path("/users/{name}")
  @Operation(
      operationId = "removeRadiusReplyOfUser",
      summary = "Remove the reply attributes of a user")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> removeUser(
      @PathParam("name") String name, @Context SecurityContext caller) {
    User user = find(name);
    return remove(ReplyAttributes.ofUser(user.id(), ""), name, Caller.actor(caller));
  }

  /** Removes those of a group. */
  @DELETE
  @Path("/groups/{id}")
  @Operation(
      operationId = "removeRadiusReplyOfGroup",
      summary = "Remove the reply attributes of a group")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> removeGroup(
      @PathParam("id") String id, @Context SecurityContext caller) {
    return remove(group(id, ""), id, Caller.actor(caller));
  }

  private ReplyView show(ReplyAttributes of, String name) {
    return stored(of)
        .flatMap(ReplyAttributes::of)
        .map(it -> ReplyView.of(it, name))
        .orElseThrow(() -> Problem.notFound("reply attributes of", name));
  }

  private CompletionStage<Response> put(ReplyAttributes of, String name, Actor actor) {
    return writes
        .update(
            () -> {
              long version = stored(of).map(PluginRecord::version).orElse(0L) + 1;
              return new Writes.Plan<>(
                  Change.put(PluginRecord.TYPE, of.record(version)), ReplyView.of(of, name));
            },
            actor)
        .thenApply(view -> Response.ok(view).build());
  }

  private CompletionStage<Response> remove(ReplyAttributes of, String name, Actor actor) {
    return writes
        .update(
            () ->
                new Writes.Plan<>(
                    Change.remove(
                        PluginRecord.TYPE,
                        stored(of)
                            .orElseThrow(() -> Problem.notFound("reply attributes of", name))),
                    ""),
            actor)
        .thenApply(gone -> Response.noContent().build());
  }

  private Optional<PluginRecord> stored(ReplyAttributes of) {
    return installed.records().findByKey(PluginRecord.TYPE, of.recordKey());
  }

  /** Line ends are part of this text, which no other field has. */
  private String lines(ObjectNode body) {
    Fields fields = new Fields(body);
    String lines =
        fields.lines("attributes", ReplyAttributes.MOST, "Filter-Id = vpn; Session-Timeout = 3600");
    fields.end();
    List<String> problems = installed.radius().problems(lines);
    if (!problems.isEmpty()) {
      throw Problem.field("attributes", String.join("; ", problems));
    }
    return lines;
  }

  private static ReplyAttributes group(String id, String lines) {
    String key = Params.text("id", id, 512);
    if (key.isEmpty()) {
      throw Problem.field("id", "the id of a group, as the directory names it");
    }
    return ReplyAttributes.ofGroup(key, lines);
  }

  private User find(String typed) {
    return UserNames.normalise(typed)
        .flatMap(name -> installed.records().findByKey(User.TYPE, User.key(name)))
        .orElseThrow(() -> Problem.notFound("user", typed));
  }
}
