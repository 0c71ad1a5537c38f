package org.vedette.sdk.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import org.vedette.api.auth.Application;
import org.vedette.api.policy.NetworkList;
import org.vedette.api.policy.PolicyRule;
import org.vedette.api.store.Change;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Writes;

/** Named lists of networks. */
@Path("/networks")
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
public final class NetworksResource {
  /** All lists. */
  public record NetworkPage(List<NetworkView> items) implements Json {}

  /**
   * What changes in a list.
   *
   * @param version the version that was read; left out: whatever is stored
   * @param entries all entries
   * @param add entries beside those there
   * @param remove entries that go
   */
  public record NetworkChange(
      long version, List<String> entries, List<String> add, List<String> remove) implements Json {}

  private final Installed installed;
  private final Writes writes;
  private final NetworkForm form = new NetworkForm();

  /** Takes the services. */
  public NetworksResource(Installed installed, Writes writes) {
    this.installed = installed;
    this.writes = writes;
  }

  /** Lists all. */
  @GET
  @Operation(operationId = "listNetworks", summary = "List the named networks")
  @ApiResponse(responseCode = "200", description = "all of them", useReturnTypeSchema = true)
  public NetworkPage list() {
    return new NetworkPage(
        installed.records().all(NetworkList.TYPE).stream()
            .sorted(Comparator.comparing(NetworkList::name))
            .map(this::view)
            .toList());
  }

  /** Adds one. */
  @POST
  @Operation(operationId = "addNetwork", summary = "Add a named network")
  @ApiResponse(
      responseCode = "201",
      description = "added",
      content = @Content(schema = @Schema(implementation = NetworkView.class)))
  public CompletionStage<Response> add(
      @RequestBody(content = @Content(schema = @Schema(implementation = NetworkView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    NetworkList list = form.create(new Fields(body));
    if (installed.records().all(NetworkList.TYPE).size() >= NetworkList.MAX_LISTS) {
      throw Problem.conflict(
          "name", "there are %d named networks already".formatted(NetworkList.MAX_LISTS));
    }
    return writes
        .put(NetworkList.TYPE, list, Caller.actor(caller))
        .thenApply(added -> Response.status(201).entity(view(added)).build());
  }

  /** Shows one. */
  @GET
  @Path("/{name}")
  @Operation(operationId = "getNetwork", summary = "Show a named network and who uses it")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public NetworkView get(@PathParam("name") String name) {
    return view(find(name));
  }

  /** Changes the entries. */
  @PATCH
  @Path("/{name}")
  @Operation(operationId = "changeNetwork", summary = "Change the entries of a named network")
  @ApiResponse(
      responseCode = "200",
      description = "changed; it counts at once wherever it is used",
      content = @Content(schema = @Schema(implementation = NetworkView.class)))
  public CompletionStage<Response> change(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = NetworkChange.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              NetworkList next = form.change(find(name), new Fields(body));
              return new Writes.Plan<>(Change.put(NetworkList.TYPE, next), next);
            },
            Caller.actor(caller))
        .thenApply(changed -> Response.ok(view(changed)).build());
  }

  /** Removes one that nobody uses. */
  @DELETE
  @Path("/{name}")
  @Operation(operationId = "removeNetwork", summary = "Remove a named network that nobody uses")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> remove(
      @PathParam("name") String name, @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              NetworkList stored = find(name);
              List<String> users = usedBy(stored);
              if (!users.isEmpty()) {
                throw Problem.conflict(
                    "name",
                    "name: the network '%s' is used by %s; change them first"
                        .formatted(stored.label(), String.join(", ", users)));
              }
              return new Writes.Plan<>(Change.remove(NetworkList.TYPE, stored), stored);
            },
            Caller.actor(caller))
        .thenApply(removed -> Response.noContent().build());
  }

  private NetworkList find(String name) {
    return installed
        .records()
        .findByKey(NetworkList.TYPE, NetworkList.key(name.strip()))
        .orElseThrow(() -> Problem.notFound("network", name));
  }

  private NetworkView view(NetworkList list) {
    return NetworkView.of(list, usedBy(list));
  }

  private List<String> usedBy(NetworkList list) {
    String reference = NetworkList.reference(list.name());
    List<String> users = new ArrayList<>();
    for (Application each : installed.records().all(Application.TYPE)) {
      if (each.trustedNetworks().contains(reference)) {
        users.add("application '" + each.label() + "'");
      }
    }
    for (PolicyRule each : installed.records().all(PolicyRule.TYPE)) {
      if (each.conditions().stream()
          .anyMatch(
              it -> it.kind() == PolicyRule.Kind.NETWORK && it.values().contains(reference))) {
        users.add("rule '" + each.label() + "'");
      }
    }
    return users;
  }
}
