package org.vedette.core.enrolling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.vedette.api.auth.Lockouts;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.store.Actor;
import org.vedette.core.checks.Failures;
import org.vedette.core.flow.Ports;

/** Tells and ends lockouts and waits for an administrator. */
public final class LockoutDesk implements Lockouts {
  private final Ports ports;
  private final Failures failures;

  /** Works with {@code ports}. */
  public LockoutDesk(Ports ports, Failures failures) {
    this.ports = ports;
    this.failures = failures;
  }

  @Override
  public Optional<Instant> lockedUntil(UUID user) {
    Instant now = ports.clock().instant();
    return failures
        .lockedUntil(user, now)
        .or(() -> failures.waitsUntil(user, ports.settings().get(), now));
  }

  @Override
  public CompletionStage<Forced> unlock(UUID user, String username, Actor actor) {
    return ports
        .journal()
        .append(
            new JournalEntry(
                List.of(),
                new byte[0],
                failures.forgotten(user, ports.clock().instant()),
                List.of(),
                List.of(),
                List.of(Acts.record(ports, "user.unlock", username, Optional.of(user), actor))));
  }
}
