package org.vedette.primary.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.secret.PasswordHasher;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;

/** The services this bundle needs, each of which may be away while its bundle is replaced. */
final class Helpers {
  private static final String ONLY = "";

  private final ServiceDirectory<String, PasswordHasher> hashers = new ServiceDirectory<>();
  private final ServiceDirectory<String, Records> records = new ServiceDirectory<>();
  private final ServiceDirectory<String, ChangeLog> changes = new ServiceDirectory<>();

  void add(PasswordHasher service) {
    hashers.add(ONLY, 0, service);
  }

  void remove(PasswordHasher service) {
    hashers.remove(ONLY, service);
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

  CompletionStage<Optional<Records>> records(Duration waitUpTo) {
    return records.await(ONLY, waitUpTo);
  }

  CompletionStage<Optional<ChangeLog>> changes(Duration waitUpTo) {
    return changes.await(ONLY, waitUpTo);
  }

  /** Whether everything is here now. */
  boolean complete() {
    return hashers.find(ONLY).isPresent()
        && records.find(ONLY).isPresent()
        && changes.find(ONLY).isPresent();
  }
}
