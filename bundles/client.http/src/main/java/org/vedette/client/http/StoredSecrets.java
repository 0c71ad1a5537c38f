package org.vedette.client.http;

import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.lifecycle.SettingText.Problem;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.secret.UnsealException;
import org.vedette.api.store.StoreUnavailableException;

/** The secrets that settings of a gateway refer to. Thread-safe. */
public final class StoredSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSecrets.class);
  private static final int ID_OCTETS = 16;

  private final SecretVault vault;
  private final String pid;

  /** Reads them from {@code vault} for the settings of {@code pid}. */
  public StoredSecrets(SecretVault vault, String pid) {
    this.vault = vault;
    this.pid = pid;
  }

  /**
   * Says what is wrong with a secret; nothing while the store cannot be read: each message looks
   * again.
   *
   * @param setting as set; empty where none is needed
   * @param fits whether a secret can be used for what it is meant
   */
  public Optional<Problem> problem(String key, String setting, Predicate<Secret> fits) {
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Secret> secret = vault.resolve(setting);
      if (secret.isEmpty() || secret.get().length() == 0) {
        return Optional.of(
            new Problem(key, "names a secret that is not stored; store it, then set it again"));
      }
      if (!fits.test(secret.get())) {
        return Optional.of(new Problem(key, "holds characters that cannot stand in a header"));
      }
    } catch (StoreUnavailableException | UnsealException unreadable) {
      LOG.warn("The secret cannot be read yet: pid={} why={}", pid, unreadable.getMessage());
    }
    return Optional.empty();
  }

  /** Reads one; an empty one for an empty setting, nothing while it cannot be read. */
  public Optional<Secret> read(String setting) {
    if (setting.isEmpty()) {
      return Optional.of(Secret.of(""));
    }
    try {
      return vault.resolve(setting);
    } catch (StoreUnavailableException | UnsealException unreadable) {
      return Optional.empty();
    }
  }

  /** Returns a new id: 32 hexadecimal digits. */
  public String newId() {
    return HexFormat.of().formatHex(vault.random(ID_OCTETS));
  }
}
