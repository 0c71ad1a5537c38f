package org.vedette.core.enrolling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.Lockouts;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.store.Actor;
import org.vedette.api.user.Block;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.FraudBlocks;
import org.vedette.core.flow.Ports;

/** Tells and ends lockouts and waits for an administrator. */
public final class LockoutDesk implements Lockouts {
  private final Ports ports;
  private final Failures failures;
  private final FraudBlocks fraud;

  /** Works with {@code ports}. */
  public LockoutDesk(Ports ports, Failures failures) {
    this.ports = ports;
    this.failures = failures;
    this.fraud = new FraudBlocks(ports.registers());
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
    return write(
        failures.forgotten(user, ports.clock().instant()),
        Acts.record(ports, "user.unlock", username, Optional.of(user), actor));
  }

  @Override
  public Optional<Block> fraudBlock(UUID user) {
    return fraud.find(user, ports.clock().instant());
  }

  @Override
  public CompletionStage<Forced> endFraudBlock(UUID user, String username, Actor actor) {
    return write(
        FraudBlocks.end(user, ports.clock().instant()),
        Acts.record(ports, "user.fraudblock.end", username, Optional.of(user), actor));
  }

  private CompletionStage<Forced> write(List<RegisterWrite> registers, AuditRecord act) {
    return ports
        .journal()
        .append(
            new JournalEntry(
                List.of(), new byte[0], registers, List.of(), List.of(), List.of(act)));
  }
}
