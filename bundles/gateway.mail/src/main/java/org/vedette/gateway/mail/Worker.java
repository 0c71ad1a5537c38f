package org.vedette.gateway.mail;

import java.time.Duration;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends mails one after the other over a connection of its own, and keeps it for a while. */
final class Worker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final BlockingQueue<Job> queue;
  private final Connector connector;
  private final ServerState server;
  private final Duration idle;
  private @Nullable Line line;

  Worker(BlockingQueue<Job> queue, Connector connector, ServerState server, Duration idle) {
    this.queue = queue;
    this.connector = connector;
    this.server = server;
    this.idle = idle;
  }

  /** Works until it is interrupted. */
  @Override
  public void run() {
    // The mail library looks there for who provides its streams.
    Thread.currentThread().setContextClassLoader(Worker.class.getClassLoader());
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Job job = next();
        if (!job.ended()) {
          work(job);
        }
      }
    } catch (InterruptedException closing) {
      // The gateway closes: nothing more to do.
    } finally {
      hangUp();
    }
  }

  private Job next() throws InterruptedException {
    if (line != null) {
      Job soon = queue.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
      if (soon != null) {
        return soon;
      }
      hangUp();
    }
    return queue.take();
  }

  private void work(Job job) {
    try {
      Optional<Letter> letter = job.letter();
      if (letter.isPresent()) {
        send(letter.get(), job);
      } else {
        look(job);
      }
    } catch (Trouble trouble) {
      server.noted(trouble);
      answer(job, trouble);
    } catch (RuntimeException | LinkageError | ServiceConfigurationError fault) {
      // The words of an exception of a library may show what was sent: its kind must do.
      LOG.error("A mail could not be sent because of a fault. kind={}", fault.getClass().getName());
      job.unreachable("a fault of this server");
      drop();
    } finally {
      job.guard().rest();
      if (line != null && (line.broken() || idle.isZero())) {
        hangUp();
      }
    }
  }

  private static void answer(Job job, Trouble trouble) {
    String why = trouble.why();
    if (trouble.kind() == Trouble.Kind.REFUSED) {
      job.rejected(why);
    } else {
      job.unreachable(why);
    }
  }

  private void look(Job job) throws Trouble {
    hangUp();
    line = connector.open(false, job.guard());
    server.connected();
  }

  private void send(Letter letter, Job job) throws Trouble {
    Optional<String> shut = server.shut();
    if (shut.isPresent()) {
      job.unreachable(shut.get());
      return;
    }
    boolean utf8 = letter.to().needsUtf8();
    boolean kept = ready(utf8, job.guard());
    try {
      sendOver(connected(utf8, job), letter, job);
    } catch (Trouble trouble) {
      // Nothing was accepted yet: a connection that was kept too long is no fault of the server.
      boolean stale = kept && trouble.kind() == Trouble.Kind.LOST && trouble.step() == Step.FROM;
      if (!stale || job.ended()) {
        throw trouble;
      }
      drop();
      sendOver(connected(utf8, job), letter, job);
    }
  }

  private boolean ready(boolean utf8, Guard guard) {
    if (line != null && line.fits(utf8) && line.alive(guard)) {
      return true;
    }
    hangUp();
    return false;
  }

  private Line connected(boolean utf8, Job job) throws Trouble {
    Line now = line;
    if (now == null) {
      now = connector.open(utf8, job.guard());
      line = now;
    }
    return now;
  }

  private void sendOver(Line over, Letter letter, Job job) throws Trouble {
    String reference = over.send(letter, job.guard());
    server.sent();
    job.sent(reference);
  }

  private void hangUp() {
    Line last = line;
    line = null;
    if (last != null) {
      last.close();
    }
  }

  private void drop() {
    Line last = line;
    line = null;
    if (last != null) {
      last.cut();
    }
  }
}
