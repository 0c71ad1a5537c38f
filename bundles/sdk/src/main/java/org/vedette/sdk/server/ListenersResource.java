package org.vedette.sdk.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.TreeSet;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.vedette.api.auth.ApplicationSchema;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Plugins;

/** The listeners that are installed. */
@Path("/listeners")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "server")
@Produces(MediaType.APPLICATION_JSON)
public final class ListenersResource {
  /**
   * A listener.
   *
   * @param id its name
   * @param selectorHelp what a selector is, with an example
   * @param fields what it adds to an application
   */
  public record ListenerView(String id, String selectorHelp, List<FieldView> fields) {}

  /**
   * A setting of an application.
   *
   * @param name its name
   * @param description one sentence with limits
   * @param defaultValue the default; empty when it must be given
   * @param secret whether it is never shown
   */
  public record FieldView(
      String name,
      String description,
      @JsonProperty("default") String defaultValue,
      boolean secret) {}

  /** A list of listeners. */
  public record ListenerList(List<ListenerView> items) implements Json {}

  private final Plugins plugins;

  /** Takes the services. */
  public ListenersResource(Plugins plugins) {
    this.plugins = plugins;
  }

  /** Lists the listeners. */
  @GET
  @Operation(operationId = "listListeners", summary = "List the listeners that are installed")
  @ApiResponse(responseCode = "200", description = "the listeners", useReturnTypeSchema = true)
  public ListenerList list() {
    return new ListenerList(
        new TreeSet<>(plugins.listeners().keys())
            .stream()
                .flatMap(id -> plugins.listeners().find(id).map(it -> view(id, it)).stream())
                .toList());
  }

  private static ListenerView view(String id, ApplicationSchema schema) {
    return new ListenerView(
        id,
        schema.selectorHelp(),
        schema.fields().stream()
            .map(it -> new FieldView(it.name(), it.description(), it.defaultValue(), it.secret()))
            .toList());
  }
}
