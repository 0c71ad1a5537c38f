package org.vedette.sdk.setting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.vedette.api.auth.Application;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Setting;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Worker;
import org.vedette.sdk.service.Writes;

/** Directories that check passwords: replicated settings, one instance each. */
@Path("/directories")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "directories")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DirectoriesResource {
  /** A list of directories. */
  public record DirectoryList(List<DirectoryView> items) implements Json {}

  /**
   * What to try as a last step.
   *
   * @param username name as a user would type it
   * @param password the password
   */
  public record TestBody(@Nullable String username, @Nullable String password) {}

  private static final String FACTORY = "org.vedette.directory";
  private static final String PREFIX = FACTORY + "~";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,31}");
  private static final Pattern SERVER = Pattern.compile("ldaps?://[A-Za-z0-9._:\\[\\]-]{1,255}/?");
  private static final int MAX_VALUE = 65_536;

  private final Descriptions descriptions;
  private final Installed installed;
  private final Plugins plugins;
  private final SettingPlanner planner;
  private final Writes writes;
  private final Worker worker;

  /** Takes the services. */
  public DirectoriesResource(
      BundleContext context, Installed installed, Plugins plugins, Writes writes, Worker worker) {
    this(new MetatypeDescriptions(context, installed), installed, plugins, writes, worker);
  }

  DirectoriesResource(
      Descriptions descriptions,
      Installed installed,
      Plugins plugins,
      Writes writes,
      Worker worker) {
    this.descriptions = descriptions;
    this.installed = installed;
    this.plugins = plugins;
    this.planner = new SettingPlanner(installed);
    this.writes = writes;
    this.worker = worker;
  }

  /** Lists all directories. */
  @GET
  @Operation(operationId = "listDirectories", summary = "List all directories")
  @ApiResponse(responseCode = "200", description = "all directories", useReturnTypeSchema = true)
  public DirectoryList list() {
    PidDescription description = description();
    return new DirectoryList(
        installed.records().all(Setting.TYPE).stream()
            .filter(setting -> setting.pid().startsWith(PREFIX))
            .sorted(java.util.Comparator.comparing(Setting::pid))
            .map(setting -> view(setting, description))
            .toList());
  }

  /** Adds a directory. */
  @POST
  @Operation(operationId = "addDirectory", summary = "Add a directory")
  @ApiResponse(
      responseCode = "201",
      description = "added",
      content = @Content(schema = @Schema(implementation = DirectoryView.class)))
  public CompletionStage<Response> add(
      @RequestBody(content = @Content(schema = @Schema(implementation = DirectoryView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    PidDescription description = description();
    Fields fields = new Fields(body);
    String name = fields.needText("name", 1, 32, "corp");
    if (!NAME.matcher(name).matches()) {
      throw fields.bad(
          "name", "a letter, then letters and digits in lower case, at most 32, for example corp");
    }
    String pid = PREFIX + name;
    if (planner.find(pid).isPresent()) {
      throw Problem.conflict("name", "name: '" + name + "' is taken by another directory");
    }
    fields.readOnly("version");
    Map<String, @Nullable String> given = checked(fields);
    return writes
        .once(planner.put(description, pid, given), Caller.actor(caller))
        .thenApply(added -> Response.status(201).entity(view(added, description)).build());
  }

  /** Shows a directory. */
  @GET
  @Path("/{name}")
  @Operation(operationId = "getDirectory", summary = "Show a directory")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public DirectoryView get(@PathParam("name") String name) {
    return view(find(name), description());
  }

  /** Changes the fields given. */
  @PATCH
  @Path("/{name}")
  @Operation(operationId = "changeDirectory", summary = "Change the fields given")
  @ApiResponse(
      responseCode = "200",
      description = "changed",
      content = @Content(schema = @Schema(implementation = DirectoryView.class)))
  public CompletionStage<Response> change(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = DirectoryView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    PidDescription description = description();
    Fields fields = new Fields(body);
    fields
        .text("name", 1, 32, name)
        .filter(typed -> !typed.equals(name))
        .ifPresent(
            typed -> {
              throw fields.bad("name", "cannot be changed; add a new directory instead");
            });
    Optional<Long> seen = fields.version();
    Map<String, @Nullable String> given = checked(fields);
    return writes
        .update(
            () -> {
              Setting stored = find(name);
              if (seen.isPresent() && seen.get() != stored.version()) {
                throw Problem.conflict(
                    "version",
                    "version: the directory is at version " + stored.version() + "; read it again");
              }
              return planner.put(description, stored.pid(), given);
            },
            Caller.actor(caller))
        .thenApply(changed -> Response.ok(view(changed, description)).build());
  }

  /** Removes a directory that no application uses. */
  @DELETE
  @Path("/{name}")
  @Operation(operationId = "removeDirectory", summary = "Remove a directory no application uses")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> remove(
      @PathParam("name") String name, @Context SecurityContext caller) {
    PidDescription description = description();
    return writes
        .update(
            () -> {
              Setting stored = find(name);
              refuseIfUsed(name);
              return planner.remove(description, stored);
            },
            Caller.actor(caller))
        .thenApply(removed -> Response.noContent().build());
  }

  /** Tries a directory step by step. */
  @POST
  @Path("/{name}/test")
  @Operation(operationId = "testDirectory", summary = "Try a directory step by step")
  @ApiResponse(
      responseCode = "200",
      description = "what was found",
      content = @Content(schema = @Schema(implementation = ProbeView.class)))
  public CompletionStage<Response> test(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = TestBody.class)))
          @Nullable ObjectNode body) {
    find(name);
    Optional<DirectoryProbe.Credentials> credentials =
        body == null ? Optional.empty() : credentials(new Fields(body));
    DirectoryProbe probe =
        plugins
            .directories()
            .find(name)
            .orElseThrow(
                () ->
                    Problem.notInstalled(
                        "directory '%s' does not run; see the status of 'directory'"
                            .formatted(name)));
    return worker
        .limited(probe.probe(credentials))
        .thenApply(steps -> Response.ok(ProbeView.of(steps)).build());
  }

  private static Optional<DirectoryProbe.Credentials> credentials(Fields fields) {
    Optional<String> username = fields.text("username", 1, 256, "alice");
    Optional<Secret> password = fields.secret("password", 1, 1024);
    fields.end();
    if (username.isPresent() != password.isPresent()) {
      throw fields.bad(
          username.isPresent() ? "password" : "username",
          "must be given with the other one, or leave both out");
    }
    return username.map(name -> new DirectoryProbe.Credentials(name, password.orElseThrow()));
  }

  private static Map<String, @Nullable String> checked(Fields fields) {
    Map<String, @Nullable String> given = fields.all(MAX_VALUE);
    String servers = given.get("servers");
    if (servers != null) {
      for (String server : servers.split(",", -1)) {
        if (!SERVER.matcher(server.strip()).matches()) {
          throw fields.bad(
              "servers",
              "'%s' is no address; write for example [\"ldaps://dc1.corp.example:636\"]",
              server.strip());
        }
      }
    }
    return given;
  }

  private void refuseIfUsed(String name) {
    List<String> users =
        installed.records().all(Application.TYPE).stream()
            .filter(each -> each.primary().equals("directory:" + name))
            .map(Application::label)
            .toList();
    if (!users.isEmpty()) {
      throw Problem.conflict(
          "name", "name: the directory is used by applications: " + String.join(", ", users));
    }
  }

  private Setting find(String name) {
    return planner.find(PREFIX + name).orElseThrow(() -> Problem.notFound("directory", name));
  }

  private PidDescription description() {
    return descriptions.find(FACTORY).orElseThrow(() -> Problem.notInstalled("directory"));
  }

  private static DirectoryView view(Setting setting, PidDescription description) {
    return DirectoryView.of(setting.pid().substring(PREFIX.length()), setting, description);
  }
}
