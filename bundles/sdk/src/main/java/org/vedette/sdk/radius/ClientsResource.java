package org.vedette.sdk.radius;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Application;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.radius.RadiusViews.AttributeList;
import org.vedette.sdk.radius.RadiusViews.AttributeView;
import org.vedette.sdk.radius.RadiusViews.ClientList;
import org.vedette.sdk.radius.RadiusViews.PreviewView;
import org.vedette.sdk.radius.RadiusViews.TestView;
import org.vedette.sdk.radius.RadiusViews.WatchView;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

/** Clients of the RADIUS listener: what is known of them, live decoding, tests. */
@Path("/radius")
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
public final class ClientsResource {
  private static final int MOST_MINUTES = 10;
  private static final int MOST_WAIT = 25;
  private static final int MOST_GROUPS = 50;

  /**
   * An order to watch.
   *
   * @param minutes how long, 1 to 10
   */
  public record WatchBody(int minutes) {}

  /**
   * An order to test.
   *
   * @param step reject, challenge or wait
   * @param waitSeconds how long the answer is held back in the step wait, 1 to 120
   */
  public record TestBody(String step, int waitSeconds) {}

  private final Installed installed;
  private final Worker worker;

  /** Takes the services. */
  public ClientsResource(Installed installed, Worker worker) {
    this.installed = installed;
    this.worker = worker;
  }

  /** Lists the clients. */
  @GET
  @Path("/clients")
  @Operation(operationId = "listRadiusClients", summary = "List what is known of RADIUS clients")
  @ApiResponse(responseCode = "200", description = "the clients", useReturnTypeSchema = true)
  public ClientList list() {
    return new ClientList(desk().clients().stream().map(ClientView::of).toList());
  }

  /** Shows a client. */
  @GET
  @Path("/clients/{name}")
  @Operation(operationId = "getRadiusClient", summary = "Show what is known of a RADIUS client")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public ClientView get(@PathParam("name") String name) {
    UUID id = id(name);
    return desk().clients().stream()
        .filter(it -> it.application().equals(id))
        .findFirst()
        .map(ClientView::of)
        .orElseThrow(() -> Problem.notFound("RADIUS client", name));
  }

  /** Forgets what was learned. */
  @POST
  @Path("/clients/{name}/forget")
  @Operation(
      operationId = "forgetRadiusClient",
      summary = "Forget what was learned of a client: Message-Authenticator, time-outs")
  @ApiResponse(responseCode = "204", description = "forgotten")
  public Response forget(@PathParam("name") String name) {
    if (!desk().forget(id(name))) {
      throw Problem.notFound("RADIUS client", name);
    }
    return Response.noContent().build();
  }

  /** Shows an Access-Accept. */
  @GET
  @Path("/clients/{name}/preview")
  @Operation(
      operationId = "previewRadiusAccept",
      summary = "Show the Access-Accept that a user of a client would get")
  @ApiResponse(responseCode = "200", description = "the packet", useReturnTypeSchema = true)
  public PreviewView preview(
      @PathParam("name") String name,
      @QueryParam("user") @Nullable String user,
      @QueryParam("group") @Nullable List<String> groups) {
    String username = Params.text("user", user, 256);
    if (username.isEmpty()) {
      throw Problem.field("user", "must be given: the name of a user, for example ?user=alice");
    }
    List<String> all = groups == null ? List.of() : groups;
    if (all.size() > MOST_GROUPS) {
      throw Problem.field("group", "at most " + MOST_GROUPS + " groups");
    }
    all.forEach(each -> Params.text("group", each, 512));
    return desk()
        .preview(id(name), username, Set.copyOf(all))
        .map(PreviewView::of)
        .orElseThrow(() -> Problem.notFound("RADIUS client", name));
  }

