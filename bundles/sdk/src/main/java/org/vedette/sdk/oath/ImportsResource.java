package org.vedette.sdk.oath;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Committed;
import org.vedette.api.token.ImportOrder;
import org.vedette.api.token.ImportResult;
import org.vedette.api.token.TokenDesk;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.oath.TokenViews.ImportProgress;
import org.vedette.sdk.oath.TokenViews.ImportView;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;
import org.vedette.sdk.service.Writes;

/** Files of hardware tokens. */
@Path("/oath/imports")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "hardware tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportsResource {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Installed installed;
  private final Worker worker;

  /** Takes the services. */
  public ImportsResource(Installed installed, Worker worker) {
    this.installed = installed;
    this.worker = worker;
  }

  /** Reads a file into the inventory. */
  @POST
  @Consumes({
    MediaType.APPLICATION_OCTET_STREAM,
    "text/csv",
    MediaType.APPLICATION_XML,
    "application/pskc+xml"
  })
  @Operation(
      operationId = "importHardwareTokens",
      summary = "Read the file in the body into the inventory of hardware tokens",
      description =
          "PSKC (RFC 6030), plain or encrypted, or CSV: serial,secret,interval, or with a header"
              + " like upn,serial number,secret key,time interval,manufacturer,model. Entries that"
              + " are wrong are named with line and reason, the others are kept. The same file may"
              + " be given again. At most 16 MiB and 100,000 tokens.")
  @ApiResponse(
      responseCode = "200",
      description = "read to its end",
      content = @Content(schema = @Schema(implementation = ImportView.class)))
  public CompletionStage<Response> load(
      @Parameter(description = "auto, pskc, csv or cloud")
          @QueryParam("format")
          @DefaultValue("auto")
          String format,
      @Parameter(description = "look at everything and keep nothing")
          @QueryParam("dryRun")
          @DefaultValue("false")
          String dryRun,
      @Parameter(description = "replace tokens that are there and belong to nobody")
          @QueryParam("replace")
          @DefaultValue("false")
          String replace,
      @Parameter(description = "take tokens too whose use has ended as the vendor wishes")
          @QueryParam("expired")
          @DefaultValue("false")
          String expired,
      @Parameter(description = "pre-shared key of an encrypted file, in hexadecimal or Base64")
          @HeaderParam("Vedette-Key")
          @Nullable String key,
      @Parameter(description = "passphrase of an encrypted file, as Base64 of its UTF-8")
          @HeaderParam("Vedette-Passphrase")
          @Nullable String passphrase,
      InputStream body,
      @Context SecurityContext caller)
      throws IOException {
    TokenDesk desk = installed.tokens();
    Actor actor = Caller.actor(caller);
    boolean dry = flag("dryRun", dryRun);
    byte[] file = body.readNBytes(TokenDesk.MAX_FILE + 1);
    ImportOrder order =
        new ImportOrder(
            file,
            Params.text("format", format, 16),
            FileKey.key(key),
            FileKey.passphrase(passphrase),
            flag("replace", replace),
            flag("expired", expired),
            dry);
    return worker
        .run(() -> desk.load(order, actor).toCompletableFuture().join(), LIMIT)
        .whenComplete(
            (result, failure) -> {
              Arrays.fill(file, (byte) 0);
              order.key().ifPresent(Secret::close);
              order.passphrase().ifPresent(Secret::close);
            })
        .thenApply(result -> Response.ok(view(result, dry)).build());
  }

  /** Tells how far the import is. */
  @GET
  @Operation(
      operationId = "getHardwareTokenImport",
      summary = "Tell how far the import of hardware tokens is that runs")
  @ApiResponse(responseCode = "200", description = "how far", useReturnTypeSchema = true)
  public ImportProgress progress() {
    return installed
        .tokens()
        .running()
        .map(it -> new ImportProgress(true, it.done(), it.of()))
        .orElseGet(() -> new ImportProgress(false, 0, 0));
  }

  private static ImportView view(ImportResult result, boolean dry) {
    return result.match(
        imported -> ImportView.of(imported.report(), dry),
        rejected -> {
          throw Problem.field(rejected.field(), rejected.message());
        },
        stopped -> {
          int stored = stopped.report().added() + stopped.report().replaced();
          String why = why(stopped.why());
          throw Problem.unavailable(
              "%s; %d tokens were stored before, give the same file again for the rest"
                  .formatted(why, stored));
        });
  }

  /** What stopped an import in the middle. */
  private static String why(Committed stopped) {
    return stopped.match(
        done -> "it was stopped",
        conflict -> "somebody else changed the tokens",
        Writes::notMaster,
        Committed.Unavailable::why);
  }

  private static boolean flag(String name, String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw Problem.field(name, "true or false");
  }
}
