package org.vedette.sdk.capability;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.vedette.api.lifecycle.Begun;
import org.vedette.api.lifecycle.CapabilityDesk;
import org.vedette.api.lifecycle.CapabilityReport;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

/**
 * What the server can do, and orders to change it. An order is looked at before it is answered;
 * what becomes of it is told by its operation, because the REST API itself may be what is replaced.
 */
@javax.ws.rs.Path("/capabilities")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "capabilities")
@Produces(MediaType.APPLICATION_JSON)
public final class CapabilitiesResource {
  private static final String JAR = "application/java-archive";
  private static final String BEGUN =
      "begun; ask for the operation until its state is not 'running'";

  /** A list of capabilities. */
  public record CapabilityList(List<CapabilityView> items) implements Json {}

  private final Installed installed;
  private final Worker worker;
  private final InstantSource clock;

  /** Takes the services. */
  public CapabilitiesResource(Installed installed, Worker worker, InstantSource clock) {
    this.installed = installed;
    this.worker = worker;
    this.clock = clock;
  }

  /** Lists what the server can do. */
  @GET
  @Operation(operationId = "listCapabilities", summary = "List what the server can do")
  @ApiResponse(responseCode = "200", description = "all of them", useReturnTypeSchema = true)
  public CapabilityList list() {
    return new CapabilityList(
        installed.capabilities().list().stream()
            .map(it -> CapabilityView.of(it, clock.instant()))
            .toList());
  }

  /** Shows one. */
  @GET
  @javax.ws.rs.Path("/{id}")
  @Operation(operationId = "getCapability", summary = "Show one thing the server can do")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public CapabilityView get(@PathParam("id") String id) {
    return CapabilityView.of(find(id), clock.instant());
  }

  /** Enables one. */
  @POST
  @javax.ws.rs.Path("/{id}/enable")
  @Operation(operationId = "enableCapability", summary = "Start a capability that was disabled")
  @ApiResponse(
      responseCode = "202",
      description = BEGUN,
      content = @Content(schema = @Schema(implementation = OperationView.class)))
  public CompletionStage<Response> enable(
      @PathParam("id") String id, @Context SecurityContext caller) {
    return answer(desk(id).enable(id, Caller.actor(caller)));
  }

  /** Disables one. */
  @POST
  @javax.ws.rs.Path("/{id}/disable")
  @Operation(
      operationId = "disableCapability",
      summary = "Stop a capability until it is enabled; holds over restarts")
  @ApiResponse(
      responseCode = "202",
      description = BEGUN,
      content = @Content(schema = @Schema(implementation = OperationView.class)))
  public CompletionStage<Response> disable(
      @PathParam("id") String id, @Context SecurityContext caller) {
    return answer(desk(id).disable(id, Caller.actor(caller)));
  }

  /** Brings the jar before back. */
  @POST
  @javax.ws.rs.Path("/{id}/rollback")
  @Operation(
      operationId = "rollbackCapability",
      summary = "Go back to the jar that served before the present one")
  @ApiResponse(
      responseCode = "202",
      description = BEGUN,
      content = @Content(schema = @Schema(implementation = OperationView.class)))
  public CompletionStage<Response> rollback(
      @PathParam("id") String id, @Context SecurityContext caller) {
    return answer(desk(id).rollback(id, Caller.actor(caller)));
  }

  /** Replaces one by the jar in the body. */
  @POST
  @javax.ws.rs.Path("/updates")
  @Consumes(JAR)
  @Operation(
      operationId = "updateCapability",
      summary = "Replace a capability by the jar in the body, while people sign in",
      description =
          "The jar's symbolic name decides which capability it is. It is refused when it is not"
              + " whole, does not resolve or needs another Java; it is rolled back by itself when it"
              + " does not come up well. At most 64 MiB.")
  @ApiResponse(
      responseCode = "202",
      description = BEGUN,
      content = @Content(schema = @Schema(implementation = OperationView.class)))
  public CompletionStage<Response> update(
      @Parameter(description = "id of the capability that is meant; none: the jar decides")
          @QueryParam("capability")
          @DefaultValue("")
          String capability,
      @RequestBody(
              required = true,
              content =
                  @Content(mediaType = JAR, schema = @Schema(type = "string", format = "binary")))
          InputStream body,
      @Context SecurityContext caller)
      throws IOException {
    CapabilityDesk desk = capability.isEmpty() ? installed.capabilities() : desk(capability);
    Path jar = Upload.receive(body, CapabilityDesk.MAX_JAR_BYTES);
    return answer(
        desk.update(jar, capability, Caller.actor(caller))
            .whenComplete((begun, failure) -> Upload.remove(jar)));
  }

  /** Tells what became of an order. */
  @GET
  @javax.ws.rs.Path("/operations/{operation}")
  @Operation(operationId = "getOperation", summary = "Tell what became of an order")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public OperationView operation(@PathParam("operation") String operation) {
    return installed
        .capabilities()
        .operation(operation)
        .map(OperationView::of)
        .orElseThrow(() -> Problem.notFound("operation", operation));
  }

  private CapabilityReport find(String id) {
    return installed.capabilities().list().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("capability", id));
  }

  /** The desk, if there is such a capability; api is none, and is refused with its reason. */
  private CapabilityDesk desk(String id) {
    if (!id.equals("api")) {
      find(id);
    }
    return installed.capabilities();
  }

  private CompletionStage<Response> answer(CompletionStage<Begun> begun) {
    return worker
        .limited(begun)
        .thenApply(
            it ->
                it.match(
                    accepted -> Response.accepted(OperationView.of(accepted.operation())).build(),
                    refused -> {
                      throw Problem.field(refused.field(), refused.why() + " " + refused.fix());
                    },
                    busy -> {
                      throw Problem.conflict(
                          "capability", "another operation is under way: " + busy.operation());
                    },
                    unavailable -> {
                      throw Problem.unavailable(unavailable.why());
                    }));
  }
}
