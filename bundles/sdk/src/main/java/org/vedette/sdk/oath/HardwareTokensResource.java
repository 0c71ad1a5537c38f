package org.vedette.sdk.oath;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
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
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Records;
import org.vedette.api.token.AssignOrder;
import org.vedette.api.token.TokenEntry;
import org.vedette.api.token.TokenQuery;
import org.vedette.api.token.TokenResult;
import org.vedette.api.token.TokenState;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.oath.TokenViews.HardwareTokenPage;
import org.vedette.sdk.oath.TokenViews.HardwareTokenView;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;
import org.vedette.sdk.service.Writes;

/** The inventory of hardware tokens. */
@Path("/oath/tokens")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "hardware tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HardwareTokensResource {
  private static final int PAGE = 50;
  private static final int MOST = 500;

  /**
   * An order to give a token to a user.
   *
   * @param user name of the user; left out for the one it waits for
   * @param codes the code shown now, or two shown one after the other, the older first
   * @param mode standard or pin; standard if left out
   * @param label what people call it
   */
  public record AssignBody(@Nullable String user, List<String> codes, String mode, String label) {}

  /**
   * Two codes of a token.
   *
   * @param codes consecutive codes, the older first
   */
  public record TwoCodesBody(List<String> codes) {}

  private final Installed installed;
  private final Worker worker;

  /** Takes the services. */
  public HardwareTokensResource(Installed installed, Worker worker) {
    this.installed = installed;
    this.worker = worker;
  }

  /** Lists tokens. */
  @GET
  @Operation(operationId = "listHardwareTokens", summary = "List hardware tokens by serial number")
  @ApiResponse(responseCode = "200", description = "one page", useReturnTypeSchema = true)
  public HardwareTokenPage list(
      @Parameter(description = "occurs in serial number, manufacturer or model")
          @QueryParam("search")
          @Nullable String search,
      @Parameter(description = "free, waiting or assigned") @QueryParam("state")
          @Nullable String state,
      @Parameter(description = "name of the user who has it or for whom it waits")
          @QueryParam("user")
          @Nullable String user,
      @QueryParam("offset") @Nullable String offset,
      @QueryParam("limit") @Nullable String limit) {
    Optional<UUID> owner =
        user == null || user.isBlank() ? Optional.empty() : Optional.of(user(user).id());
    Records.Page<TokenEntry> page =
        installed
            .tokens()
            .list(
                new TokenQuery(
                    Params.text("search", search, 64),
                    state(state),
                    owner,
                    (int) Params.number("offset", offset, 0, 0, Integer.MAX_VALUE / 2),
                    (int) Params.number("limit", limit, PAGE, 1, MOST)));
    return new HardwareTokenPage(page.items().stream().map(this::view).toList(), page.total());
  }

  /** Shows a token. */
  @GET
  @Path("/{serial}")
  @Operation(operationId = "getHardwareToken", summary = "Show a hardware token")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public HardwareTokenView get(
      @PathParam("serial") String serial,
      @Parameter(description = "needed where several made the same serial number")
          @QueryParam("manufacturer")
          @Nullable String manufacturer) {
    return view(find(serial, manufacturer));
  }

  /** Gives a token to a user. */
  @POST
  @Path("/{serial}/assign")
  @Operation(
      operationId = "assignHardwareToken",
      summary = "Give a token to a user who shows a code of it",
      description =
          "The codes are used up and sign nobody in. At most five tokens and apps for each user.")
  @ApiResponse(
      responseCode = "200",
      description = "the user can sign in with it",
      content = @Content(schema = @Schema(implementation = HardwareTokenView.class)))
  public CompletionStage<Response> assign(
      @PathParam("serial") String serial,
      @QueryParam("manufacturer") @Nullable String manufacturer,
      @RequestBody(content = @Content(schema = @Schema(implementation = AssignBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    TokenEntry token = find(serial, manufacturer);
    Fields fields = new Fields(body);
    Optional<UUID> user = fields.text("user", 1, 256, "alice").map(name -> user(name).id());
    List<Secret> codes = codes(fields, 1);
    AssignOrder order =
        new AssignOrder(
            token.token().id(),
            user,
            fields.text("mode", 1, 32, Enrollment.STANDARD).orElse(Enrollment.STANDARD),
            fields.text("label", 0, 100, "key ring").orElse(""),
            codes);
    fields.end();
    return answer(installed.tokens().assign(order, Caller.actor(caller)));
  }

  /** Finds a token again. */
  @POST
  @Path("/{serial}/resync")
  @Operation(
      operationId = "resyncHardwareToken",
      summary = "Find a token again that has drifted away, by two consecutive codes")
  @ApiResponse(
      responseCode = "200",
      description = "found",
      content = @Content(schema = @Schema(implementation = HardwareTokenView.class)))
  public CompletionStage<Response> resynchronise(
      @PathParam("serial") String serial,
      @QueryParam("manufacturer") @Nullable String manufacturer,
      @RequestBody(content = @Content(schema = @Schema(implementation = TwoCodesBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    TokenEntry token = find(serial, manufacturer);
    Fields fields = new Fields(body);
    List<Secret> codes = codes(fields, 2);
    fields.end();
    if (token.state() != TokenState.ASSIGNED) {
      throw Problem.conflict(
          "serial", "serial: no user has this token; assigning finds it as well");
    }
    return worker
        .limited(
            installed.enrollments().resynchronise(token.token().id(), codes, Caller.actor(caller)))
        .thenApply(
            result -> {
              Writes.enrolled(result);
              return Response.ok(view(token)).build();
            });
  }

  /** Takes a token back. */
  @POST
  @Path("/{serial}/release")
  @Operation(
      operationId = "releaseHardwareToken",
      summary = "Take a token from its user, or from the one it waits for: it is free again")
  @ApiResponse(
      responseCode = "200",
      description = "free",
      content = @Content(schema = @Schema(implementation = HardwareTokenView.class)))
  public CompletionStage<Response> release(
      @PathParam("serial") String serial,
      @QueryParam("manufacturer") @Nullable String manufacturer,
      @Context SecurityContext caller) {
    UUID token = find(serial, manufacturer).token().id();
    return answer(installed.tokens().release(token, Caller.actor(caller)));
  }

  /** Removes a token. */
  @DELETE
  @Path("/{serial}")
  @Operation(
      operationId = "removeHardwareToken",
      summary = "Remove a token that belongs to nobody, with its secret")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> remove(
      @PathParam("serial") String serial,
      @QueryParam("manufacturer") @Nullable String manufacturer,
      @Context SecurityContext caller) {
    UUID token = find(serial, manufacturer).token().id();
    return worker
        .limited(installed.tokens().remove(token, Caller.actor(caller)))
        .thenApply(
            result -> {
              done(result);
              return Response.noContent().build();
            });
  }

  private CompletionStage<Response> answer(CompletionStage<TokenResult> stage) {
    return worker.limited(stage).thenApply(result -> Response.ok(view(done(result))).build());
  }

  private static TokenEntry done(TokenResult result) {
    return result.match(
        TokenResult.Done::entry,
        rejected -> {
          throw rejected.field().equals("serial")
              ? Problem.conflict("serial", "serial: " + rejected.message())
              : Problem.field(rejected.field(), rejected.message());
        },
        notStored -> {
          Writes.done(notStored.why());
          throw Problem.unavailable("it was not stored");
        });
  }

  private TokenEntry find(String serial, @Nullable String manufacturer) {
    String maker = Params.text("manufacturer", manufacturer, 64);
    List<TokenEntry> found =
        installed.tokens().find(Params.text("serial", serial, 64)).stream()
            .filter(it -> manufacturer == null || it.token().manufacturer().equalsIgnoreCase(maker))
            .toList();
    if (found.isEmpty()) {
      throw Problem.notFound("hardware token", serial);
    }
    if (found.size() > 1) {
      throw Problem.field(
          "manufacturer",
          "must be given, because several made this serial number: "
              + String.join(", ", found.stream().map(it -> it.token().manufacturer()).toList()));
    }
    return found.get(0);
  }

  private User user(String typed) {
    return UserNames.normalise(typed)
        .flatMap(name -> installed.records().findByKey(User.TYPE, User.key(name)))
        .orElseThrow(() -> Problem.notFound("user", typed));
  }

  private HardwareTokenView view(TokenEntry entry) {
    String username =
        entry
            .user()
            .flatMap(id -> installed.records().find(User.TYPE, id))
            .map(User::username)
            .orElse("");
    return HardwareTokenView.of(entry, username);
  }

  private static Optional<TokenState> state(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(TokenState.values())
            .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst()
            .orElseThrow(() -> Problem.field("state", "free, waiting or assigned")));
  }

  private static List<Secret> codes(Fields fields, int least) {
    List<String> codes = fields.texts("codes", 2, 10, "123456").orElse(List.of());
    if (codes.size() < least || !codes.stream().allMatch(it -> it.matches("[0-9]{6,10}"))) {
      throw fields.bad(
          "codes",
          least == 1
              ? "the code shown now, for example [\"123456\"], or two shown one after the other"
              : "two consecutive codes, the older first, for example [\"123456\", \"654321\"]");
    }
    return codes.stream().map(Secret::of).toList();
  }
}
