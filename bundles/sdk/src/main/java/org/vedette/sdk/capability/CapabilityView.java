package org.vedette.sdk.capability;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vedette.api.lifecycle.CapabilityReport;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/**
 * One thing the server can do.
 *
 * @param id short name
 * @param symbolicName name of its bundle
 * @param version version of its bundle
 * @param state active, disabled, failed or missing
 * @param required whether there is no server without it
 * @param addresses where it listens
 * @param health ok, warn or critical
 * @param message what is wrong and what to do
 * @param since when it began to serve; null when it does not
 * @param uptimeSeconds for how long it has served; null when it does not
 * @param inFlight how many calls it works on
 * @param rollbackTo version that a rollback brings back; null when there is none
 */
@Schema(name = "CapabilityState")
public record CapabilityView(
    String id,
    String symbolicName,
    String version,
    String state,
    boolean required,
    List<String> addresses,
    String health,
    String message,
    @Nullable String since,
    @Nullable Long uptimeSeconds,
    int inFlight,
    @Nullable String rollbackTo)
    implements Json {

  static CapabilityView of(CapabilityReport it, Instant now) {
    return new CapabilityView(
        it.id(),
        it.symbolicName(),
        it.version(),
        it.state().name().toLowerCase(Locale.ROOT),
        it.required(),
        it.addresses(),
        it.health().status().name().toLowerCase(Locale.ROOT),
        it.health().message(),
        it.since().map(Times::text).orElse(null),
        it.since().map(at -> Math.max(0, Duration.between(at, now).toSeconds())).orElse(null),
        it.inFlight(),
        it.rollbackTo().orElse(null));
  }
}
