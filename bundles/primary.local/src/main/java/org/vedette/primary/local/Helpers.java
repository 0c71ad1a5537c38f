package org.vedette.primary.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.secret.PasswordHasher;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;

/** The services this bundle needs, each of which may be away while its bundle is replaced. */
final class Helpers {
  private static final String ONLY = "";

  private final ServiceDirectory<String, PasswordHasher> hashers = new ServiceDirectory<>();
  private final ServiceDirectory<String, SecretVault> vaults = new ServiceDirectory<>();
  private final ServiceDirectory<String, Records> records = new ServiceDirectory<>();
  private final ServiceDirectory<String, ChangeLog> changes = new ServiceDirectory<>();

  void add(PasswordHasher service) {
    hashers.add(ONLY, 0, service);
  }

  void remove(PasswordHasher service) {
    hashers.remove(ONLY, service);
  }

  void add(SecretVault service) {
    vaults.add(ONLY, 0, service);
  }

  void remove(SecretVault service) {
    vaults.remove(ONLY, service);
  }

  void add(Records service) {
    records.add(ONLY, 0, service);
  }

  void remove(Records service) {
    records.remove(ONLY, service);
  }

  void add(ChangeLog service) {
    changes.add(ONLY, 0, service);
  }

  void remove(ChangeLog service) {
    changes.remove(ONLY, service);
  }

  CompletionStage<Optional<PasswordHasher>> hasher(Duration waitUpTo) {
    return hashers.await(ONLY, waitUpTo);
  }

  CompletionStage<Optional<SecretVault>> vault(Duration waitUpTo) {
    return vaults.await(ONLY, waitUpTo);
  }

  CompletionStage<Optional<Records>> records(Duration waitUpTo) {
    return records.await(ONLY, waitUpTo);
  }

  CompletionStage<Optional<ChangeLog>> changes(Duration waitUpTo) {
    return changes.await(ONLY, waitUpTo);
  }

  /** Returns a service, or ends the stage with the reason why it is not here. */
  static <S> S here(Optional<S> service, String name) {
    return service.orElseThrow(() -> new AwayException(name + " is away"));
  }

  /** Whether everything is here now. */
  boolean complete() {
    return hashers.find(ONLY).isPresent()
        && vaults.find(ONLY).isPresent()
        && records.find(ONLY).isPresent()
        && changes.find(ONLY).isPresent();
  }

  /** A service is not here; foreseen, so it has no stack trace. */
  static final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AwayException(String message) {
      super(message, null, false, false);
    }
  }
}
