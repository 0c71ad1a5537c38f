package org.vedette.sdk.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
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
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Change;
import org.vedette.api.user.Enrollment;
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

/** Enrollments by their identity. */
@Path("/enrollments/{id}")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "enrollments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EnrollmentsResource {
  /**
   * What can be changed.
   *
   * @param enabled whether it is offered
   */
  public record EnabledBody(boolean enabled) {}

  /**
   * Two codes of a token.
   *
   * @param codes consecutive codes, the older first
   */
  public record CodesBody(List<String> codes) {}

  private final Installed installed;
  private final Writes writes;
  private final Worker worker;

  /** Takes the services. */
  public EnrollmentsResource(Installed installed, Writes writes, Worker worker) {
    this.installed = installed;
    this.writes = writes;
    this.worker = worker;
  }

  /** Shows an enrollment. */
  @GET
  @Operation(operationId = "getEnrollment", summary = "Show an enrollment")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public EnrollmentView get(@PathParam("id") String id) {
    return view(find(id));
  }

  /** Enables or disables an enrollment. */
  @PATCH
  @Operation(operationId = "changeEnrollment", summary = "Enable or disable an enrollment")
  @ApiResponse(
      responseCode = "200",
      description = "changed",
      content = @Content(schema = @Schema(implementation = EnrollmentView.class)))
  public CompletionStage<Response> change(
      @PathParam("id") String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = EnabledBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    boolean enabled =
        fields.bool("enabled").orElseThrow(() -> fields.bad("enabled", "true or false"));
    fields.end();
    return writes
        .update(
            () -> {
              Enrollment next = find(id).withEnabled(enabled);
              return new Writes.Plan<>(Change.put(Enrollment.TYPE, next), next);
            },
            Caller.actor(caller))
        .thenApply(changed -> Response.ok(view(changed)).build());
  }

  /** Removes an enrollment. */
  @DELETE
  @Operation(operationId = "removeEnrollment", summary = "Remove an enrollment")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> remove(
      @PathParam("id") String id, @Context SecurityContext caller) {
    UUID found = find(id).id();
    return worker
        .limited(installed.enrollments().remove(found, Caller.actor(caller)))
        .thenApply(
            result -> {
              Writes.enrolled(result);
              return Response.noContent().build();
            });
  }

  /** Finds a token again that has drifted away. */
  @POST
  @Path("/resync")
  @Operation(
      operationId = "resyncEnrollment",
      summary = "Find a token again that has drifted away, by two consecutive codes")
  @ApiResponse(
      responseCode = "200",
      description = "found",
      content = @Content(schema = @Schema(implementation = EnrollmentView.class)))
  public CompletionStage<Response> resynchronise(
      @PathParam("id") String id,
      @RequestBody(content = @Content(schema = @Schema(implementation = CodesBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    UUID found = find(id).id();
    Fields fields = new Fields(body);
    List<String> codes = fields.texts("codes", 2, 10, "123456").orElse(List.of());
    fields.end();
    if (codes.size() != 2 || !codes.stream().allMatch(code -> code.matches("[0-9]{6,10}"))) {
      throw fields.bad(
          "codes", "two consecutive codes, the older first, for example [\"123456\", \"654321\"]");
    }
    return worker
        .limited(
            installed
                .enrollments()
                .resynchronise(
                    found, codes.stream().map(Secret::of).toList(), Caller.actor(caller)))
        .thenApply(result -> Response.ok(view(Writes.enrolled(result).enrollment())).build());
  }

  private Enrollment find(String id) {
    return installed
        .records()
        .find(Enrollment.TYPE, Params.id("enrollment", id))
        .orElseThrow(() -> Problem.notFound("enrollment", id));
  }

  private EnrollmentView view(Enrollment enrollment) {
    String username =
        installed.records().find(User.TYPE, enrollment.user()).map(User::username).orElse("");
    return EnrollmentView.of(enrollment, username, installed.stateOf(enrollment));
  }
}
