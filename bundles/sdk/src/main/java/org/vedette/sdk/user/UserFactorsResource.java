package org.vedette.sdk.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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
import org.vedette.api.delivery.UserMails;
import org.vedette.api.enroll.EnrollResult;
import org.vedette.api.primary.LocalPasswords;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;
import org.vedette.sdk.service.Writes;

/** Password and PIN of a user. */
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
public final class UserFactorsResource {
  /**
   * A new password.
   *
   * @param password 8 or more characters, at most 128 bytes
   */
  public record PasswordBody(String password) {}

  /**
   * A new PIN.
   *
   * @param pin 4 to 16 digits; absent with generate
   * @param generate whether the server makes a random one, and shows it once
   * @param mustChange whether the next verification asks for a new one; true if left out for one
   *     that is made and mailed
   */
  public record PinBody(@Nullable String pin, boolean generate, boolean mustChange) {}

  /**
   * A PIN that the server made.
   *
   * @param pin the PIN, which is not shown again; left out where it was mailed
   * @param mailed whether it was handed to the mails; the audit tells what became of it
   */
  public record MadePin(@Nullable String pin, boolean mailed) implements Json {
    @Override
    public String toString() {
      return "MadePin[redacted]";
    }
  }

  private final Installed installed;
  private final Worker worker;
  private final UserViews views;

  /** Takes the services. */
  public UserFactorsResource(Installed installed, Worker worker) {
    this.installed = installed;
    this.worker = worker;
    this.views = new UserViews(installed);
  }

  /** Sets the local password. */
  @PUT
  @Path("/{name}/password")
  @Operation(operationId = "setPassword", summary = "Set the local password")
  @ApiResponse(responseCode = "204", description = "set")
  public CompletionStage<Response> setPassword(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = PasswordBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    User user = views.find(name);
    Fields fields = new Fields(body);
    Secret password =
        fields
            .secret("password", LocalPasswords.MIN_LENGTH, LocalPasswords.MAX_LENGTH)
            .orElseThrow(
                () ->
                    fields.bad(
                        "password",
                        "must be given: at least %d characters",
                        LocalPasswords.MIN_LENGTH));
    fields.end();
    return worker
        .limited(installed.localPasswords().set(user.id(), password, Caller.actor(caller)))
        .thenApply(
            committed -> {
              Writes.done(committed);
              return Response.noContent().build();
            });
  }

  /** Sets the PIN. */
  @PUT
  @Path("/{name}/pin")
  @Operation(operationId = "setPin", summary = "Set the PIN")
  @ApiResponse(responseCode = "204", description = "set")
  @ApiResponse(
      responseCode = "200",
      description = "set to a random one, which is shown once",
      content = @Content(schema = @Schema(implementation = MadePin.class)))
  public CompletionStage<Response> setPin(
      @PathParam("name") String name,
      @Parameter(
              description = "true: the user gets a made PIN by mail, or is told that one was set")
          @QueryParam("mail")
          @Nullable String mail,
      @RequestBody(content = @Content(schema = @Schema(implementation = PinBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    User user = views.find(name);
    Fields fields = new Fields(body);
    boolean told = Params.flag("mail", mail);
    Optional<Secret> typed = fields.secret("pin", 4, 16);
    boolean made = fields.bool("generate").orElse(false);
    boolean mustChange = fields.bool("mustChange").orElse(made && told);
    fields.end();
    if (made == typed.isPresent()) {
      throw fields.bad("pin", "4 to 16 digits, or \"generate\": true instead");
    }
    if (told) {
      installed.mailsTo(user);
    }
    Secret pin = typed.orElseGet(() -> installed.enrollments().proposePin(user));
    if (!allDigits(pin)) {
      throw fields.bad("pin", "4 to 16 digits");
    }
    return storePin(user, Optional.of(pin), mustChange, caller)
        .thenApply(stored -> made ? made(user, pin, told) : told(user, told, stored));
  }

  /** The PIN goes to whoever asked for it, or by mail to whom it belongs, never to both. */
  private Response made(User user, Secret pin, boolean mailed) {
    MadePin made = new MadePin(mailed ? null : pin.text(), mailed);
    if (mailed) {
      installed.findMails().ifPresent(it -> it.tellPin(user, pin));
    }
    return Response.ok(made).build();
  }

  private Response told(User user, boolean told, Response answer) {
    if (told) {
      installed.findMails().ifPresent(it -> it.tell(UserMails.Event.UPDATE, user, Map.of()));
    }
    return answer;
  }

  /** Removes the PIN. */
  @DELETE
  @Path("/{name}/pin")
  @Operation(operationId = "removePin", summary = "Remove the PIN")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> removePin(
      @PathParam("name") String name, @Context SecurityContext caller) {
    return storePin(views.find(name), Optional.empty(), false, caller);
  }

  private CompletionStage<Response> storePin(
      User user, Optional<Secret> pin, boolean mustChange, SecurityContext caller) {
    return worker
        .limited(installed.enrollments().setPin(user.id(), pin, mustChange, Caller.actor(caller)))
        .thenApply(
            (Optional<EnrollResult> wrong) -> {
              wrong.ifPresent(Writes::enrolled);
              return Response.noContent().build();
            });
  }

  private static boolean allDigits(Secret pin) {
    byte[] bytes = pin.bytes();
    for (byte each : bytes) {
      if (each < '0' || each > '9') {
        return false;
      }
    }
    return true;
  }
}
