package org.vedette.radius;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.vedette.api.auth.Outcome;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.radius.AttributeTypes;

/**
 * Tests of clients that run: sign-ins under the name of a test are answered by it, not by the core.
 * Costs one look at an empty map while none runs. Thread-safe.
 */
final class Exercises {
  private static final Duration LENGTH = Duration.ofMinutes(10);
  private static final int MOST = 16;
  private static final int NAME_OCTETS = 4;

  private final Map<UUID, Exercise> running = new ConcurrentHashMap<>();
  private final SecretVault vault;
  private final InstantSource clock;

  Exercises(SecretVault vault, InstantSource clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /** Begins a step; the oldest tests give way when too many run. */
  RadiusDesk.ClientTest begin(UUID application, RadiusDesk.Step step, Duration wait) {
    Instant now = clock.instant();
    running.values().removeIf(each -> !now.isBefore(each.until()));
    if (running.size() >= MOST && !running.containsKey(application)) {
      running.entrySet().stream()
          .min(Map.Entry.comparingByValue((a, b) -> a.until().compareTo(b.until())))
          .ifPresent(oldest -> running.remove(oldest.getKey()));
    }
    Exercise exercise =
        running.computeIfAbsent(
            application, each -> new Exercise(name(), now.plus(LENGTH), vault, clock));
    exercise.begin(step, wait);
    return exercise.state();
  }

  Optional<RadiusDesk.ClientTest> find(UUID application) {
    return Optional.ofNullable(running.get(application))
        .filter(each -> clock.instant().isBefore(each.until()))
        .map(Exercise::state);
  }

  void end(UUID application) {
    running.remove(application);
  }

  /** Answers a request of a test; empty when it is none. */
  Optional<CompletionStage<Outcome>> answer(Waiting sign) {
    if (running.isEmpty()) {
      return Optional.empty();
    }
    Arrival arrival = sign.arrival();
    Exercise exercise = running.get(arrival.client().application());
    if (exercise == null || !clock.instant().isBefore(exercise.until())) {
      return Optional.empty();
    }
    return arrival
        .packet()
        .first(AttributeTypes.USER_NAME)
        .map(name -> new String(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))
        .filter(name -> name.contains(exercise.username()))
        .map(name -> exercise.answer(sign));
  }

  private String name() {
    return "vedette-test-" + HexFormat.of().formatHex(vault.random(NAME_OCTETS));
  }
}
