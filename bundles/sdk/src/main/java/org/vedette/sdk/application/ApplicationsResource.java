package org.vedette.sdk.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.api.auth.KeptSecret;
import org.vedette.api.store.Change;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Writes;

/** Applications: the configured clients of listeners. */
@Path("/applications")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "applications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApplicationsResource {
  /** A list of applications. */
  public record ApplicationList(List<ApplicationView> items) implements Json {}

  private final Installed installed;
  private final Plugins plugins;
  private final Writes writes;
  private final InstantSource clock;
  private final Choices choices;

  /** Takes the services. */
  public ApplicationsResource(
      Installed installed, Plugins plugins, Writes writes, InstantSource clock) {
    this.installed = installed;
    this.plugins = plugins;
    this.writes = writes;
    this.clock = clock;
    this.choices = new Choices(installed, plugins);
  }

  /** Lists all applications. */
  @GET
  @Operation(operationId = "listApplications", summary = "List all applications")
  @ApiResponse(responseCode = "200", description = "all applications", useReturnTypeSchema = true)
  public ApplicationList list() {
    return new ApplicationList(
        installed.records().all(Application.TYPE).stream()
            .sorted(Comparator.comparing(Application::name))
            .map(this::view)
            .toList());
  }

  /** Adds an application. */
  @POST
  @Operation(operationId = "addApplication", summary = "Add an application")
  @ApiResponse(
      responseCode = "201",
      description = "added",
      content = @Content(schema = @Schema(implementation = ApplicationView.class)))
  public CompletionStage<Response> add(
      @RequestBody(content = @Content(schema = @Schema(implementation = ApplicationView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    String listener = fields.needText("listener", 1, 64, "radius");
    Application application = form(listener).create(UUID.randomUUID(), listener, fields);
    return writes
        .put(Application.TYPE, application, Caller.actor(caller))
        .thenApply(added -> Response.status(201).entity(view(added)).build());
  }

  /** Shows an application. */
  @GET
  @Path("/{name}")
  @Operation(operationId = "getApplication", summary = "Show an application")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public ApplicationView get(@PathParam("name") String name) {
    return view(find(name));
  }

  /** Changes the fields given. */
  @PATCH
  @Path("/{name}")
  @Operation(operationId = "changeApplication", summary = "Change the fields given")
  @ApiResponse(
      responseCode = "200",
      description = "changed",
      content = @Content(schema = @Schema(implementation = ApplicationView.class)))
  public CompletionStage<Response> change(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = ApplicationView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              Application stored = find(name);
              Application next = form(stored.listener()).change(stored, new Fields(body));
              return new Writes.Plan<>(Change.put(Application.TYPE, next), next);
            },
            Caller.actor(caller))
        .thenApply(changed -> Response.ok(view(changed)).build());
  }

  /** Removes an application. */
  @DELETE
  @Path("/{name}")
  @Operation(operationId = "removeApplication", summary = "Remove an application")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> remove(
      @PathParam("name") String name, @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              Application stored = find(name);
              return new Writes.Plan<>(Change.remove(Application.TYPE, stored), stored);
            },
            Caller.actor(caller))
        .thenApply(removed -> Response.noContent().build());
  }

  private Application find(String name) {
    return installed
        .records()
        .findByKey(Application.TYPE, Application.key(name.strip()))
        .orElseThrow(() -> Problem.notFound("application", name));
  }

  private ApplicationForm form(String listener) {
    ApplicationSchema schema =
        plugins
            .listeners()
            .find(listener)
            .orElseThrow(
                () ->
                    Problem.notInstalled(
                        "listener '%s'; installed are: %s"
                            .formatted(
                                listener,
                                String.join(", ", new TreeSet<>(plugins.listeners().keys())))));
    return new ApplicationForm(choices, schema, new ExtraForm(schema, installed.vault(), clock));
  }

  private ApplicationView view(Application application) {
    Optional<ApplicationSchema> schema = plugins.listeners().find(application.listener());
    Set<String> hidden =
        schema.stream()
            .flatMap(it -> it.fields().stream())
            .filter(ApplicationSchema.Field::secret)
            .map(ApplicationSchema.Field::name)
            .flatMap(it -> Stream.of(it, KeptSecret.previous(it)))
            .collect(Collectors.toSet());
    return ApplicationView.of(application, hidden, schema.isPresent());
  }
}
