package org.vedette.sdk.signin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.vedette.api.user.UserNames;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;

/** Signs people in for applications; a token of the role signin stands for the application. */
@Path("/signins")
@ApiResponse(
    responseCode = "default",
    description = "a problem; 503 with Retry-After when nothing could be decided",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "signins")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SignInsResource {
  /**
   * The beginning of a sign-in.
   *
   * @param username as typed
   * @param password as typed; left out only by applications with primary=none
   * @param clientAddress address of the person's device
   * @param code a code that was typed along
   */
  public record SignInBody(
      String username,
      @Nullable String password,
      @Nullable String clientAddress,
      @Nullable String code) {}

  /**
   * The answer to a question.
   *
   * @param username the one that was sent at the beginning
   * @param code as typed
   */
  public record AnswerBody(String username, String code) {}

  private static final String KEY = "Idempotency-Key";
  private static final String KEY_HELP =
      "1 to 128 visible characters; the same request with the same key, sent again within 30"
          + " seconds, gets the same answer and is not worked on twice";
  private static final int MAX_WAIT_SECONDS = 25;

  private final Clients clients;
  private final SignIns signIns;
  private final Worker worker;

  /** Takes the services. */
  public SignInsResource(Installed installed, CoreCalls core, Worker worker, InstantSource clock) {
    this.clients = new Clients(installed);
    this.signIns = new SignIns(installed, core, worker, clock);
    this.worker = worker;
  }

  /** Begins. */
  @POST
  @Operation(
      operationId = "beginSignIn",
      summary = "Sign somebody in, or learn what is asked next",
      description =
          "A denial never says why; its reference leads an administrator to the reason. A code goes"
              + " along with the password where the application says appended=plain or separated;"
              + " with primary=none it is sent alone, or nothing, to have the person asked.")
  @ApiResponse(
      responseCode = "200",
      description = "granted, denied, challenged or waiting",
      content = @Content(schema = @Schema(implementation = SignInView.class)))
  public CompletionStage<Response> begin(
      @Parameter(description = KEY_HELP) @HeaderParam(KEY) @Nullable String key,
      @RequestBody(content = @Content(schema = @Schema(implementation = SignInBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Client client = clients.of(caller);
    SignInForm form = SignInForm.begin(body, client.application());
    return answered(signIns.begin(client, form, Owners.key(key)));
  }

  /** Answers a question. */
  @POST
  @Path("/{signin}")
  @Operation(
      operationId = "answerSignIn",
      summary = "Send the code that was asked for",
      description =
          "Challenged again after a wrong code, while there are tries left, with another signin.")
  @ApiResponse(
      responseCode = "200",
      description = "granted, denied, challenged or waiting",
      content = @Content(schema = @Schema(implementation = SignInView.class)))
  public CompletionStage<Response> answer(
      @PathParam("signin") String signin,
      @Parameter(description = KEY_HELP) @HeaderParam(KEY) @Nullable String key,
      @RequestBody(content = @Content(schema = @Schema(implementation = AnswerBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Client client = clients.of(caller);
    SignInForm form = SignInForm.answer(body);
    return answered(signIns.answer(client, signin, form, Owners.key(key)));
  }

  /** Waits for a prompt. */
  @GET
  @Path("/{signin}")
  @Operation(
      operationId = "waitForSignIn",
      summary = "Learn where a waiting sign-in stands (long poll)",
      description =
          "How it ended is told for 30 seconds. It may turn into a question for a code, with"
              + " another signin.")
  @ApiResponse(
      responseCode = "200",
      description = "granted, denied, challenged, or still waiting",
      content = @Content(schema = @Schema(implementation = SignInView.class)))
  public CompletionStage<Response> look(
      @PathParam("signin") String signin,
      @Parameter(description = "the one that was sent at the beginning") @QueryParam("username")
          @Nullable String username,
      @Parameter(description = "how long to wait for the person, 0 to 25; 0 unless given")
          @QueryParam("waitSeconds")
          @Nullable String waitSeconds,
      @Context SecurityContext caller) {
    Client client = clients.of(caller);
    String name = username == null ? "" : username;
    if (name.isEmpty() || name.length() > UserNames.MAX_LENGTH) {
      throw Problem.field(
          "username", "must be given: a text of 1 to 256 characters, for example alice");
    }
    Duration wait =
        Duration.ofSeconds(Params.number("waitSeconds", waitSeconds, 0, 0, MAX_WAIT_SECONDS));
    return answered(signIns.look(client, signin, name, wait));
  }

  /** Gives up. */
  @DELETE
  @Path("/{signin}")
  @Operation(operationId = "abandonSignIn", summary = "Give a sign-in up")
  @ApiResponse(responseCode = "204", description = "it is open no more")
  public Response abandon(@PathParam("signin") String signin, @Context SecurityContext caller) {
    signIns.giveUp(clients.of(caller), signin);
    return Response.noContent().build();
  }

  private CompletionStage<Response> answered(CompletionStage<SignInView> view) {
    return worker.limited(view).thenApply(it -> Response.ok(it).build());
  }
}
