package org.vedette.core.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.state.Registers;
import org.vedette.api.user.Block;

/**
 * Users who are blocked because they reported fraud. A register, not a change: any server blocks at
 * once, whether or not the master can be reached.
 */
public final class FraudBlocks {
  private static final String UNTIL = "core.fraud-until";

  private final Registers registers;

  /** Reads from {@code registers}. */
  public FraudBlocks(Registers registers) {
    this.registers = registers;
  }

  /** Returns the block; empty when none holds. */
  public Optional<Block> find(UUID user, Instant now) {
    return registers
        .read(key(user))
        .map(
            found ->
                new Block(
                    "fraud reported",
                    "the user",
                    Instant.ofEpochMilli(found.stamp()),
                    Instant.ofEpochMilli(found.value())))
        .filter(block -> block.holds(now));
  }

  /** What blocks a user from now on. */
  public static List<RegisterWrite> block(UUID user, Duration life, Instant now) {
    return List.of(write(user, now, now.plus(life).toEpochMilli()));
  }

  /** What ends the block. */
  public static List<RegisterWrite> end(UUID user, Instant now) {
    return List.of(write(user, now, 0));
  }

  private static RegisterWrite write(UUID user, Instant now, long until) {
    return new RegisterWrite(key(user), Merge.LATEST, new RegisterValue(now.toEpochMilli(), until));
  }

  private static RegisterKey key(UUID user) {
    return new RegisterKey(UNTIL, user.toString());
  }
}
