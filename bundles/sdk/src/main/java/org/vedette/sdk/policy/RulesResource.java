package org.vedette.sdk.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.store.Change;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Writes;

/** Rules of policy, in the order they are looked at. */
@Path("/policy/rules")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "policy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RulesResource {
  /** All rules. */
  public record RuleList(List<RuleView> items) implements Json {}

  /**
   * Where a rule goes.
   *
   * @param position its place afterwards, from 1
   */
  public record MoveBody(int position) implements Json {}

  private final Installed installed;
  private final Writes writes;
  private final RuleForm form;
  private final RuleViews views;

  /** Takes the services. */
  public RulesResource(Installed installed, Plugins plugins, Writes writes) {
    this.installed = installed;
    this.writes = writes;
    this.form = new RuleForm(installed, plugins);
    this.views = new RuleViews(installed);
  }

  /** Lists all rules. */
  @GET
  @Operation(operationId = "listRules", summary = "List the rules of policy in their order")
  @ApiResponse(responseCode = "200", description = "all rules", useReturnTypeSchema = true)
  public RuleList list() {
    List<RuleView> items = new ArrayList<>();
    views.all().forEach(it -> items.add(views.view(it, items.size() + 1)));
    return new RuleList(items);
  }

  /** Adds a rule. */
  @POST
  @Operation(
      operationId = "addRule",
      summary =
          "Add a rule; it observes unless its mode says otherwise, and stands last unless its"
              + " position says otherwise")
  @ApiResponse(
      responseCode = "201",
      description = "added",
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  public CompletionStage<Response> add(
      @RequestBody(content = @Content(schema = @Schema(implementation = RuleView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    Optional<Integer> wanted = position(fields);
    PolicyRule rule = form.create(fields);
    return writes
        .update(
            () -> {
              List<PolicyRule> others = views.all();
              if (others.size() >= PolicyRule.MAX_RULES) {
                throw Problem.conflict(
                    "name", "there are %d rules already".formatted(PolicyRule.MAX_RULES));
              }
              int index = wanted.map(it -> it - 1).orElse(others.size());
              Change change = Order.put(others, rule, Math.min(index, others.size()));
              return new Writes.Plan<>(change, rule);
            },
            Caller.actor(caller))
        .thenApply(added -> Response.status(201).entity(views.view(stored(added))).build());
  }

  /** Shows a rule. */
  @GET
  @Path("/{name}")
  @Operation(operationId = "getRule", summary = "Show a rule")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public RuleView get(@PathParam("name") String name) {
    return views.view(views.find(name));
  }

  /** Changes the fields given. */
  @PATCH
  @Path("/{name}")
  @Operation(
      operationId = "changeRule",
      summary = "Change the fields given; of when and not, those lists that are given")
  @ApiResponse(
      responseCode = "200",
      description = "changed",
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  public CompletionStage<Response> change(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = RuleView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              PolicyRule stored = views.find(name);
              Fields fields = new Fields(body);
              Optional<Integer> wanted = position(fields);
              PolicyRule next = form.change(stored, fields);
              return new Writes.Plan<>(
                  wanted
                      .map(it -> moved(next, it))
                      .orElseGet(() -> Change.put(PolicyRule.TYPE, next)),
                  next);
            },
            Caller.actor(caller))
        .thenApply(changed -> Response.ok(views.view(stored(changed))).build());
  }

  /** Moves a rule. */
  @POST
  @Path("/{name}/move")
  @Operation(operationId = "moveRule", summary = "Put a rule at another place")
  @ApiResponse(
      responseCode = "200",
      description = "moved",
      content = @Content(schema = @Schema(implementation = RuleView.class)))
  public CompletionStage<Response> move(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = MoveBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    int wanted =
        position(fields)
            .orElseThrow(() -> fields.bad("position", "must be given: its place, for example 1"));
    fields.end();
    return writes
        .update(
            () -> {
              PolicyRule stored = views.find(name);
              PolicyRule next = stored.at(stored.position());
              return new Writes.Plan<>(moved(next, wanted), next);
            },
            Caller.actor(caller))
        .thenApply(moved -> Response.ok(views.view(stored(moved))).build());
  }

  /** Removes a rule. */
  @DELETE
  @Path("/{name}")
  @Operation(operationId = "removeRule", summary = "Remove a rule")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> remove(
      @PathParam("name") String name, @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              PolicyRule stored = views.find(name);
              return new Writes.Plan<>(Change.remove(PolicyRule.TYPE, stored), stored);
            },
            Caller.actor(caller))
        .thenApply(removed -> Response.noContent().build());
  }

  private Change moved(PolicyRule next, int wanted) {
    List<PolicyRule> others =
        views.all().stream().filter(it -> !it.id().equals(next.id())).toList();
    return Order.put(others, next, Math.min(wanted - 1, others.size()));
  }

  /** The rule as it was written: its place was chosen with the change. */
  private PolicyRule stored(PolicyRule written) {
    return installed.records().find(PolicyRule.TYPE, written.id()).orElse(written);
  }

  private static Optional<Integer> position(Fields fields) {
    return fields.integer("position", 1, PolicyRule.MAX_RULES, 1);
  }
}
