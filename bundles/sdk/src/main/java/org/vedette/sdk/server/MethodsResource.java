package org.vedette.sdk.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.MethodInfo;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Plugins;

/** The methods that are installed. */
@Path("/methods")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "server")
@Produces(MediaType.APPLICATION_JSON)
public final class MethodsResource {
  /**
   * A method.
   *
   * @param id its name
   * @param label what people call it
   * @param modes modes it offers
   * @param answer typed or elsewhere
   * @param params what may be given when a user is enrolled
   */
  public record MethodView(
      String id, String label, List<String> modes, String answer, List<ParamView> params) {}

  /**
   * A setting of an enrollment.
   *
   * @param name its name
   * @param description one sentence with limits
   * @param defaultValue the default
   */
  public record ParamView(
      String name, String description, @JsonProperty("default") String defaultValue) {}

  /** A list of methods. */
  public record MethodList(List<MethodView> items) implements Json {}

  private final Plugins plugins;

  /** Takes the services. */
  public MethodsResource(Plugins plugins) {
    this.plugins = plugins;
  }

  /** Lists the methods. */
  @GET
  @Operation(operationId = "listMethods", summary = "List the methods that are installed")
  @ApiResponse(responseCode = "200", description = "the methods", useReturnTypeSchema = true)
  public MethodList list() {
    return new MethodList(
        new TreeSet<>(plugins.methods().keys())
            .stream()
                .flatMap(id -> plugins.methods().find(id).stream())
                .map(AuthenticationMethod::info)
                .map(this::view)
                .toList());
  }

  private MethodView view(MethodInfo info) {
    List<ParamView> params =
        plugins.enrollers().find(info.id()).stream()
            .flatMap(enroller -> enroller.params().stream())
            .map(it -> new ParamView(it.name(), it.description(), it.defaultValue()))
            .toList();
    return new MethodView(
        info.id(),
        info.label(),
        List.copyOf(new TreeSet<>(info.modes())),
        info.answer().name().toLowerCase(Locale.ROOT),
        params);
  }
}
