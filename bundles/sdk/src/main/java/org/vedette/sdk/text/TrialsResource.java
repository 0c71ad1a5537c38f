package org.vedette.sdk.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.vedette.api.delivery.TextDesk;
import org.vedette.api.delivery.TextTemplate;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Worker;
import org.vedette.sdk.text.TemplateViews.PreviewView;
import org.vedette.sdk.text.TemplateViews.TestView;

/** Texts of messages looked at and tried, saved or not. */
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
public final class TrialsResource {
  private static final Pattern MAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.][^\\s@]{0,188}");
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{4,14}");

  /**
   * A draft; fields that are left out are those of the text in force.
   *
   * @param subject subject of a mail
   * @param body the text
   */
  public record DraftBody(String subject, String body) {}

  /**
   * A draft, and where it goes.
   *
   * @param to an address of mail, or a telephone number like +41791234567
   * @param subject subject of a mail
   * @param body the text
   */
  public record TestBody(String to, String subject, String body) {}

  private final Installed installed;
  private final Worker worker;

  /** Takes the services. */
  public TrialsResource(Installed installed, Worker worker) {
    this.installed = installed;
    this.worker = worker;
  }

  /** Fills a text in with sample values. */
  @POST
  @Path("/{key}/preview")
  @Operation(operationId = "previewTemplate", summary = "Fill a text in with sample values")
  @ApiResponse(responseCode = "200", description = "filled in", useReturnTypeSchema = true)
  public PreviewView preview(
      @PathParam("key") String key,
      @QueryParam("language") @Nullable String language,
      @QueryParam("application") @Nullable String application,
      @RequestBody(content = @Content(schema = @Schema(implementation = DraftBody.class)))
          ObjectNode body) {
    Fields fields = new Fields(body);
    TextTemplate draft = draft(TextPlace.of(installed, key, language, application), fields);
    TextDesk.Preview preview = installed.texts().preview(draft);
    return new PreviewView(preview.text().subject(), preview.text().body(), preview.segments());
  }

  /** Sends a text with sample values, and says what became of it. */
  @POST
  @Path("/{key}/test")
  @Operation(operationId = "testTemplate", summary = "Send a text with sample values")
  @ApiResponse(responseCode = "200", description = "tried", useReturnTypeSchema = true)
  public CompletionStage<TestView> test(
      @PathParam("key") String key,
      @QueryParam("language") @Nullable String language,
      @QueryParam("application") @Nullable String application,
      @RequestBody(content = @Content(schema = @Schema(implementation = TestBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    TextPlace place = TextPlace.of(installed, key, language, application);
    Fields fields = new Fields(body);
    String to = to(place.known().channel(), fields);
    TextTemplate draft = draft(place, fields);
    return worker
        .limited(installed.texts().test(draft, to, Caller.actor(caller)))
        .thenApply(
            delivery ->
                delivery.match(
                    sent -> new TestView(true, "sent"),
                    rejected -> new TestView(false, "refused: " + rejected.why()),
                    none -> new TestView(false, "unreachable: " + none.why())));
  }

  private static String to(String channel, Fields fields) {
    boolean mail = channel.equals("mail");
    String example = mail ? "you@corp.example" : "+41791234567";
    String to = fields.needText("to", 3, 254, example).strip();
    String plain = mail ? to : to.replaceAll("[ ()/-]", "");
    if (!(mail ? MAIL : NUMBER).matcher(plain).matches()) {
      throw fields.bad("to", mail ? "an address, for example %s" : "a number like %s", example);
    }
    return plain;
  }

  private TextTemplate draft(TextPlace place, Fields fields) {
    TextTemplate draft =
        place.draft(new UUID(0, 0), 1, TextForm.read(fields, place.inForce(installed).text()));
    fields.end();
    installed
        .texts()
        .problem(draft)
        .ifPresent(
            wrong -> {
              throw Problem.field(wrong.field(), wrong.message());
            });
    return draft;
  }
}