  /** Begins to watch. */
  @PUT
  @Path("/clients/{name}/watch")
  @Operation(
      operationId = "watchRadiusClient",
      summary = "Begin to decode what a client sends and gets, for some minutes")
  @ApiResponse(responseCode = "204", description = "watched")
  public Response watch(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = WatchBody.class)))
          ObjectNode body) {
    Fields fields = new Fields(body);
    int minutes = fields.integer("minutes", 1, MOST_MINUTES, MOST_MINUTES).orElse(MOST_MINUTES);
    fields.end();
    if (!desk().watch(id(name), Duration.ofMinutes(minutes))) {
      throw Problem.notFound("RADIUS client", name);
    }
    return Response.noContent().build();
  }

  /** Waits for what is seen. */
  @GET
  @Path("/clients/{name}/watch")
  @Operation(
      operationId = "readRadiusWatch",
      summary = "Wait for what a watched client sends and gets (long poll)")
  @ApiResponse(
      responseCode = "200",
      description = "what was seen; empty when nothing was in time",
      content = @Content(schema = @Schema(implementation = WatchView.class)))
  public CompletionStage<Response> seen(
      @PathParam("name") String name,
      @QueryParam("after") @Nullable String after,
      @QueryParam("wait") @Nullable String wait) {
    Duration patience =
        worker.hurried()
            ? Duration.ZERO
            : Duration.ofSeconds(Params.number("wait", wait, 1, 0, MOST_WAIT));
    return worker
        .limited(
            desk().watched(id(name), Params.number("after", after, 0, 0, Long.MAX_VALUE), patience))
        .thenApply(it -> Response.ok(WatchView.of(it)).build());
  }

  /** Ends watching. */
  @DELETE
  @Path("/clients/{name}/watch")
  @Operation(operationId = "unwatchRadiusClient", summary = "End watching a client")
  @ApiResponse(responseCode = "204", description = "no longer watched")
  public Response unwatch(@PathParam("name") String name) {
    desk().unwatch(id(name));
    return Response.noContent().build();
  }

  /** Begins a step of a test. */
  @PUT
  @Path("/clients/{name}/test")
  @Operation(
      operationId = "testRadiusClient",
      summary = "Begin a step of a test that finds out what a client honours",
      description =
          "Sign in at the client with the name that is answered: the test answers it, and always"
              + " ends in Access-Reject.")
  @ApiResponse(responseCode = "200", description = "begun", useReturnTypeSchema = true)
  public TestView test(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = TestBody.class)))
          ObjectNode body) {
    Fields fields = new Fields(body);
    String typed = fields.needText("step", 1, 16, "reject");
    RadiusDesk.Step step =
        Arrays.stream(RadiusDesk.Step.values())
            .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(typed))
            .findFirst()
            .orElseThrow(() -> fields.bad("step", "is reject, challenge or wait"));
    int seconds = fields.integer("waitSeconds", 1, 120, 60).orElse(60);
    fields.end();
    return desk()
        .test(id(name), step, Duration.ofSeconds(seconds))
        .map(TestView::of)
        .orElseThrow(() -> Problem.notFound("RADIUS client", name));
  }

  /** Shows a test that runs. */
  @GET
  @Path("/clients/{name}/test")
  @Operation(operationId = "getRadiusTest", summary = "Show the test of a client that runs")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public TestView test(@PathParam("name") String name) {
    return desk()
        .test(id(name))
        .map(TestView::of)
        .orElseThrow(() -> Problem.notFound("test of the client", name));
  }

  /** Ends a test. */
  @DELETE
  @Path("/clients/{name}/test")
  @Operation(operationId = "endRadiusTest", summary = "End the test of a client")
  @ApiResponse(responseCode = "204", description = "ended")
  public Response endTest(@PathParam("name") String name) {
    desk().endTest(id(name));
    return Response.noContent().build();
  }

  /** Finds attributes. */
  @GET
  @Path("/attributes")
  @Operation(
      operationId = "listRadiusAttributes",
      summary = "Find attributes of the dictionary, with what their values may be")
  @ApiResponse(responseCode = "200", description = "at most 200", useReturnTypeSchema = true)
  public AttributeList attributes(@QueryParam("search") @Nullable String search) {
    return new AttributeList(
        desk().attributes(Params.text("search", search, 100)).stream()
            .map(it -> new AttributeView(it.name(), it.vendor(), it.value(), it.settable()))
            .toList());
  }

  private RadiusDesk desk() {
    return installed.radius();
  }

  private UUID id(String name) {
    return installed
        .records()
        .findByKey(Application.TYPE, Application.key(name.strip()))
        .map(Application::id)
        .orElseThrow(() -> Problem.notFound("application", name));
  }
}
