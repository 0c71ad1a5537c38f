package org.vedette.radius;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.radius.ClientState;

/** What was seen of one client since the listener started. Thread-safe. */
final class Observed {
  /** What a person with a telephone needs. */
  private static final Duration PHONE = Duration.ofSeconds(30);

  private final Rhythm rhythm = new Rhythm();
  private volatile @Nullable Instant seenWith;
  private volatile @Nullable Instant seenWithout;
  private volatile @Nullable Instant previousUsed;

  /** Notes an Access-Request. */
  void request(Instant now, boolean protectedRequest) {
    if (protectedRequest) {
      seenWith = now;
    } else {
      seenWithout = now;
    }
  }

  /** Notes that the secret before was used. */
  void previousSecret(Instant now) {
    previousUsed = now;
  }

  Rhythm rhythm() {
    return rhythm;
  }

  void forget() {
    rhythm.forget();
    seenWith = null;
    seenWithout = null;
  }

  /** Joins it with what is set. */
  ClientState state(Client client, List<String> networks, boolean learned, Instant now) {
    Optional<Instant> with = Optional.ofNullable(seenWith);
    Optional<Instant> without = Optional.ofNullable(seenWithout);
    Optional<Instant> last =
        with.isPresent() && without.isPresent()
            ? Optional.of(with.get().isAfter(without.get()) ? with.get() : without.get())
            : with.or(() -> without);
    Optional<Instant> until =
        client.previous().map(Client.Previous::until).filter(each -> each.isAfter(now));
    ClientState.Secrets secrets = new ClientState.Secrets(until, Optional.ofNullable(previousUsed));
    return new ClientState(
        client.application(),
        client.name(),
        networks,
        last,
        new ClientState.Proof(client.rule().word(), learned, with, without),
        secrets,
        rhythm.known(),
        client.deadline(),
        warnings(client, with, without, secrets));
  }

  private List<String> warnings(
      Client client,
      Optional<Instant> with,
      Optional<Instant> without,
      ClientState.Secrets secrets) {
    List<String> warnings = new ArrayList<>();
    rhythm
        .known()
        .filter(ClientState.Rhythm::gaveUp)
        .ifPresent(known -> patience(client, known, warnings));
    if (client.rule() == Client.Rule.OFF && without.isEmpty() && with.isPresent()) {
      warnings.add(
          "It sends Message-Authenticator, which is not demanded: set"
              + " messageAuthenticator=required.");
    }
    if (client.rule() == Client.Rule.REQUIRED && without.isPresent() && with.isEmpty()) {
      warnings.add(
          "It sends no Message-Authenticator and is not served: update it, or set"
              + " messageAuthenticator=off in a protected network.");
    }
    if (secrets.previousUntil().isPresent() && secrets.previousUsed().isPresent()) {
      warnings.add(
          "It still used the secret before, which is honoured until "
              + secrets.previousUntil().get()
              + ": change the secret in the client.");
    }
    return warnings;
  }

  private static void patience(Client client, ClientState.Rhythm known, List<String> warnings) {
    if (known.waits().compareTo(client.deadline()) < 0) {
      warnings.add(
          "It waits "
              + seconds(known.waits())
              + " for an answer and a sign-in may take "
              + seconds(client.deadline())
              + ": raise time-out times tries of the client above that, or set deadlineSeconds below.");
    }
    if (known.waits().compareTo(PHONE) < 0) {
      warnings.add(
          "It waits "
              + seconds(known.waits())
              + " for an answer: too short to answer a telephone or an app; 60 s are advised.");
    }
  }

  private static String seconds(Duration length) {
    return Math.max(1, Math.round(length.toMillis() / 1000.0)) + " s";
  }
}
