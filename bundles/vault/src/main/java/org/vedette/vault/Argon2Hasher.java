package org.vedette.vault;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.vedette.api.secret.PasswordHasher;
import org.vedette.api.secret.Secret;

/** Hashes on as many threads as there are processors; what cannot wait its turn is turned away. */
final class Argon2Hasher implements PasswordHasher, AutoCloseable {
  private static final int SALT = 16;
  private static final int HASH = 32;

  /** What may change while running. */
  private record Limits(Argon2Cost cost, int queue, Duration deadline, PhcString dummy) {}

  private final SecureRandom random;
  private final int threads;
  private final ThreadPoolExecutor pool;
  private final AtomicInteger admitted = new AtomicInteger();
  private volatile Limits limits;

  Argon2Hasher(VaultSettings settings, SecureRandom random, int threads) {
    this.random = random;
    this.threads = threads;
    this.limits = limits(settings);
    AtomicInteger number = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            run -> {
              Thread thread = new Thread(run, "vedette-vault-hash-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
  }

  /** Takes other settings; what waits already keeps its old deadline. */
  void use(VaultSettings settings) {
    limits = limits(settings);
  }

  @Override
  public CompletionStage<String> hash(Secret password) {
    Limits now = limits;
    return run(
        password,
        now,
        bytes -> {
          byte[] salt = salt();
          return new PhcString(now.cost(), salt, now.cost().hash(bytes, salt, HASH)).toString();
        });
  }

  @Override
  public CompletionStage<Check> verify(Secret password, Optional<String> phc) {
    Limits now = limits;
    Optional<PhcString> stored = phc.flatMap(PhcString::parse);
    PhcString against = stored.orElse(now.dummy());
    return run(
            password,
            now,
            bytes -> {
              byte[] found = against.cost().hash(bytes, against.salt(), against.hash().length);
              boolean same = MessageDigest.isEqual(found, against.hash());
              return same && stored.isPresent() ? Check.MATCH : Check.MISMATCH;
            })
        .exceptionally(turnedAway -> Check.BUSY);
  }

  /**
   * Ends the threads after the hash they are at; what waits is turned away. Nothing is interrupted:
   * whoever goes on after a hash may be using a file.
   */
  @Override
  public void close() {
    pool.shutdown();
    List<Runnable> queued = new ArrayList<>();
    pool.getQueue().drainTo(queued);
    for (Runnable waiting : queued) {
      if (waiting instanceof Task<?> task) {
        task.turnAway("the vault is closing");
      }
    }
  }

  private <T> CompletableFuture<T> run(Secret password, Limits now, Function<byte[], T> work) {
    Task<T> task = new Task<>(password.bytes(), now.deadline(), work);
    if (admitted.incrementAndGet() > threads + now.queue()) {
      task.turnAway("too many passwords wait to be hashed");
    } else {
      try {
        pool.execute(task);
      } catch (RejectedExecutionException closed) {
        task.turnAway("the vault is closing");
      }
    }
    return task.result;
  }

  private Limits limits(VaultSettings from) {
    byte[] hash = new byte[HASH];
    random.nextBytes(hash);
    PhcString dummy = new PhcString(from.cost(), salt(), hash);
    return new Limits(from.cost(), from.queue(), from.deadline(), dummy);
  }

  private byte[] salt() {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return salt;
  }

  /** One password on its way; wipes its copy whatever happens. */
  private final class Task<T> implements Runnable {
    final CompletableFuture<T> result = new CompletableFuture<>();
    private final byte[] password;
    private final long latest;
    private final Function<byte[], T> work;

    Task(byte[] password, Duration deadline, Function<byte[], T> work) {
      this.password = password;
      this.latest = System.nanoTime() + deadline.toNanos();
      this.work = work;
    }

    @Override
    public void run() {
      if (System.nanoTime() - latest > 0) {
        turnAway("the password waited too long to be hashed");
        return;
      }
      T value = null;
      Throwable failure = null;
      try {
        value = work.apply(password);
      } catch (RuntimeException | OutOfMemoryError trouble) {
        failure = trouble;
      } finally {
        end();
      }
      if (value != null) {
        result.complete(value);
      } else {
        result.completeExceptionally(new RejectedExecutionException("hashing failed", failure));
      }
    }

    void turnAway(String why) {
      end();
      result.completeExceptionally(new RejectedExecutionException(why));
    }

    private void end() {
      Arrays.fill(password, (byte) 0);
      admitted.decrementAndGet();
    }
  }
}
