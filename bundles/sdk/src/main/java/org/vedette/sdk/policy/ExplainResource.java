package org.vedette.sdk.policy;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Application;
import org.vedette.api.policy.AddressRange;
import org.vedette.api.policy.PolicyQuestion;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;

/** Which rule fires, and why. */
@Path("/policy/explain")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "policy")
@Produces(MediaType.APPLICATION_JSON)
public final class ExplainResource {
  private static final int MAX_VALUES = 100;

  private final Installed installed;
  private final InstantSource clock;

  /** Takes the services. */
  public ExplainResource(Installed installed, InstantSource clock) {
    this.installed = installed;
    this.clock = clock;
  }

  /** Explains what would become of a sign-in. */
  @GET
  @Operation(
      operationId = "explainPolicy",
      summary = "Tell what would become of a made-up sign-in whose password is right",
      description =
          "It goes through the very checks of the server, and changes nothing. Groups are those"
              + " stored and those given; the directory is not asked.")
  @ApiResponse(responseCode = "200", description = "what and why", useReturnTypeSchema = true)
  public ExplainView explain(
      @Parameter(description = "name of the user") @QueryParam("user") @Nullable String user,
      @Parameter(description = "name of the application") @QueryParam("application")
          @Nullable String application,
      @Parameter(description = "id of the listener, if not the application's")
          @QueryParam("listener")
          @Nullable String listener,
      @Parameter(description = "address of the person's device") @QueryParam("address")
          @Nullable String address,
      @Parameter(description = "when, for example 2026-11-21T03:00:00Z; now unless given")
          @QueryParam("at")
          @Nullable String at,
      @Parameter(description = "group that the directory would tell; may be repeated")
          @QueryParam("group")
          @Nullable List<String> groups,
      @Parameter(description = "method the user would have, in order; may be repeated")
          @QueryParam("method")
          @Nullable List<String> methods) {
    String typed = need("user", user, 256, "alice");
    Application found = application(need("application", application, 64, "vpn"));
    String from = Params.text("address", address, 45);
    if (!from.isEmpty() && AddressRange.address(from).isEmpty()) {
      throw Problem.field("address", "an address, for example 192.0.2.7 or 2001:db8::1");
    }
    PolicyQuestion question =
        new PolicyQuestion(
            typed,
            found.id(),
            Optional.of(Params.text("listener", listener, 64)).filter(it -> !it.isEmpty()),
            from,
            Params.time("at", at).orElseGet(clock::instant),
            Set.copyOf(values("group", groups)),
            values("method", methods));
    return installed
        .policy()
        .explain(question, Optional.empty())
        .map(ExplainView::of)
        .orElseThrow(() -> Problem.notInstalled("core"));
  }

  private Application application(String name) {
    return installed
        .records()
        .findByKey(Application.TYPE, Application.key(name))
        .orElseThrow(() -> Problem.field("application", "no application is called '" + name + "'"));
  }

  private static String need(String name, @Nullable String text, int max, String example) {
    String value = Params.text(name, text, max);
    if (value.isEmpty()) {
      throw Problem.field(name, "must be given, for example " + example);
    }
    return value;
  }

  private static List<String> values(String name, @Nullable List<String> given) {
    List<String> values = given == null ? List.of() : given;
    if (values.size() > MAX_VALUES || values.stream().anyMatch(it -> it.length() > 256)) {
      throw Problem.field(name, "at most " + MAX_VALUES + " texts of at most 256 characters");
    }
    return values.stream().map(String::strip).filter(it -> !it.isEmpty()).distinct().toList();
  }
}
