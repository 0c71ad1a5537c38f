package org.vedette.sdk.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Application;
import org.vedette.api.delivery.Message;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.api.store.Change;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Writes;
import org.vedette.sdk.text.TemplateViews.AttachmentView;
import org.vedette.sdk.text.TemplateViews.Place;
import org.vedette.sdk.text.TemplateViews.TemplateList;
import org.vedette.sdk.text.TemplateViews.TemplateRow;
import org.vedette.sdk.text.TemplateViews.TemplateView;

/** Texts of messages. */
@Path("/templates")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TemplatesResource {
  /**
   * A text of the operator.
   *
   * @param subject subject of a mail
   * @param body the text
   * @param attachments files that go with a mail, at most 3; left out: those that are there stay
   */
  public record TextBody(String subject, String body, List<AttachmentBody> attachments) {}

  /**
   * A file.
   *
   * @param name name of the file
   * @param type media type
   * @param content base64, at most 200 KiB before
   */
  public record AttachmentBody(String name, String type, String content) {}

  private final Installed installed;
  private final Writes writes;

  /** Takes the services. */
  public TemplatesResource(Installed installed, Writes writes) {
    this.installed = installed;
    this.writes = writes;
  }

  /** Lists all texts. */
  @GET
  @Operation(operationId = "listTemplates", summary = "List all texts by key")
  @ApiResponse(responseCode = "200", description = "the texts", useReturnTypeSchema = true)
  public TemplateList list() {
    List<TextTemplate> changed = installed.records().all(TextTemplate.TYPE);
    return new TemplateList(
        installed.texts().known().stream()
            .map(
                each ->
                    new TemplateRow(
                        each.key(),
                        each.channel(),
                        each.placeholders(),
                        each.needed().orElse(null),
                        changed.stream()
                            .filter(it -> it.key().equals(each.key()))
                            .map(it -> new Place(it.language(), application(it)))
                            .toList()))
            .toList(),
        installed.texts().languages());
  }

  private @Nullable String application(TextTemplate template) {
    return template
        .application()
        .map(
            id ->
                installed
                    .records()
                    .find(Application.TYPE, id)
                    .map(Application::label)
                    .orElse(id.toString()))
        .orElse(null);
  }

  /** Shows the text in force. */
  @GET
  @Path("/{key}")
  @Operation(operationId = "getTemplate", summary = "Show the text in force")
  @ApiResponse(
      responseCode = "200",
      description = "the text; its ETag is the version of the operator's text, 0 without one",
      content = @Content(schema = @Schema(implementation = TemplateView.class)))
  public Response get(
      @PathParam("key") String key,
      @Parameter(description = "two letters; en if left out") @QueryParam("language")
          @Nullable String language,
      @Parameter(description = "name of an application; left out for all")
          @QueryParam("application")
          @Nullable String application) {
    TextPlace place = TextPlace.of(installed, key, language, application);
    return shown(place);
  }

  private Response shown(TextPlace place) {
    long version = place.stored(installed.records()).map(TextTemplate::version).orElse(0L);
    TextPlace.InForce now = place.inForce(installed);
    TemplateView view =
        new TemplateView(
            place.known().key(),
            place.language(),
            place.application().map(Application::label).orElse(null),
            version,
            now.source(),
            now.text().subject(),
            now.text().body(),
            now.text().attachments().stream()
                .map(each -> new AttachmentView(each.name(), each.type(), each.bytes().length))
                .toList(),
            place.known().placeholders(),
            place.known().needed().orElse(null),
            installed.texts().preview(place.draft(new UUID(0, 0), 1, now.text())).segments());
    return Response.ok(view).header(HttpHeaders.ETAG, "\"" + version + "\"").build();
  }

  /** Puts a text of the operator in place of the one in force. */
  @PUT
  @Path("/{key}")
  @Operation(operationId = "setTemplate", summary = "Put another text in place")
  @ApiResponse(
      responseCode = "200",
      description = "in force",
      content = @Content(schema = @Schema(implementation = TemplateView.class)))
  public CompletionStage<Response> set(
      @PathParam("key") String key,
      @QueryParam("language") @Nullable String language,
      @QueryParam("application") @Nullable String application,
      @Parameter(description = "the ETag that was read; the text is changed only if it is that")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String ifMatch,
      @RequestBody(content = @Content(schema = @Schema(implementation = TextBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    TextPlace place = TextPlace.of(installed, key, language, application);
    return writes
        .update(
            () -> {
              Optional<TextTemplate> old = place.stored(installed.records());
              match(ifMatch, old);
              Fields fields = new Fields(body);
              Message.Text text = TextForm.read(fields, place.inForce(installed).text());
              fields.end();
              TextTemplate next =
                  place.draft(
                      old.map(TextTemplate::id).orElseGet(UUID::randomUUID),
                      1 + old.map(TextTemplate::version).orElse(0L),
                      text);
              installed
                  .texts()
                  .problem(next)
                  .ifPresent(
                      wrong -> {
                        throw Problem.field(wrong.field(), wrong.message());
                      });
              return new Writes.Plan<>(Change.put(TextTemplate.TYPE, next), next);
            },
            Caller.actor(caller))
        .thenApply(saved -> shown(place));
  }

  /** Takes the operator's text away: the one that comes with the server is in force again. */
  @DELETE
  @Path("/{key}")
  @Operation(operationId = "resetTemplate", summary = "Go back to the text of the server")
  @ApiResponse(responseCode = "204", description = "gone")
  public CompletionStage<Response> reset(
      @PathParam("key") String key,
      @QueryParam("language") @Nullable String language,
      @QueryParam("application") @Nullable String application,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Context SecurityContext caller) {
    TextPlace place = TextPlace.of(installed, key, language, application);
    return writes
        .update(
            () -> {
              Optional<TextTemplate> old = place.stored(installed.records());
              match(ifMatch, old);
              TextTemplate gone =
                  old.orElseThrow(() -> Problem.notFound("changed text", place.known().key()));
              return new Writes.Plan<>(Change.remove(TextTemplate.TYPE, gone), gone);
            },
            Caller.actor(caller))
        .thenApply(removed -> Response.noContent().build());
  }

  /** RFC 9110 section 13.1.1. */
  private static void match(@Nullable String ifMatch, Optional<TextTemplate> old) {
    if (ifMatch == null) {
      return;
    }
    String tag = "\"" + old.map(TextTemplate::version).orElse(0L) + "\"";
    boolean matches =
        ifMatch.strip().equals("*")
            ? old.isPresent()
            : List.of(ifMatch.split("\\s*,\\s*", -1)).contains(tag);
    if (!matches) {
      throw Problem.status(
          412, "changed", "somebody else changed this text: it is at " + tag + "; read it again");
    }
  }
}
