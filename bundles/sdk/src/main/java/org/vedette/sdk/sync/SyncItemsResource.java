package org.vedette.sdk.sync;

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
import java.util.Locale;
import java.util.Optional;
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
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.vedette.api.store.Change;
import org.vedette.api.sync.SyncItem;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Writes;

/** Items of synchronization, in their order; the next run after a change looks at everybody. */
@Path("/sync/items")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "synchronization")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SyncItemsResource {
  /** All items. */
  @Schema(name = "SyncItemList")
  public record ItemList(List<ItemView> items) implements Json {}

  /**
   * Where an item goes.
   *
   * @param position its place afterwards, from 1
   */
  @Schema(name = "SyncItemPlace")
  public record PlaceBody(int position) implements Json {}

  private final Installed installed;
  private final Writes writes;
  private final ItemForm form;

  /** Takes the services. */
  public SyncItemsResource(Installed installed, Plugins plugins, Writes writes) {
    this.installed = installed;
    this.writes = writes;
    this.form = new ItemForm(plugins.methods()::keys);
  }

  /** Lists all items. */
  @GET
  @Operation(operationId = "listSyncItems", summary = "List the items in their order")
  @ApiResponse(responseCode = "200", description = "all items", useReturnTypeSchema = true)
  public ItemList list() {
    List<ItemView> items = new ArrayList<>();
    all().forEach(it -> items.add(ItemView.of(it, items.size() + 1)));
    return new ItemList(items);
  }

  /** Adds an item. */
  @POST
  @Operation(
      operationId = "addSyncItem",
      summary = "Add an item, as the last unless told otherwise")
  @ApiResponse(
      responseCode = "201",
      description = "added",
      content = @Content(schema = @Schema(implementation = ItemView.class)))
  public CompletionStage<Response> add(
      @RequestBody(content = @Content(schema = @Schema(implementation = ItemView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    Optional<Integer> wanted = position(fields);
    SyncItem item = form.create(fields);
    return writes
        .update(
            () -> {
              List<SyncItem> others = all();
              if (others.size() >= SyncItem.MOST) {
                throw Problem.conflict(
                    "name", "there are %d items already".formatted(SyncItem.MOST));
              }
              return new Writes.Plan<>(
                  placed(others, item, wanted.orElse(others.size() + 1)), item);
            },
            Caller.actor(caller))
        .thenApply(added -> Response.status(201).entity(view(added)).build());
  }

  /** Shows an item. */
  @GET
  @Path("/{name}")
  @Operation(operationId = "getSyncItem", summary = "Show an item")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public ItemView get(@PathParam("name") String name) {
    return view(find(name));
  }

  /** Changes the fields given. */
  @PATCH
  @Path("/{name}")
  @Operation(operationId = "changeSyncItem", summary = "Change the fields given")
  @ApiResponse(
      responseCode = "200",
      description = "changed",
      content = @Content(schema = @Schema(implementation = ItemView.class)))
  public CompletionStage<Response> change(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = ItemView.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              SyncItem stored = find(name);
              Fields fields = new Fields(body);
              Optional<Integer> wanted = position(fields);
              SyncItem next = form.change(stored, fields);
              return new Writes.Plan<>(
                  wanted
                      .map(it -> placed(without(stored), next, it))
                      .orElseGet(() -> Change.put(SyncItem.TYPE, next)),
                  next);
            },
            Caller.actor(caller))
        .thenApply(changed -> Response.ok(view(changed)).build());
  }

  /** Moves an item. */
  @POST
  @Path("/{name}/move")
  @Operation(operationId = "moveSyncItem", summary = "Put an item at another place")
  @ApiResponse(
      responseCode = "200",
      description = "moved",
      content = @Content(schema = @Schema(implementation = ItemView.class)))
  public CompletionStage<Response> move(
      @PathParam("name") String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = PlaceBody.class)))
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
              SyncItem stored = find(name);
              SyncItem next = stored.at(stored.position());
              return new Writes.Plan<>(placed(without(stored), next, wanted), next);
            },
            Caller.actor(caller))
        .thenApply(moved -> Response.ok(view(moved)).build());
  }

  /** Removes an item. */
  @DELETE
  @Path("/{name}")
  @Operation(
      operationId = "removeSyncItem",
      summary =
          "Remove an item; those whom no other item has meet the fate that it had for leaving")
  @ApiResponse(responseCode = "204", description = "removed")
  public CompletionStage<Response> remove(
      @PathParam("name") String name, @Context SecurityContext caller) {
    return writes
        .update(
            () -> {
              SyncItem stored = find(name);
              return new Writes.Plan<>(Change.remove(SyncItem.TYPE, stored), stored);
            },
            Caller.actor(caller))
        .thenApply(removed -> Response.noContent().build());
  }

  private List<SyncItem> all() {
    return installed.records().all(SyncItem.TYPE).stream()
        .sorted(Comparator.comparingLong(SyncItem::position).thenComparing(SyncItem::name))
        .toList();
  }

  private List<SyncItem> without(SyncItem item) {
    return all().stream().filter(it -> !it.id().equals(item.id())).toList();
  }

  private SyncItem find(String name) {
    return installed
        .records()
        .findByKey(SyncItem.TYPE, SyncItem.key(name.strip().toLowerCase(Locale.ROOT)))
        .orElseThrow(() -> Problem.notFound("item", name));
  }

  private ItemView view(SyncItem written) {
    SyncItem stored = installed.records().find(SyncItem.TYPE, written.id()).orElse(written);
    List<UUID> order = all().stream().map(SyncItem::id).toList();
    return ItemView.of(stored, order.indexOf(stored.id()) + 1);
  }

  /** Gives every item its number, and writes those whose number is another. */
  private static Change placed(List<SyncItem> others, SyncItem item, int place) {
    List<SyncItem> order = new ArrayList<>(others);
    order.add(Math.min(place - 1, order.size()), item);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      SyncItem each = order.get(i);
      if (each == item) {
        changes.add(Change.put(SyncItem.TYPE, at(item, i + 1L)));
      } else if (each.position() != i + 1) {
        changes.add(Change.put(SyncItem.TYPE, each.at(i + 1L)));
      }
    }
    return changes.size() == 1 ? changes.get(0) : new Change.Batch(changes);
  }

  /** The same version at another place. */
  private static SyncItem at(SyncItem it, long place) {
    return new SyncItem(
        it.id(),
        it.version(),
        place,
        it.label(),
        it.name(),
        it.enabled(),
        it.directory(),
        it.container(),
        it.group(),
        it.nested(),
        it.rules(),
        it.profile());
  }

  private static Optional<Integer> position(Fields fields) {
    return fields.integer("position", 1, SyncItem.MOST, 1);
  }
}
