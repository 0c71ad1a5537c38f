package org.vedette.sdk.server;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.vedette.api.auth.Application;
import org.vedette.api.state.ChallengeStore;
import org.vedette.api.state.Journal;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.User;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.http.Times;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;

/** How the server is. */
@Path("/status")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "server")
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
  private final Installed installed;
  private final Plugins plugins;
  private final Checkup checkup;
  private final String version;
  private final Instant started;
  private final InstantSource clock;

  /**
   * Takes the services.
   *
   * @param version version of the product
   * @param started when the process started
   */
  public StatusResource(
      Installed installed, Plugins plugins, String version, Instant started, InstantSource clock) {
    this.installed = installed;
    this.plugins = plugins;
    this.checkup = new Checkup(installed, plugins);
    this.version = version;
    this.started = started;
    this.clock = clock;
  }

  /** Tells how the server is. */
  @GET
  @Operation(operationId = "getStatus", summary = "Tell how the server is")
  @ApiResponse(responseCode = "200", description = "found", useReturnTypeSchema = true)
  public StatusView get() {
    return new StatusView(
        version,
        installed.findJournal().map(Journal::server).orElse(""),
        Runtime.version().toString(),
        Times.text(started),
        Math.max(0, Duration.between(started, clock.instant()).toSeconds()),
        StatusView.HealthView.of(checkup.health()),
        readable(() -> installed.findRecords().map(StatusResource::users)).orElse(null),
        readable(() -> installed.findRecords().map(it -> it.all(Application.TYPE).size()))
            .orElse(null),
        installed.findChallenges().map(ChallengeStore::open).orElse(null),
        installed.findCluster().map(it -> StatusView.ClusterPart.of(it.view())).orElse(null),
        plugins.capabilities().stream().map(StatusView.CapabilityView::of).toList());
  }

  private static long users(Records records) {
    return records.search(User.TYPE, new Records.Query("", 0, 1)).total();
  }

  /** The status must be told even when the database is down. */
  private static <T> Optional<T> readable(Supplier<Optional<T>> read) {
    try {
      return read.get();
    } catch (StoreUnavailableException down) {
      return Optional.empty();
    }
  }
}
