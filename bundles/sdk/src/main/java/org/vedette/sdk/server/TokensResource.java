package org.vedette.sdk.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
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
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.AccessToken;
import org.vedette.api.store.Change;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Credentials;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.http.Role;
import org.vedette.sdk.http.Times;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Writes;

/** Personal tokens for this API. */
@Path("/tokens")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TokensResource {
  /**
   * A token without itself.
   *
   * @param name what its owner calls it
   * @param role admin, read or signin
   * @param created when it was made
   * @param expires when it ends; null for never
   */
  public record TokenView(String name, String role, String created, @Nullable String expires) {
    static TokenView of(AccessToken it) {
      return new TokenView(
          it.name(),
          it.role(),
          Times.text(it.created()),
          it.expires().map(Times::text).orElse(null));
    }
  }

  /** A list of tokens. */
  public record TokenList(List<TokenView> items) implements Json {}

  /**
   * An order for a token.
   *
   * @param name what its owner calls it
   * @param role admin, read or signin
   * @param days how long it is honoured, 1 to 3650
   */
  public record TokenBody(String name, String role, int days) {}

  /**
   * A new token, shown this once.
   *
   * @param token the token itself
   * @param name what its owner calls it
   * @param role admin, read or signin
   * @param expires when it ends
   */
  public record NewToken(String token, String name, String role, String expires) implements Json {}

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final int DEFAULT_DAYS = 90;
  private static final int BYTES = 32;

  private final Installed installed;
  private final Writes writes;
  private final InstantSource clock;

  /** Takes the services. */
  public TokensResource(Installed installed, Writes writes, InstantSource clock) {
    this.installed = installed;
    this.writes = writes;
    this.clock = clock;
  }

  /** Lists tokens. */
  @GET
  @Operation(operationId = "listTokens", summary = "List tokens, without themselves")
  @ApiResponse(responseCode = "200", description = "the tokens", useReturnTypeSchema = true)
  public TokenList list() {
    return new TokenList(
        installed.records().all(AccessToken.TYPE).stream()
            .sorted(Comparator.comparing(AccessToken::name))
            .map(TokenView::of)
            .toList());
  }

  /** Makes a token. */
  @POST
  @Operation(operationId = "addToken", summary = "Make a token; it is shown this once")
  @ApiResponse(
      responseCode = "201",
      description = "made",
      content = @Content(schema = @Schema(implementation = NewToken.class)))
  public CompletionStage<Response> add(
      @RequestBody(content = @Content(schema = @Schema(implementation = TokenBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    String name = fields.needText("name", 1, 64, "monitoring");
    if (!NAME.matcher(name).matches()) {
      throw fields.bad(
          "name", "letters, digits and ._-, at most 64 characters, for example \"monitoring\"");
    }
    Role role =
        fields
            .text("role", 1, 16, "read")
            .map(
                text ->
                    Role.of(text)
                        .orElseThrow(() -> fields.bad("role", "\"admin\", \"read\" or \"signin\"")))
            .orElse(Role.ADMIN);
    int days = fields.integer("days", 1, 3650, DEFAULT_DAYS).orElse(DEFAULT_DAYS);
    fields.end();
    SecretVault vault = installed.vault();
    String token =
        Credentials.PREFIX
            + Base64.getUrlEncoder().withoutPadding().encodeToString(vault.random(BYTES));
    Instant now = clock.instant();
    Instant expires = now.plus(Duration.ofDays(days));
    AccessToken record =
        new AccessToken(
            UUID.randomUUID(),
            1,
            name,
            Credentials.hash(vault, token),
            role.text(),
            now,
            Optional.of(expires));
    return writes
        .put(AccessToken.TYPE, record, Caller.actor(caller))
        .thenApply(
            added ->
                Response.status(201)
                    .entity(new NewToken(token, name, role.text(), Times.text(expires)))
                    .build());
  }

  /** Takes a token back. */
  @DELETE
  @Path("/{name}")
  @Operation(operationId = "removeToken", summary = "Take a token back")
  @ApiResponse(responseCode = "204", description = "taken back")
  public CompletionStage<Response> remove(
      @PathParam("name") String name, @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              AccessToken stored =
                  installed
                      .records()
                      .findByKey(AccessToken.TYPE, AccessToken.key(name))
                      .orElseThrow(() -> Problem.notFound("token", name));
              return new Writes.Plan<>(Change.remove(AccessToken.TYPE, stored), stored);
            },
            Caller.actor(caller))
        .thenApply(removed -> Response.noContent().build());
  }
}
