package org.vedette.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.After;
import org.junit.Test;
import org.vedette.api.secret.PasswordHasher.Check;
import org.vedette.api.secret.Secret;

public class Argon2HasherTest {
  private final VaultSettings settings = settings(Files600.CHEAP, 3, Duration.ofSeconds(10));
  private final Argon2Hasher hasher = new Argon2Hasher(settings, new SecureRandom(), 1);

  @After
  public void close() {
    hasher.close();
  }

  @Test
  public void knowsTheRightPasswordOnly() {
    String phc = join(hasher.hash(Secret.of("correct horse")));
    assertThat(phc).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(check("correct horse", Optional.of(phc))).isEqualTo(Check.MATCH);
    assertThat(check("battery", Optional.of(phc))).isEqualTo(Check.MISMATCH);
    assertThat(check("", Optional.of(phc))).isEqualTo(Check.MISMATCH);
  }

  @Test
  public void saltsEveryHash() {
    assertThat(join(hasher.hash(Secret.of("same"))))
        .isNotEqualTo(join(hasher.hash(Secret.of("same"))));
  }

  @Test
  public void hashesADummyForNobodyAndForADamagedRecord() {
    assertThat(check("any", Optional.empty())).isEqualTo(Check.MISMATCH);
    assertThat(check("any", Optional.of("$argon2id$broken"))).isEqualTo(Check.MISMATCH);
  }

  @Test
  public void keepsKnowingPasswordsAfterTheCostChanged() {
    String phc = join(hasher.hash(Secret.of("p")));
    hasher.use(settings(new Argon2Cost(128, 2, 1), 3, Duration.ofSeconds(10)));
    assertThat(check("p", Optional.of(phc))).isEqualTo(Check.MATCH);
    assertThat(join(hasher.hash(Secret.of("p")))).contains("m=128,t=2,p=1");
  }

  @Test
  public void takesItsOwnCopyOfThePassword() {
    Secret password = Secret.of("p");
    String phc = join(hasher.hash(Secret.of("p")));
    CompletableFuture<Check> check =
        hasher.verify(password, Optional.of(phc)).toCompletableFuture();
    password.close();
    assertThat(check.join()).isEqualTo(Check.MATCH);
  }

  @Test
  public void turnsAwayWhatDoesNotFitInTheQueueAndServesTheRest() {
    hasher.use(settings(new Argon2Cost(8192, 3, 1), 3, Duration.ofSeconds(10)));
    List<CompletableFuture<Check>> checks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      checks.add(hasher.verify(Secret.of("p"), Optional.empty()).toCompletableFuture());
    }
    List<Check> found = checks.stream().map(CompletableFuture::join).toList();
    assertThat(found).contains(Check.BUSY, Check.MISMATCH);
    assertThat(found.subList(0, 4)).containsOnly(Check.MISMATCH);
    assertThat(check("p", Optional.empty())).isEqualTo(Check.MISMATCH);
  }

  @Test
  public void givesUpWhatWaitedTooLong() {
    hasher.use(settings(Files600.CHEAP, 3, Duration.ofNanos(-1)));
    assertThat(check("p", Optional.empty())).isEqualTo(Check.BUSY);
    CompletableFuture<String> hash = hasher.hash(Secret.of("p")).toCompletableFuture();
    assertThatThrownBy(hash::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(RejectedExecutionException.class);
  }

  @Test
  public void leavesNobodyWaitingWhenItCloses() {
    hasher.use(settings(new Argon2Cost(8192, 3, 1), 3, Duration.ofSeconds(10)));
    List<CompletableFuture<Check>> checks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      checks.add(hasher.verify(Secret.of("p"), Optional.empty()).toCompletableFuture());
    }
    hasher.close();
    assertThat(checks.stream().map(CompletableFuture::join)).contains(Check.BUSY);
    assertThat(check("p", Optional.empty())).isEqualTo(Check.BUSY);
  }

  private Check check(String password, Optional<String> phc) {
    return join(hasher.verify(Secret.of(password), phc));
  }

  private static <T> T join(java.util.concurrent.CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static VaultSettings settings(Argon2Cost cost, int queue, Duration deadline) {
    Path none = Path.of("none");
    return new VaultSettings(none, none, none, cost, queue, deadline);
  }
}
