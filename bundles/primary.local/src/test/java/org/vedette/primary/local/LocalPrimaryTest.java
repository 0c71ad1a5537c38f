package org.vedette.primary.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.Before;
import org.junit.Test;
import org.vedette.api.auth.Credential;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.primary.PrimaryVerdict.Confirmed;
import org.vedette.api.primary.PrimaryVerdict.Refused;
import org.vedette.api.primary.PrimaryVerdict.Unreachable;
import org.vedette.api.secret.PasswordHasher;
import org.vedette.api.secret.Secret;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Committed;
import org.vedette.api.user.LocalPassword;
import org.vedette.testkit.memory.FakeClock;
import org.vedette.testkit.memory.MemoryRecords;
import org.vedette.testkit.memory.MemoryVault;

public class LocalPrimaryTest {
  private static final UUID ALICE = new UUID(0, 1);
  private static final Actor ADMIN = new Actor("admin", "rest", "");
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final FakeClock clock = new FakeClock(NOW);
  private final MemoryRecords store = new MemoryRecords();
  private final MemoryVault vault = new MemoryVault(1);
  private final PlainHasher hasher = new PlainHasher();
  private final LocalPrimary primary = new LocalPrimary("1.0.0", clock);

  @Before
  public void bind() {
    primary.bindHasher(hasher);
    primary.bindVault(vault);
    primary.bindRecords(store);
    primary.bindChanges(store);
  }

  @Test
  public void confirmsThePasswordThatWasSet() {
    assertThat(set("correct horse")).isInstanceOf(Committed.Done.class);
    assertThat(check(Optional.of(ALICE), "correct horse")).isInstanceOf(Confirmed.class);
    assertThat(check(Optional.of(ALICE), "battery")).isInstanceOf(Refused.class);
    assertThat(set("new password")).isInstanceOf(Committed.Done.class);
    assertThat(check(Optional.of(ALICE), "correct horse")).isInstanceOf(Refused.class);
    assertThat(check(Optional.of(ALICE), "new password")).isInstanceOf(Confirmed.class);
    LocalPassword stored = store.find(LocalPassword.TYPE, ALICE).orElseThrow();
    assertThat(stored.version()).isEqualTo(2);
    assertThat(stored.changed()).isEqualTo(NOW);
    assertThat(store.actors()).containsOnly(ADMIN);
  }

  @Test
  public void keepsAnNtHashOnlyWhenTold() {
    set("correct horse");
    assertThat(store.find(LocalPassword.TYPE, ALICE).orElseThrow().sealedNtHash()).isEmpty();

    primary.modified(settings(true));
    set("correct horse");
    assertThat(store.find(LocalPassword.TYPE, ALICE).orElseThrow().sealedNtHash()).isPresent();

    primary.modified(settings(false));
    set("correct horse");
    assertThat(store.find(LocalPassword.TYPE, ALICE).orElseThrow().sealedNtHash()).isEmpty();
  }

  @Test
  public void refusesWhatItCannotCompare() {
    Credential chap = new Credential.Chap(1, new byte[16], new byte[16]);

    assertThat(primary.check(request(Optional.of(ALICE), chap, 5)).toCompletableFuture().join())
        .isInstanceOfSatisfying(Refused.class, it -> assertThat(it.detail()).contains("PAP"));
  }

  @Test
  public void hashesForNobodyToo() {
    PrimaryVerdict unknown = check(Optional.empty(), "any");
    PrimaryVerdict without = check(Optional.of(ALICE), "any");
    set("correct horse");
    assertThat(unknown).isEqualTo(without).isEqualTo(check(Optional.of(ALICE), "wrong"));
    assertThat(hasher.verified).hasSize(3);
  }

  @Test
  public void refusesNobodyWhileItCannotCompare() {
    store.broken(true);
    assertThat(why(check(Optional.of(ALICE), "any"))).contains("told to fail");
    assertThat(set("any")).isInstanceOf(Committed.Unavailable.class);
    store.broken(false);
    hasher.answer = Optional.of(PasswordHasher.Check.BUSY);
    assertThat(why(check(Optional.of(ALICE), "any"))).contains("too many passwords");
    assertThat(set("any")).isEqualTo(new Committed.Unavailable("full"));
  }

  @Test
  public void waitsForTheVaultToComeBack() {
    set("correct horse");
    primary.unbindHasher(hasher);
    assertThat(primary.health().status()).isEqualTo(Health.Status.WARN);
    CompletableFuture<PrimaryVerdict> waiting =
        primary.check(request(Optional.of(ALICE), "correct horse", 20)).toCompletableFuture();
    assertThat(waiting).isNotDone();
    primary.bindHasher(hasher);
    assertThat(waiting.join()).isInstanceOf(Confirmed.class);
    assertThat(primary.health()).isEqualTo(Health.ok());
  }

