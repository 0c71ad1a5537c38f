package org.vedette.sdk.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.vedette.api.cluster.Cluster;
import org.vedette.api.cluster.ClusterAnswer;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.http.Times;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

/** The servers that work as one, and orders to them. Whoever gave an order is in the audit. */
@Path("/cluster")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "cluster")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ClusterResource {
  /** The cluster itself takes a minute at most. */
  private static final Duration LIMIT = Duration.ofSeconds(70);

  private static final int MAX_CREDENTIALS = 16_384;
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
  private static final String NAME_HELP =
      "letters a to z, digits and dashes, 1 to 63, for example mfa2";

  /**
   * Whom to invite.
   *
   * @param name what the new server will be called
   * @param replaces the server that it takes the place of; none: null
   */
  @Schema(name = "ClusterInvitation")
  public record InviteBody(String name, @Nullable String replaces) {}

  /**
   * What a server joins with, shown this once.
   *
   * @param credentials one line of text, good once
   * @param expires when they end
   */
  @Schema(name = "ClusterCredentials")
  public record InvitedJson(String credentials, String expires) implements Json {}

  /**
   * An order to join.
   *
   * @param credentials what the invitation gave
   * @param replace whether records that this server holds may be lost; needed when there are users
   */
  @Schema(name = "ClusterJoin")
  public record JoinBody(String credentials, boolean replace) {}

  /**
   * An order to become the master.
   *
   * @param masterUnreachable although the master cannot be asked: what it had not passed on is lost
   * @param anyOrder although other servers run an older version, which may not be able to follow
   */
  @Schema(name = "ClusterPromotion")
  public record PromoteBody(boolean masterUnreachable, boolean anyOrder) {}

  /**
   * Who decides which server is the master when it fails.
   *
   * @param automatic the servers themselves; otherwise an operator
   */
  @Schema(name = "ClusterFailover")
  public record FailoverBody(boolean automatic) {}

  /**
   * What was done.
   *
   * @param what one sentence
   */
  @Schema(name = "ClusterDone")
  public record DoneJson(String what) implements Json {}

  private final Installed installed;
  private final Worker worker;
  private final InstantSource clock;

  /** Takes the services. */
  public ClusterResource(Installed installed, Worker worker, InstantSource clock) {
    this.installed = installed;
    this.worker = worker;
    this.clock = clock;
  }

  /** Tells how the servers stand. */
  @GET
  @Operation(
      operationId = "getCluster",
      summary = "Tell how the servers stand, as this one sees it")
  @ApiResponse(responseCode = "200", description = "how they stand", useReturnTypeSchema = true)
  public ClusterJson get() {
    return ClusterJson.of(installed.cluster().view(), clock.instant());
  }

  /** Invites a server. */
  @POST
  @Path("/invitations")
  @Operation(
      operationId = "inviteServer",
      summary = "Invite a server; its credentials are shown this once",
      description = "The first invitation makes a single server the master of a cluster.")
  @ApiResponse(
      responseCode = "201",
      description = "invited",
      content = @Content(schema = @Schema(implementation = InvitedJson.class)))
  public CompletionStage<Response> invite(
      @RequestBody(content = @Content(schema = @Schema(implementation = InviteBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    String name = named(fields, "name", fields.needText("name", 1, 63, "mfa2"));
    String replaces =
        fields
            .text("replaces", 0, 63, "mfa2")
            .filter(it -> !it.isEmpty())
            .map(it -> named(fields, "replaces", it))
            .orElse("");
    fields.end();
    return ordered(caller, (cluster, actor) -> cluster.invite(name, replaces, actor));
  }

  /** Joins a cluster. */
  @POST
  @Path("/join")
  @Operation(
      operationId = "joinCluster",
      summary = "Make this server a subordinate of the cluster that invited it",
      description =
          "Its users, applications, settings and tokens are replaced by those of the cluster."
              + " Answered when it was taken in; the copying goes on, see progress of the cluster.")
  @ApiResponse(
      responseCode = "200",
      description = "taken in",
      content = @Content(schema = @Schema(implementation = DoneJson.class)))
  public CompletionStage<Response> join(
      @RequestBody(content = @Content(schema = @Schema(implementation = JoinBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    Secret credentials =
        fields
            .secret("credentials", 1, MAX_CREDENTIALS)
            .orElseThrow(
                () -> fields.bad("credentials", "must be given: the line that an invitation gave"));
    boolean replace = fields.bool("replace").orElse(false);
    fields.end();
    return ordered(caller, (cluster, actor) -> cluster.join(credentials, replace, actor));
  }

  /** Makes this server the master. */
  @POST
  @Path("/promote")
  @Operation(
      operationId = "promoteServer",
      summary = "Make this server the master",
      description =
          "Refused while other subordinates run an older version than this server, because they"
              + " might not be able to follow; not when the master is unreachable.")
  @ApiResponse(
      responseCode = "200",
      description = "it is the master",
      content = @Content(schema = @Schema(implementation = DoneJson.class)))
  public CompletionStage<Response> promote(
      @RequestBody(content = @Content(schema = @Schema(implementation = PromoteBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    boolean unreachable = fields.bool("masterUnreachable").orElse(false);
    boolean anyOrder = fields.bool("anyOrder").orElse(false);
    fields.end();
    List<String> behind = UpgradeOrder.leftBehind(installed.cluster().view());
    if (!unreachable && !anyOrder && !behind.isEmpty()) {
      throw Problem.conflict(
          "anyOrder",
          "anyOrder: older than this server, and perhaps not able to follow it: %s; upgrade them"
                  .formatted(String.join(", ", behind))
              + " first");
    }
    return ordered(caller, (cluster, actor) -> cluster.promote(unreachable, actor));
  }

  /** Lets a former master write. */
  @POST
  @Path("/alone")
  @Operation(
      operationId = "confirmAlone",
      summary = "Let a former master that waits for the others write without hearing them",
      description = "Only right when none of them was promoted meanwhile.")
  @ApiResponse(
      responseCode = "200",
      description = "it writes",
      content = @Content(schema = @Schema(implementation = DoneJson.class)))
  public CompletionStage<Response> alone(@Context SecurityContext caller) {
    return ordered(caller, Cluster::alone);
  }

  /** Removes a server. */
  @DELETE
  @Path("/servers/{name}")
  @Operation(
      operationId = "removeServer",
      summary = "Remove a server; its certificate counts no more")
  @ApiResponse(
      responseCode = "200",
      description = "removed",
      content = @Content(schema = @Schema(implementation = DoneJson.class)))
  public CompletionStage<Response> remove(
      @PathParam("name") String name, @Context SecurityContext caller) {
    if (!name.matches(NAME)) {
      throw Problem.field("name", NAME_HELP);
    }
    return ordered(caller, (cluster, actor) -> cluster.remove(name, actor));
  }

  /** Says who chooses another master. */
  @PUT
  @Path("/failover")
  @Operation(
      operationId = "setFailover",
      summary = "Say whether the servers choose another master by themselves")
  @ApiResponse(
      responseCode = "200",
      description = "set",
      content = @Content(schema = @Schema(implementation = DoneJson.class)))
  public CompletionStage<Response> failover(
      @RequestBody(content = @Content(schema = @Schema(implementation = FailoverBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    boolean automatic =
        fields
            .bool("automatic")
            .orElseThrow(() -> fields.bad("automatic", "must be given: true or false"));
    fields.end();
    return ordered(caller, (cluster, actor) -> cluster.failover(automatic, actor));
  }

  /** An order to the cluster, in somebody's name. */
  private interface Order {
    CompletionStage<ClusterAnswer> give(Cluster cluster, Actor actor);
  }

  private CompletionStage<Response> ordered(SecurityContext caller, Order order) {
    return worker
        .limited(order.give(installed.cluster(), Caller.actor(caller)), LIMIT)
        .thenApply(ClusterResource::answer);
  }

  private static Response answer(ClusterAnswer answer) {
    Function<ClusterAnswer.Refused, Response> refused =
        it -> {
          throw it.field().isEmpty()
              ? Problem.status(409, "refused", it.why())
              : Problem.field(it.field(), it.why());
        };
    return answer.match(
        done -> Response.ok(new DoneJson(done.what())).build(),
        invited ->
            Response.status(201)
                .entity(
                    new InvitedJson(invited.credentials().text(), Times.text(invited.expires())))
                .build(),
        refused,
        unavailable -> {
          throw Problem.unavailable(unavailable.why());
        });
  }

  private static String named(Fields fields, String field, String name) {
    if (!name.matches(NAME)) {
      throw fields.bad(field, NAME_HELP);
    }
    return name;
  }
}
