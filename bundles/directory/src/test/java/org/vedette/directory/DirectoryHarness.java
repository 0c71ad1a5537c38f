package org.vedette.directory;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.vedette.api.auth.Credential;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.Secret;

/** A directory under test, asked synchronously. */
final class DirectoryHarness implements AutoCloseable {
  final Directory directory;

  DirectoryHarness(TestSettings settings) {
    directory =
        new Directory("corp", settings.read(), TestSettings.vault(), InstantSource.system());
  }

  PrimaryVerdict check(String name, String password) {
    return check(name, password, false, Duration.ofSeconds(5));
  }

  PrimaryVerdict check(String name, String password, boolean groups, Duration time) {
    try {
      return directory
          .check(request(name, password, groups, time))
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  static PrimaryRequest request(String name, String password, boolean groups, Duration time) {
    return new PrimaryRequest(
        "r1",
        name,
        Optional.empty(),
        new Credential.Typed(Secret.of(password)),
        UUID.randomUUID(),
        "192.0.2.1",
        groups,
        Instant.now().plus(time));
  }

  void awaitHealth(Health.Status status) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> directory.health().status() == status);
  }

  @Override
  public void close() {
    directory.retire();
    directory.await(Duration.ofSeconds(2));
  }
}