  @Test
  public void keepsTheDeadline() {
    hasher.never = true;
    long began = System.nanoTime();
    PrimaryRequest request =
        new PrimaryRequest(
            "r",
            "alice",
            Optional.of(ALICE),
            new Credential.Typed(Secret.of("p")),
            new UUID(0, 9),
            "10.0.0.1",
            false,
            NOW.plusMillis(30));
    assertThat(why(primary.check(request).toCompletableFuture().join())).contains("in time");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    PrimaryVerdict late =
        primary.check(request(Optional.of(ALICE), "p", 0)).toCompletableFuture().join();
    assertThat(why(late)).contains("deadline");
  }

  @Test
  public void doesNotLetOneAddressStarveTheOthers() {
    hasher.never = true;
    for (int i = 0; i < 32; i++) {
      primary.check(request(Optional.empty(), "guess", 60));
    }
    assertThat(why(check(Optional.empty(), "guess"))).contains("10.0.0.1");
    hasher.never = false;
    PrimaryRequest other =
        new PrimaryRequest(
            "r",
            "bob",
            Optional.empty(),
            new Credential.Typed(Secret.of("p")),
            new UUID(0, 9),
            "10.0.0.2",
            false,
            NOW.plusSeconds(5));
    assertThat(primary.check(other).toCompletableFuture().join()).isInstanceOf(Refused.class);
  }

  @Test
  public void slowsDownAnAddressThatGuesses() {
    for (int i = 0; i < 50; i++) {
      assertThat(check(Optional.empty(), "guess " + i)).isInstanceOf(Refused.class);
    }
    assertThat(why(check(Optional.empty(), "guess"))).contains("too many wrong passwords");
    clock.advance(Duration.ofSeconds(10));
    assertThat(check(Optional.empty(), "guess")).isInstanceOf(Refused.class);
  }

  @Test
  public void neverFailsExceptionally() {
    Secret closed = Secret.of("p");
    closed.close();
    PrimaryRequest request =
        new PrimaryRequest(
            "r",
            "alice",
            Optional.empty(),
            new Credential.Typed(closed),
            new UUID(0, 9),
            "10.0.0.1",
            false,
            NOW.plusSeconds(5));
    assertThat(primary.check(request).toCompletableFuture().join()).isInstanceOf(Unreachable.class);
  }

  private Committed set(String password) {
    return primary.set(ALICE, Secret.of(password), ADMIN).toCompletableFuture().join();
  }

  private PrimaryVerdict check(Optional<UUID> user, String password) {
    return primary.check(request(user, password, 5)).toCompletableFuture().join();
  }

  private PrimaryRequest request(Optional<UUID> user, String password, int seconds) {
    return request(user, new Credential.Typed(Secret.of(password)), seconds);
  }

  private PrimaryRequest request(Optional<UUID> user, Credential credential, int seconds) {
    return new PrimaryRequest(
        "r",
        "alice",
        user,
        credential,
        new UUID(0, 9),
        "10.0.0.1",
        false,
        clock.instant().plusSeconds(seconds));
  }

  private static LocalConfig settings(boolean keepNtHashes) {
    return new LocalConfig() {
      @Override
      public Class<? extends Annotation> annotationType() {
        return LocalConfig.class;
      }

      @Override
      public int pendingPerSource() {
        return 32;
      }

      @Override
      public int failuresPerSource() {
        return 50;
      }

      @Override
      public int windowSeconds() {
        return 10;
      }

      @Override
      public boolean keepNtHashes() {
        return keepNtHashes;
      }
    };
  }

  private static String why(PrimaryVerdict verdict) {
    assertThat(verdict).isInstanceOf(Unreachable.class);
    return ((Unreachable) verdict).why();
  }

  /** Compares in clear, at once; can be told to be busy, or never to answer. */
  private static final class PlainHasher implements PasswordHasher {
    private final List<Optional<String>> verified = new ArrayList<>();
    private Optional<Check> answer = Optional.empty();
    private boolean never;

    @Override
    public CompletionStage<String> hash(Secret password) {
      return answer.isPresent()
          ? CompletableFuture.failedFuture(new RejectedExecutionException("full"))
          : CompletableFuture.completedFuture("plain:" + password.text());
    }

    @Override
    public CompletionStage<Check> verify(Secret password, Optional<String> phc) {
      if (never) {
        return new CompletableFuture<>();
      }
      verified.add(phc);
      String text = "plain:" + password.text();
      Check found = phc.filter(text::equals).map(same -> Check.MATCH).orElse(Check.MISMATCH);
      return CompletableFuture.completedFuture(answer.orElse(found));
    }
  }
}
