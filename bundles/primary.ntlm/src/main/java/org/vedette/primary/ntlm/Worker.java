package org.vedette.primary.ntlm;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Keeps one helper running, and brings it questions one by one. */
final class Worker implements Runnable {
  private final HelperPool pool;
  private final NtlmSettings settings;
  private volatile @Nullable Helper helper;
  private int failures;

  Worker(HelperPool pool, NtlmSettings settings) {
    this.pool = pool;
    this.settings = settings;
  }

  /** Works until the pool closes. */
  @Override
  public void run() {
    try {
      while (true) {
        String why = work();
        kill();
        pool.failed(this, why);
        pool.rest(this, ++failures);
      }
    } catch (InterruptedException closed) {
      // The pool closes: nothing more to do.
    } finally {
      kill();
    }
  }

  /** Ends the helper; called from any thread. */
  void kill() {
    Helper last = helper;
    helper = null;
    if (last != null) {
      last.kill();
    }
  }

  /** Runs one helper as long as it works; returns why it does not any more. */
  private String work() throws InterruptedException {
    Helper running;
    try {
      running = Helper.start(settings.command(), pool::wake);
    } catch (IOException missing) {
      return "it cannot be started";
    }
    helper = running;
    pool.demandOpen();
    // Nobody's sign-in is to find out that a helper does not work.
    Answer answer = ask(running, Question.nobody(settings.domain()));
    pool.noted(this, answer);
    while (!(answer instanceof Answer.None none)) {
      failures = 0;
      Job job = pool.next(running);
      if (job == null) {
        return "it has ended by itself";
      }
      answer = answer(running, job);
    }
    return none.why();
  }

  private Answer answer(Helper running, Job job) {
    byte[] question = job.take();
    if (question.length == 0) {
      // Its time ended just now.
      return ask(running, job.doubt());
    }
    Answer answer = ask(running, question);
    if (answer instanceof Answer.No no && no.status() == Status.UNSAID) {
      // Of typed passwords helpers say no more, also when the domain cannot be asked.
      Answer doubt = ask(running, job.doubt());
      boolean sure = doubt instanceof Answer.No about && about.status().answers();
      answer = sure ? answer : doubt;
    }
    pool.noted(this, answer);
    job.end(answer);
    return answer;
  }

  private Answer ask(Helper running, byte[] question) {
    long timeout = settings.timeout().toMillis();
    AtomicBoolean late = new AtomicBoolean();
    Future<?> watch =
        pool.later(
            () -> {
              late.set(true);
              running.kill();
            },
            timeout);
    try {
      return running.ask(question);
    } catch (IOException outOfStep) {
      return new Answer.None(
          late.get()
              ? "it was silent for " + timeout + " ms"
              : String.valueOf(outOfStep.getMessage()));
    } finally {
      watch.cancel(false);
    }
  }
}
