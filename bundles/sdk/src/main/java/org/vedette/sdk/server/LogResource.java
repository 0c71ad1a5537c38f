package org.vedette.sdk.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Dictionary;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.osgi.service.cm.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;

/**
 * Levels of the server's log, changed while running; its file rules again from the next start on.
 */
@Path("/log/levels")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "server")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LogResource {
  /**
   * The level of a logger.
   *
   * @param logger its name, or ROOT
   * @param level TRACE, DEBUG, INFO, WARN or ERROR; DEFAULT when it has none of its own
   */
  public record LevelView(String logger, String level) implements Json {}

  /** A list of levels. */
  public record LevelList(List<LevelView> items) implements Json {}

  /**
   * A new level.
   *
   * @param level TRACE, DEBUG, INFO, WARN, ERROR or DEFAULT
   */
  public record LevelBody(String level) {}

  private static final Logger LOG = LoggerFactory.getLogger(LogResource.class);
  private static final String PID = "org.ops4j.pax.logging";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$.-]{0,199}");

  private final Installed installed;

  /** Takes the services. */
  public LogResource(Installed installed) {
    this.installed = installed;
  }

  /** Lists the levels. */
  @GET
  @Operation(operationId = "listLogLevels", summary = "List the loggers that have a level")
  @ApiResponse(responseCode = "200", description = "the levels", useReturnTypeSchema = true)
  public LevelList list() {
    return new LevelList(
        LogLevels.read(properties(configuration())).entrySet().stream()
            .map(each -> new LevelView(each.getKey(), each.getValue()))
            .toList());
  }

  /** Sets a level. */
  @PUT
  @Path("/{logger}")
  @Operation(operationId = "setLogLevel", summary = "Set the level of a logger")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public LevelView set(
      @PathParam("logger") String logger,
      @RequestBody(content = @Content(schema = @Schema(implementation = LevelBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    if (!NAME.matcher(logger).matches()) {
      throw Problem.field("logger", "ROOT or the name of a logger, for example org.vedette.core");
    }
    Fields fields = new Fields(body);
    String level = fields.needText("level", 1, 10, "DEBUG").toUpperCase(Locale.ROOT);
    fields.end();
    boolean rootDefault = logger.equals(LogLevels.ROOT) && level.equals(LogLevels.DEFAULT);
    if (!LogLevels.LEVELS.contains(level) || rootDefault) {
      throw fields.bad(
          "level", "one of TRACE, DEBUG, INFO, WARN, ERROR, or DEFAULT for all but ROOT");
    }
    Configuration configuration = configuration();
    try {
      configuration.update(LogLevels.with(properties(configuration), logger, level));
    } catch (IOException unwritable) {
      throw Problem.unavailable("the level could not be stored");
    }
    LOG.info(
        "Log level changed logger={} level={} by={}", logger, level, Caller.actor(caller).name());
    return new LevelView(logger, level);
  }

  private Configuration configuration() {
    try {
      return installed.configurations().getConfiguration(PID, null);
    } catch (IOException unreadable) {
      throw Problem.unavailable("the configuration of the log cannot be read");
    }
  }

  private static Dictionary<String, Object> properties(Configuration configuration) {
    Dictionary<String, Object> properties = configuration.getProperties();
    if (properties == null) {
      throw Problem.notInstalled("configuration of the log (" + PID + ")");
    }
    return properties;
  }
}
