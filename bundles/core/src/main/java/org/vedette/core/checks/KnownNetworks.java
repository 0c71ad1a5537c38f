package org.vedette.core.checks;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.policy.AddressRange;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.state.Registers;

/**
 * Remembers from which networks a user's second factor was right: 16 registers for each user, each
 * for the network whose keyed hash falls there and was seen last. Two networks may push each other
 * out, so one that was seen may count as new; one that was not never counts as known.
 */
public final class KnownNetworks {
  private static final String KIND = "core.network";
  private static final Duration LIFE = Duration.ofDays(90);
  private static final int PLACES = 16;
  private static final int PREFIX_4 = 3;
  private static final int PREFIX_6 = 6;

  private final Registers registers;
  private final SecretVault vault;

  /** Works with the registers; the vault hides addresses. */
  public KnownNetworks(Registers registers, SecretVault vault) {
    this.registers = registers;
    this.vault = vault;
  }

  /**
   * Returns whether nothing is known of the network of {@code address}.
   *
   * @param address of the person's device; what is none is new
   */
  public boolean isNew(UUID user, String address, Instant now) {
    Optional<Long> hash = hash(user, address);
    return hash.flatMap(it -> registers.read(key(user, it)))
        .filter(it -> it.value() == hash.get())
        .filter(it -> now.isBefore(Instant.ofEpochMilli(it.stamp()).plus(LIFE)))
        .isEmpty();
  }

  /** What notes the network of {@code address}; nothing when that is none. */
  public List<RegisterWrite> note(UUID user, String address, Instant now) {
    return hash(user, address).stream()
        .map(
            it ->
                new RegisterWrite(
                    key(user, it), Merge.LATEST, new RegisterValue(now.toEpochMilli(), it)))
        .toList();
  }

  /** The keyed hash of the network: /24 of IPv4, /48 of IPv6. */
  private Optional<Long> hash(UUID user, String address) {
    return AddressRange.address(address)
        .map(it -> Arrays.copyOf(it, it.length == 4 ? PREFIX_4 : PREFIX_6))
        .map(it -> ByteBuffer.wrap(vault.mac(KIND, place(user), it)).getLong());
  }

  private static byte[] place(UUID user) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(user.getMostSignificantBits())
        .putLong(user.getLeastSignificantBits())
        .array();
  }

  private static RegisterKey key(UUID user, long hash) {
    return new RegisterKey(KIND, user + "/" + Long.remainderUnsigned(hash, PLACES));
  }
}
