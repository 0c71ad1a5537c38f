package org.vedette.replication.merge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.state.SharedState;
import org.vedette.api.state.StatePeers;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.replication.merge.Parcel.Kind;
import org.vedette.replication.peer.PeerMethod;

/**
 * What one other server is told and asked. One parcel is on the way at a time: everything first,
 * and then the news since, again until each was taken. Thread-safe.
 */
final class Outbound {
  /** After so many questions in a row without answer it is away. */
  static final int ENOUGH = 2;

  /**
   * So long a server that has not been heard since this line was opened does not count as away, and
   * is waited for: the first connection takes longer than an answer, and a code that was used there
   * while this bundle was replaced must not be good here.
   */
  static final Duration OPENING = Duration.ofSeconds(2);

  /** Longest time until a parcel is taken. */
  static final Duration PARCEL = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration BUSY = Duration.ofMillis(200);

  /**
   * What all of them work with.
   *
   * @param links the way to the others
   * @param state the fast records here, while there are any
   * @param thread does what has to be done, now or later
   * @param clock the time, for figures
   * @param boot random number of this start
   * @param answers told the name of whoever answers
   */
  record Means(
      Links links,
      Supplier<Optional<SharedState>> state,
      Later thread,
      InstantSource clock,
      long boot,
      Consumer<String> answers) {}

  /** Runs something on one thread. */
  interface Later {
    /** Runs it; drops it when everything ends before. */
    void run(Runnable task, Duration delay);
  }

  private final String name;
  private final Means means;
  private final Backlog backlog = new Backlog();
  private volatile @Nullable Telling telling;
  private boolean wholeWanted = true;
  private final Instant opened;
  private boolean answered;
  private boolean silenceNoted;
  private boolean onTheWay;
  private boolean closed;
  private int failures;
  private long asked;
  private long silent;
  private @Nullable Instant pushed;

  Outbound(String name, Means means) {
    this.name = name;
    this.means = means;
    this.opened = means.clock().instant();
    later(Duration.ZERO);
  }

  private void later(Duration delay) {
    means.thread().run(this::send, delay);
  }

  /** Whether it has not answered lately. */
  synchronized boolean away() {
    return failures >= ENOUGH && !opening();
  }

  /** How long an answer is waited for. */
  synchronized Duration patience() {
    return opening() ? OPENING : StatePeers.PATIENCE;
  }

  private boolean opening() {
    return !answered && Duration.between(opened, means.clock().instant()).compareTo(OPENING) < 0;
  }

  /** Adds news; the stage completes when they were taken, or nobody can say when they will be. */
  CompletionStage<Void> tell(byte[] news, boolean awaited) {
    CompletableFuture<Void> taken = awaited && !away() ? new CompletableFuture<>() : null;
    synchronized (this) {
      if (closed) {
        return CompletableFuture.completedStage(null);
      }
      if (!backlog.add(news, taken)) {
        wholeWanted = true;
      }
    }
    later(Duration.ZERO);
    return taken == null ? CompletableFuture.completedStage(null) : taken;
  }

  /**
   * It has to be told everything once more, unless that is going on: who has missed a part of it
   * says so.
   */
  void wantWhole() {
    synchronized (this) {
      wholeWanted |= telling == null;
    }
    later(Duration.ZERO);
  }

  /** It has said something, so it can be reached. */
  void heard() {
    boolean back;
    synchronized (this) {
      back = silenceNoted;
      silenceNoted = false;
      answered = true;
      failures = 0;
    }
    if (back) {
      LOG.info("Another server answers again. name={}", name);
      later(Duration.ZERO);
    }
  }

  /** Asks about a code; empty when no answer came in time, or none was waited for. */
  CompletionStage<Optional<byte[]>> ask(byte[] question) {
    boolean skip;
    Duration patience;
    synchronized (this) {
      asked++;
      patience = patience();
      skip = away();
      silent += skip ? 1 : 0;
    }
    if (skip) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return means
        .links()
        .ask(name, PeerMethod.CLAIM, question, patience)
        .handle(
            (answer, failure) -> {
              if (failure == null) {
                heard();
              } else {
                failed();
                later(AGAIN);
              }
              boolean nothing = failure != null || answer.length == 0;
              synchronized (this) {
                silent += nothing ? 1 : 0;
              }
              return nothing ? Optional.empty() : Optional.of(answer);
            });
  }

