package org.vedette.sdk.setting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.osgi.framework.BundleContext;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Writes;

/** Settings of every capability, as its metatype describes them. */
@Path("/settings")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "settings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SettingsResource {
  /** A list of settings. */
  public record SettingList(List<SettingView> items) implements Json {}

  private static final Pattern INSTANCE = Pattern.compile("[^~]+~[a-z][a-z0-9]{0,31}");
  private static final int MAX_VALUE = 65_536;

  private final Descriptions descriptions;
  private final SettingViews views;
  private final SettingPlanner planner;
  private final Writes writes;

  /** Takes the services. */
  public SettingsResource(BundleContext context, Installed installed, Writes writes) {
    this(new MetatypeDescriptions(context, installed), installed, writes);
  }

  SettingsResource(Descriptions descriptions, Installed installed, Writes writes) {
    this.descriptions = descriptions;
    this.views = new SettingViews(installed);
    this.planner = new SettingPlanner(installed);
    this.writes = writes;
  }

  /** Lists the settings of all capabilities. */
  @GET
  @Operation(operationId = "listSettings", summary = "List the settings of all capabilities")
  @ApiResponse(responseCode = "200", description = "all settings", useReturnTypeSchema = true)
  public SettingList list() {
    return new SettingList(
        descriptions.all().stream().flatMap(each -> views.all(each).stream()).toList());
  }

  /** Shows the settings of a PID. */
  @GET
  @Path("/{pid}")
  @Operation(operationId = "getSettings", summary = "Show the settings of a PID")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public SettingView get(@PathParam("pid") String pid) {
    PidDescription description = find(pid);
    if (pid.contains("~") && description.replicated() && planner.find(pid).isEmpty()) {
      throw Problem.notFound("set of settings", pid);
    }
    return views.view(description, pid);
  }

  /** Changes replicated settings. */
  @PATCH
  @Path("/{pid}")
  @Operation(
      operationId = "changeSettings",
      summary = "Change replicated settings; null returns a key to its default")
  @ApiResponse(
      responseCode = "200",
      description = "changed",
      content = @Content(schema = @Schema(implementation = SettingView.class)))
  public CompletionStage<Response> change(
      @PathParam("pid") String pid,
      @RequestBody(content = @Content(schema = @Schema(type = "object"))) ObjectNode body,
      @Context SecurityContext caller) {
    PidDescription description = find(pid);
    if (!description.replicated()) {
      throw Problem.conflict(
          "pid", "pid: these settings are local to a server; edit " + PidDescription.file(pid));
    }
    if (description.factory() && !INSTANCE.matcher(pid).matches()) {
      throw Problem.field(
          "pid",
          "name one instance behind a tilde: a letter, then letters and digits in lower case,"
              + " for example "
              + description.pid()
              + "~corp");
    }
    Fields fields = new Fields(body);
    return writes
        .update(() -> planner.put(description, pid, fields.all(MAX_VALUE)), Caller.actor(caller))
        .thenApply(changed -> Response.ok(views.view(description, pid)).build());
  }

  private PidDescription find(String pid) {
    return descriptions.find(pid).orElseThrow(() -> Problem.notFound("set of settings", pid));
  }
}
