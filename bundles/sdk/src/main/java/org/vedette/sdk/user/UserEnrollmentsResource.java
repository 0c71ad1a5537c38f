package org.vedette.sdk.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
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
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.enroll.EnrollmentOrder;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Worker;
import org.vedette.sdk.service.Writes;

/** Enrollments of one user. */
@Path("/users")
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
public final class UserEnrollmentsResource {
  /**
   * An order to enroll.
   *
   * @param method id of the method
   * @param mode mode of the method; standard if left out
   * @param label what people call it
   * @param params settings of the method, see the list of methods
   * @param secret a secret that exists already, for instance of a hardware token
   */
  public record OrderBody(
      String method,
      String mode,
      String label,
      Map<String, String> params,
      @Nullable String secret) {}

  /**
   * What was enrolled.
   *
   * @param enrollment the enrollment
   * @param show what to show the user, this once
   */
  public record Added(EnrollmentView enrollment, Map<String, String> show) implements Json {}

  /** A list of enrollments. */
  public record EnrollmentList(java.util.List<EnrollmentView> items) implements Json {}

  private final Installed installed;
  private final Plugins plugins;
  private final Worker worker;
  private final UserViews views;

  /** Takes the services. */
  public UserEnrollmentsResource(Installed installed, Plugins plugins, Worker worker) {
    this.installed = installed;
    this.plugins = plugins;
    this.worker = worker;
    this.views = new UserViews(installed);
  }

  /** Lists the enrollments of a user. */
  @GET
  @Path("/{name}/enrollments")
  @Operation(operationId = "listEnrollments", summary = "List the enrollments of a user")
  @ApiResponse(responseCode = "200", description = "the enrollments", useReturnTypeSchema = true)
  public EnrollmentList list(@PathParam("name") String name) {
    User user = views.find(name);
    return new EnrollmentList(
        installed.records().ownedBy(Enrollment.TYPE, user.id()).stream()
            .map(each -> EnrollmentView.of(each, user.username(), installed.stateOf(each)))
            .toList());
  }

  /** Enrolls a user. */
  @POST
  @Path("/{name}/enrollments")
  @Operation(operationId = "addEnrollment", summary = "Enroll a user in a method")
  @ApiResponse(
      responseCode = "201",
      description = "enrolled; what must be shown is shown this once",
      content = @Content(schema = @Schema(implementation = Added.class)))
  public CompletionStage<Response> add(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = OrderBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    User user = views.find(name);
    EnrollmentOrder order = order(user, new Fields(body));
    return worker
        .limited(installed.enrollments().add(order, Caller.actor(caller)))
        .thenApply(result -> created(Writes.enrolled(result), user));
  }

  private EnrollmentOrder order(User user, Fields fields) {
    String method = fields.needText("method", 1, 64, "oath");
    if (plugins.methods().find(method).isEmpty()) {
      throw Problem.notInstalled(
          "method '%s'; installed are: %s"
              .formatted(method, String.join(", ", new TreeSet<>(plugins.methods().keys()))));
    }
    Map<String, String> params = new TreeMap<>();
    fields
        .map("params", 50, 2000)
        .ifPresent(
            given ->
                given.forEach(
                    (key, value) -> {
                      if (value != null) {
                        params.put(key, value);
                      }
                    }));
    EnrollmentOrder order =
        new EnrollmentOrder(
            user.id(),
            method,
            fields.text("mode", 1, 32, Enrollment.STANDARD).orElse(Enrollment.STANDARD),
            fields.text("label", 0, 100, "key ring").orElse(""),
            params,
            fields.secret("secret", 1, 1024));
    fields.end();
    return order;
  }

  private static Response created(EnrollResult.Enrolled enrolled, User user) {
    Map<String, String> show = new TreeMap<>();
    enrolled.show().forEach((key, secret) -> show.put(key, secret.text()));
    return Response.status(201)
        .entity(
            new Added(EnrollmentView.of(enrolled.enrollment(), user.username(), Map.of()), show))
        .build();
  }
}
