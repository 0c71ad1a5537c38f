package org.vedette.core.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.state.Claim;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.state.Registers;
import org.vedette.api.store.Records;
import org.vedette.api.user.Bypass;

/** One-time bypasses: whether a user has one that is not used up, and what using it writes. */
public final class Bypasses {
  private static final String KIND = "core.bypass";

  /** The claim outlasts the bypass, so that two requests at its very end use it once. */
  private static final Duration AFTER = Duration.ofMinutes(10);

  private final Records records;
  private final Registers registers;

  /** Works with the durable records and the registers. */
  public Bypasses(Records records, Registers registers) {
    this.records = records;
    this.registers = registers;
  }

  /** Finds the bypass that a user may use now. */
  public Optional<Bypass> open(UUID user, Instant now) {
    return records
        .find(Bypass.TYPE, user)
        .filter(bypass -> now.isBefore(bypass.until()))
        .filter(bypass -> !isUsed(bypass));
  }

  /** Tells whether it was used. */
  public boolean isUsed(Bypass bypass) {
    return registers
        .read(key(bypass))
        .map(used -> used.value() >= bypass.created().toEpochMilli())
        .orElse(false);
  }

  /** What uses it up, for one request only. */
  public static Claim claim(Bypass bypass, byte[] owner) {
    return new Claim(
        "bypass/" + bypass.id(),
        Long.toString(bypass.created().toEpochMilli()),
        owner,
        Optional.of(bypass.until().plus(AFTER)));
  }

  /** What says that it is used up, on every server. */
  public static RegisterWrite used(Bypass bypass) {
    return new RegisterWrite(
        key(bypass), Merge.MAX, new RegisterValue(0, bypass.created().toEpochMilli()));
  }

  private static RegisterKey key(Bypass bypass) {
    return new RegisterKey(KIND, bypass.id().toString());
  }
}
