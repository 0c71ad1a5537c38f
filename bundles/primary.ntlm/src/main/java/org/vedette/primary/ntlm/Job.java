package org.vedette.primary.ntlm;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A question that waits for a helper. Whoever takes the octets wipes them; those that nobody takes
 * are wiped when the wait ends.
 */
final class Job {
  /** Asked after a refusal without a reason. */
  private final byte[] doubt;

  private final AtomicReference<byte[]> question;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();

  /**
   * Begins to wait.
   *
   * @param question wiped in the end
   * @param doubt question about nobody
   */
  Job(byte[] question, byte[] doubt) {
    this.question = new AtomicReference<>(question);
    this.doubt = doubt;
    answer.whenComplete((done, failure) -> Arrays.fill(take(), (byte) 0));
  }

  /** Gives up after a time. */
  void limit(Duration left) {
    answer.completeOnTimeout(new Answer.None("not in time"), left.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Returns the question, which is to be wiped; none the second time. */
  byte[] take() {
    return question.getAndSet(new byte[0]);
  }

  byte[] doubt() {
    return doubt.clone();
  }

  /** Ends the wait; the first end counts. */
  void end(Answer with) {
    answer.complete(with);
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }
}
