package org.vedette.sdk.setting;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.vedette.api.directory.DirectoryAnswer;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.directory.DirectorySource;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Params;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Plugins;
import org.vedette.sdk.service.Worker;

/** What is in a directory. */
@Path("/directories/{name}/entries")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "directories")
@Produces(MediaType.APPLICATION_JSON)
public final class DirectoryEntriesResource {
  /**
   * A person, group or container.
   *
   * @param id identity that outlives renames and moves
   * @param dn distinguished name
   * @param kind user, group or container
   * @param enabled whether the directory lets the person sign in
   * @param facts what is known, by fact
   * @param names names by which the person may sign in
   */
  public record EntryView(
      String id,
      String dn,
      String kind,
      boolean enabled,
      Map<String, String> facts,
      List<String> names) {
    static EntryView of(DirectoryEntry it) {
      return new EntryView(
          it.id(),
          it.dn(),
          it.kind().name().toLowerCase(Locale.ROOT),
          it.enabled(),
          new TreeMap<>(it.facts()),
          List.copyOf(new TreeSet<>(it.names())));
    }
  }

  /**
   * Some entries.
   *
   * @param items the entries
   * @param next the parameter page of the next ones; empty: these were the last
   * @param oddities what was wrong with entries
   */
  public record EntryPage(List<EntryView> items, String next, List<String> oddities)
      implements Json {}

  private static final int LONGEST_DN = 2_048;

  private final Plugins plugins;
  private final Worker worker;

  /** Takes the services. */
  public DirectoryEntriesResource(Plugins plugins, Worker worker) {
    this.plugins = plugins;
    this.worker = worker;
  }

  /** Searches a directory, or browses it. */
  @GET
  @Operation(operationId = "searchDirectory", summary = "Search a directory, or browse it")
  @ApiResponse(
      responseCode = "200",
      description = "some entries",
      content = @Content(schema = @Schema(implementation = EntryPage.class)))
  public CompletionStage<Response> search(
      @PathParam("name") String name,
      @Parameter(description = "user, group or container") @QueryParam("kind") @DefaultValue("user")
          String kind,
      @Parameter(description = "entry to look in; the directory's base if left out")
          @QueryParam("base")
          @Nullable String base,
      @Parameter(description = "false: only what lies directly in it")
          @QueryParam("below")
          @DefaultValue("true")
          String below,
      @Parameter(description = "id of a group: only its members, also through groups in it")
          @QueryParam("memberOf")
          @Nullable String memberOf,
      @Parameter(description = "part of a name") @QueryParam("text") @Nullable String text,
      @QueryParam("limit") @Nullable String limit,
      @Parameter(description = "next of the page before") @QueryParam("page")
          @Nullable String page) {
    DirectorySource.Search search =
        new DirectorySource.Search(
            kind(kind),
            given("base", base, LONGEST_DN),
            Params.flag("below", below),
            given("memberOf", memberOf, DirectoryEntry.LONGEST_ID),
            Params.text("text", text, 256),
            (int) Params.number("limit", limit, 100, 1, DirectorySource.MOST_ENTRIES));
    return worker
        .limited(source(name).search(search, given("page", page, 256)))
        .thenApply(
            answer -> {
              DirectorySource.Page found = found(answer);
              return Response.ok(
                      new EntryPage(
                          found.entries().stream().map(EntryView::of).toList(),
                          found.next().orElse(""),
                          found.oddities()))
                  .build();
            });
  }

  /** Finds whom a name may mean. */
  @GET
  @Path("/named")
  @Operation(operationId = "findInDirectory", summary = "Find whom a typed name may mean")
  @ApiResponse(
      responseCode = "200",
      description = "those it may mean; more than one: it is ambiguous",
      content = @Content(schema = @Schema(implementation = EntryPage.class)))
  public CompletionStage<Response> named(
      @PathParam("name") String name,
      @Parameter(description = "the name as a user types it") @QueryParam("typed")
          @Nullable String typed) {
    String given = Params.text("typed", typed, 256);
    if (given.isEmpty()) {
      throw Problem.field("typed", "a name, for example CORP\\alice");
    }
    return worker
        .limited(source(name).byName(given))
        .thenApply(
            answer ->
                Response.ok(
                        new EntryPage(
                            found(answer).stream().map(EntryView::of).toList(), "", List.of()))
                    .build());
  }

  private DirectorySource source(String name) {
    return plugins
        .sources()
        .find(name)
        .orElseThrow(
            () ->
                Problem.notInstalled(
                    "directory '%s' does not run; see the status of 'directory'"
                        .formatted(Params.text("name", name, 32))));
  }

  private static <T> T found(DirectoryAnswer<T> answer) {
    return answer.match(
        DirectoryAnswer.Found::value,
        failed -> {
          throw switch (failed.trouble()) {
            case UNREACHABLE -> Problem.unavailable(failed.why());
            case NO_SUCH_BASE -> Problem.field("base", failed.why());
            case BEGIN_AGAIN -> Problem.field("page", failed.why());
            case NO_RIGHT, MALFORMED -> Problem.conflict("name", failed.why());
          };
        });
  }

  private static DirectoryEntry.Kind kind(String text) {
    for (DirectoryEntry.Kind each : DirectoryEntry.Kind.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw Problem.field("kind", "user, group or container");
  }

  private static Optional<String> given(String name, @Nullable String text, int max) {
    return Optional.of(Params.text(name, text, max)).filter(it -> !it.isEmpty());
  }
}
