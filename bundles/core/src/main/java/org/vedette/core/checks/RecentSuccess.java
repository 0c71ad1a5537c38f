package org.vedette.core.checks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Application.Cache;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.state.Registers;

/**
 * Remembers when a user's second factor was last right, where an application caches that. One
 * register for each user, or user and application: of addresses only the last is remembered.
 */
public final class RecentSuccess {
  private static final String KIND = "core.recent";
  private static final String PURPOSE = "core.recent";

  private final Registers registers;
  private final SecretVault vault;

  /** Works with the registers; the vault hides addresses. */
  public RecentSuccess(Registers registers, SecretVault vault) {
    this.registers = registers;
    this.vault = vault;
  }

  /**
   * Tells when it was, if it counts here and now.
   *
   * @param address of the person's device; empty when unknown
   */
  public Optional<Instant> counting(
      Application application, UUID user, String address, Instant now) {
    Cache cache = application.cache();
    if (!caches(cache, address)) {
      return Optional.empty();
    }
    long wanted = place(cache, address);
    return registers
        .read(key(application, user))
        .filter(found -> found.value() == wanted)
        .map(found -> Instant.ofEpochMilli(found.stamp()))
        .filter(at -> !at.isAfter(now) && now.isBefore(at.plus(cache.life())));
  }

  /** What notes that it is right now; empty where nothing is cached. */
  public Optional<RegisterWrite> note(
      Application application, UUID user, String address, Instant now) {
    Cache cache = application.cache();
    return caches(cache, address)
        ? Optional.of(
            new RegisterWrite(
                key(application, user),
                Merge.LATEST,
                new RegisterValue(now.toEpochMilli(), place(cache, address))))
        : Optional.empty();
  }

  private static boolean caches(Cache cache, String address) {
    return cache.life().compareTo(Duration.ZERO) > 0
        && (cache.by() != Cache.By.ADDRESS || !address.isEmpty());
  }

  private long place(Cache cache, String address) {
    if (cache.by() != Cache.By.ADDRESS) {
      return 0;
    }
    byte[] hash = vault.mac(PURPOSE, address.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash).getLong();
  }

  private static RegisterKey key(Application application, UUID user) {
    return new RegisterKey(
        KIND,
        application.cache().by() == Cache.By.USER
            ? user.toString()
            : user + "/" + application.id());
  }
}
