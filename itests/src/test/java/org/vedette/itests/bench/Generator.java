package org.vedette.itests.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;

/**
 * Offers one load for a time. Each user signs in once at a time; a sign-in that finds no free user
 * waits for one, and its latency counts from when it was due.
 */
final class Generator {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  private final RadiusClient client;
  private final SignInPlan plan;
  private final double wrongShare;
  private final Recorder recorder;
  private final Random random = new Random(6238);
  private final Object lock = new Object();
  private final Deque<BenchUser> free;
  private final Deque<Long> due = new ArrayDeque<>();
  private final boolean open;
  private final long end;
  private int running;

  /**
   * Prepares a load.
   *
   * @param end when nothing more is sent, as of {@link System#nanoTime}
   */
  Generator(
      RadiusClient client,
      SignInPlan plan,
      int wrongPercent,
      List<BenchUser> users,
      Load load,
      Recorder recorder,
      long end) {
    this.client = client;
    this.plan = plan;
    this.wrongShare = wrongPercent / 100.0;
    this.recorder = recorder;
    this.free = new ArrayDeque<>(users);
    this.open = load.open();
    this.end = end;
  }

  /** Offers the load until its end, then waits for the last replies. */
  void run(Load load) {
    if (open) {
      offerAtRate(load.amount());
    } else {
      for (int i = 0; i < load.amount(); i++) {
        offer(System.nanoTime());
      }
      parkUntil(end);
    }
    finish();
  }

  private void offerAtRate(int rate) {
    long start = System.nanoTime();
    for (long number = 0; ; number++) {
      long next = start + number * TimeUnit.SECONDS.toNanos(1) / rate;
      if (next - end >= 0) {
        return;
      }
      parkUntil(next);
      offer(next);
    }
  }

  private void offer(long at) {
    synchronized (lock) {
      due.addLast(at);
    }
    sendWhatIsDue();
  }

  private void sendWhatIsDue() {
    while (true) {
      BenchUser user;
      long at;
      boolean wrong;
      synchronized (lock) {
        if (due.isEmpty() || free.isEmpty()) {
          return;
        }
        at = due.removeFirst();
        user = free.removeFirst();
        wrong = random.nextDouble() < wrongShare;
        running++;
      }
      send(user, at, wrong);
    }
  }

  private void send(BenchUser user, long at, boolean wrong) {
    String code = wrong ? user.wrongCode() : user.nextCode();
    plan.begin(client, user, code)
        .whenComplete((exchange, failure) -> ended(user, at, wrong, exchange, failure));
  }

  private void ended(BenchUser user, long at, boolean wrong, Exchange exchange, Throwable failure) {
    long now = System.nanoTime();
    Ending ending = failure == null ? judge(exchange, wrong) : unsent(failure);
    recorder.ended(at, now, ending, failure == null && exchange.sends() > 1);
    synchronized (lock) {
      free.addLast(user);
      running--;
      if (!open && now - end < 0 && ending != Ending.UNSENT) {
        due.addLast(now);
      }
    }
    if (now - end < 0) {
      sendWhatIsDue();
    }
  }

  private static Ending judge(Exchange exchange, boolean wrong) {
    if (exchange.silent()) {
      return Ending.SILENT;
    }
    if (!exchange.problems().isEmpty()) {
      return Ending.FAULTY;
    }
    boolean right = wrong ? exchange.rejected() : exchange.accepted();
    return right ? Ending.RIGHT : Ending.OTHER;
  }

  private static Ending unsent(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof IllegalStateException) {
      return Ending.UNSENT;
    }
    throw new IllegalStateException("a sign-in ended in a way that nobody foresaw", failure);
  }

  /** What was due and found no free user until the end was not sent, and is reported as such. */
  private void finish() {
    long limit = System.nanoTime() + PATIENCE;
    while (System.nanoTime() - limit < 0) {
      synchronized (lock) {
        if (running == 0) {
          break;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    synchronized (lock) {
      due.forEach(at -> recorder.ended(at, at, Ending.UNSENT, false));
      due.clear();
    }
  }

  private static void parkUntil(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