  /** Sends the next parcel, if none is on the way; on the thread of all. */
  private void send() {
    Optional<Parcel> parcel;
    boolean whole;
    boolean anew;
    synchronized (this) {
      whole = wholeWanted || telling != null;
      parcel = whole ? Optional.empty() : newsOrQuestion();
      if (closed || onTheWay || (!whole && parcel.isEmpty())) {
        return;
      }
      // From here to the answer nobody else touches what is told.
      onTheWay = true;
      anew = wholeWanted;
      wholeWanted = false;
    }
    if (whole) {
      parcel = part(anew);
    }
    if (parcel.isEmpty()) {
      synchronized (this) {
        onTheWay = false;
        wholeWanted = true;
      }
      later(AGAIN);
      return;
    }
    Parcel sent = parcel.get();
    means
        .links()
        .ask(name, PeerMethod.MERGE, sent.toBytes(), PARCEL)
        .whenComplete((answer, failure) -> answered(sent, answer, failure));
  }

  private Optional<Parcel> newsOrQuestion() {
    // Where there is nothing to tell, an empty parcel asks whether it is there again.
    return backlog.size() > 0 || failures > 0
        ? Optional.of(new Parcel(means.boot(), Kind.NEWS, backlog.first(), 0, backlog.oldest()))
        : Optional.empty();
  }

  /** Returns a part of everything; none when there is nothing to tell of now. */
  private Optional<Parcel> part(boolean anew) {
    try {
      Optional<SharedState> here = means.state().get();
      Telling now = telling;
      if (here.isEmpty() || anew || (now != null && !now.of(here.get()))) {
        endTelling();
        now = null;
      }
      if (here.isEmpty()) {
        return Optional.empty();
      }
      if (now == null) {
        now = new Telling(here.get());
        telling = now;
      }
      long next;
      synchronized (this) {
        next = backlog.first();
      }
      return Optional.of(now.part(means.boot(), next));
    } catch (RuntimeException bug) {
      LOG.error("What this server knows cannot be told. to={}", name, bug);
      endTelling();
      return Optional.empty();
    }
  }

  private void answered(Parcel parcel, byte @Nullable [] answer, @Nullable Throwable failure) {
    boolean lost = failure != null || answer == null;
    if (lost) {
      failed();
    } else {
      heard();
      means.answers().accept(name);
    }
    Parcel.Reply reply = lost || answer == null ? Parcel.Reply.LATER : read(answer);
    Duration pause = Duration.ZERO;
    synchronized (this) {
      onTheWay = false;
      if (closed) {
        endTelling();
        return;
      }
      if (reply == Parcel.Reply.TAKEN) {
        taken(parcel);
      } else if (reply == Parcel.Reply.GAP) {
        wholeWanted = true;
        pause = SOON;
      } else {
        pause = !lost ? BUSY : failures < ENOUGH ? SOON : AGAIN;
      }
    }
    later(pause);
  }

  private static Parcel.Reply read(byte[] answer) {
    try {
      return Parcel.reply(answer);
    } catch (MalformedRecordException newer) {
      return Parcel.Reply.LATER;
    }
  }

  private void taken(Parcel parcel) {
    pushed = means.clock().instant();
    Telling now = telling;
    if (parcel.kind() == Kind.NEWS) {
      backlog.taken(parcel.first() + parcel.news().size());
    } else if (now != null && now.taken()) {
      endTelling();
    }
  }

  private synchronized void failed() {
    failures++;
    if (!away()) {
      return;
    }
    if (!silenceNoted) {
      silenceNoted = true;
      // Whether that is bad is said by the health of the cluster, and by state where it matters.
      LOG.info("Another server does not answer; it is told later. name={}", name);
    }
    backlog.letGo();
  }

  private void endTelling() {
    Telling now = telling;
    telling = null;
    if (now != null) {
      now.close();
    }
  }

  PeerFigures figures(boolean whole) {
    synchronized (this) {
      return new PeerFigures(
          name,
          away(),
          backlog.size(),
          backlog.bytes(),
          Optional.ofNullable(pushed),
          asked,
          silent,
          whole);
    }
  }

  void close() {
    synchronized (this) {
      closed = true;
      if (!onTheWay) {
        endTelling();
      }
      backlog.drop();
    }
  }
}
