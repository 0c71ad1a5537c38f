package org.vedette.sdk.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.vedette.api.delivery.UserMails;
import org.vedette.api.store.Change;
import org.vedette.api.store.Records;
import org.vedette.api.store.Setting;
import org.vedette.api.user.User;
import org.vedette.api.user.UserDefaults;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Writes;

/** Users. */
@Path("/users")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UsersResource {
  private final Installed installed;
  private final Writes writes;
  private final UserViews views;
  private final UserForm form;

  /** Takes the services. */
  public UsersResource(Installed installed, Plugins plugins, Writes writes) {
    this.installed = installed;
    this.writes = writes;
    this.views = new UserViews(installed);
    this.form = new UserForm(() -> plugins.methods().keys(), () -> defaults(installed));
  }

  /** What the operator has set, read where it is stored: the core may be missing. */
  private static UserDefaults defaults(Installed installed) {
    return installed
        .records()
        .findByKey(Setting.TYPE, Setting.key(UserDefaults.PID))
        .map(setting -> UserDefaults.of(setting.values()))
        .orElse(UserDefaults.NONE);
  }

  /** Lists users, sorted by name. */
  @GET
  @Operation(operationId = "listUsers", summary = "List users, sorted by name")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public UserPage list(
      @Parameter(description = "occurs in a name, an address, the group or the description")
          @QueryParam("text")
          @Nullable String text,
      @Parameter(description = "exactly this group, in any case") @QueryParam("group")
          @Nullable String group,
      @QueryParam("offset") @Nullable String offset,
      @QueryParam("limit") @Nullable String limit) {
    String wanted = Params.text("group", group, 100);
    Records.Query query =
        new Records.Query(
            Params.text("text", text, 100).toLowerCase(Locale.ROOT),
            wanted.isEmpty() ? "" : User.searchGroup(wanted),
            (int) Params.number("offset", offset, 0, 0, Integer.MAX_VALUE),
            (int) Params.number("limit", limit, 50, 1, 500));
    Records.Page<User> page = installed.records().search(User.TYPE, query);
    List<UserView> items = page.items().stream().map(views::view).toList();
    return new UserPage(items, page.total());
  }

  /** Adds a user. */
  @POST
  @Operation(operationId = "addUser", summary = "Add a user")
  @ApiResponse(
      responseCode = "201",
      description = "added",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public CompletionStage<Response> add(
      @RequestBody(content = @Content(schema = @Schema(implementation = UserView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    User user = form.create(UUID.randomUUID(), new Fields(body));
    return writes
        .put(User.TYPE, user, Caller.actor(caller))
        .thenApply(added -> Response.status(201).entity(views.view(added)).build());
  }

  /** Shows a user. */
  @GET
  @Path("/{name}")
  @Operation(operationId = "getUser", summary = "Show a user")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public UserView get(@PathParam("name") String name) {
    return views.view(views.find(name));
  }

  /** Changes the fields given. */
  @PATCH
  @Path("/{name}")
  @Operation(operationId = "changeUser", summary = "Change the fields given")
  @ApiResponse(
      responseCode = "200",
      description = "changed",
      content = @Content(schema = @Schema(implementation = UserView.class)))
  public CompletionStage<Response> change(
      @PathParam("name") String name,
      @Parameter(description = "true: the user is told by mail what is in force now")
          @QueryParam("mail")
          @Nullable String mail,
      @RequestBody(content = @Content(schema = @Schema(implementation = UserView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    boolean told = Params.flag("mail", mail);
    return writes
        .update(
            () -> {
              User next = form.change(views.find(name), new Fields(body));
              if (told) {
                installed.mailsTo(next);
              }
              return new Writes.Plan<>(Change.put(User.TYPE, next), next);
            },
            Caller.actor(caller))
        .thenApply(
            changed -> {
              if (told) {
                installed
                    .findMails()
                    .ifPresent(it -> it.tell(UserMails.Event.UPDATE, changed, Map.of()));
              }
              return Response.ok(views.view(changed)).build();
            });
  }

  /** Removes a user with all enrollments, password and PIN. */
  @DELETE
  @Path("/{name}")
  @Operation(
      operationId = "removeUser",
      summary = "Remove a user with all enrollments, password and PIN")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> remove(
      @PathParam("name") String name, @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              User user = views.find(name);
              return new Writes.Plan<>(Change.remove(User.TYPE, user), user);
            },
            Caller.actor(caller))
        .thenApply(removed -> Response.noContent().build());
  }
}
