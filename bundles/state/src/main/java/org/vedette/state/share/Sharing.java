package org.vedette.state.share;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.state.Claims;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.SharedState;
import org.vedette.api.state.StatePeers;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.table.ClaimQuestion;
import org.vedette.state.table.ClaimReply;
import org.vedette.state.table.Others;
import org.vedette.state.table.Tables;

/** This server's side of what the servers of a cluster share. Thread-safe. */
public final class Sharing implements SharedState, Others {
  private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);
  private static final long LOG_PAUSE_MILLIS = 60_000;
  private static final String UNREADABLE = "news that cannot be read: ";

  /** Remembers whether this server shares. */
  @FunctionalInterface
  public interface Mark {
    /** Makes it durable. */
    void set(boolean on) throws IOException;
  }

  /** Runs something later; drops it when everything ends before. */
  @FunctionalInterface
  public interface Timer {
    /** Runs it on any thread. */
    void run(Runnable task, Duration delay);
  }

  /**
   * What it works with.
   *
   * @param server id of this server
   * @param tables the tables
   * @param timer runs something later
   * @param mark remembers whether this server shares
   * @param append writes news that were checked into the journal
   */
  public record Means(
      String server,
      Tables tables,
      Timer timer,
      Mark mark,
      Function<List<News>, CompletionStage<Forced>> append) {}

  private final Means means;
  private final Gate gate;
  private final Merger merger;
  private final GatedClaims claims;
  private final AtomicLong silentLogged = new AtomicLong(Long.MIN_VALUE);
  private volatile @Nullable StatePeers peers;

  /**
   * Begins without others.
   *
   * @param shared what the mark says
   * @param behind whether the process has started, and not just the bundle been replaced
   */
  public Sharing(Means means, boolean shared, boolean behind) {
    this.means = means;
    this.gate = new Gate(means.timer()::run, shared, behind);
    this.merger = new Merger(means.tables());
    this.claims = new GatedClaims(gate, means.tables().claims());
    means.tables().challenges().remember(shared);
    means.tables().claims().join(this);
  }

  /** Claims as other bundles see them. */
  public Claims claims() {
    return claims;
  }

  /** The others have come. */
  public void join(StatePeers others) {
    means.tables().challenges().remember(true);
    peers = others;
    gate.peers(others);
  }

  /** They have gone; no others have taken their place. */
  public void leave(StatePeers others) {
    if (peers == others) {
      peers = null;
      gate.peers(null);
      means.tables().challenges().remember(gate.shared());
    }
  }

  /**
   * Tells others of an entry that has come into effect; on the writing thread.
   *
   * @return completes when whoever wrote it may be told; empty for at once
   */
  public Optional<CompletionStage<Void>> tell(JournalEntry entry, Instant at) {
    StatePeers others = peers;
    if (others == null) {
      return Optional.empty();
    }
    News news = merger.of(entry, at);
    if (news.isFleeting()) {
      return Optional.empty();
    }
    boolean awaited = !news.opened().isEmpty();
    CompletionStage<Void> told = others.told(NewsCodec.encode(news), awaited);
    return awaited ? Optional.of(told) : Optional.empty();
  }

  /** Brings news into effect that are on disk; on the writing thread. */
  public void apply(News news) {
    merger.apply(news);
  }

  @Override
  public String server() {
    return means.server();
  }

  @Override
  public boolean shared() {
    return gate.shared();
  }

  @Override
  public Forced shared(boolean on) {
    try {
      means.mark().set(on);
    } catch (IOException failure) {
      return new Forced.Unavailable("the mark of a shared server cannot be written: " + failure);
    }
    means.tables().challenges().remember(on || peers != null);
    gate.shared(on);
    return new Forced.Done();
  }

  @Override
  public CompletionStage<Forced> merge(List<byte[]> news) {
    List<News> fresh = new ArrayList<>();
    try {
      for (byte[] each : news) {
        News read = NewsCodec.decode(each);
        read.released().forEach(means.tables().claims()::releasedElsewhere);
        News left = merger.unknown(read);
        if (!left.isFleeting()) {
          fresh.add(left);
        }
      }
    } catch (MalformedRecordException unreadable) {
      return CompletableFuture.completedStage(
          new Forced.Unavailable(UNREADABLE + unreadable.getMessage()));
    }
    return fresh.isEmpty()
        ? CompletableFuture.completedStage(new Forced.Done())
        : means.append().apply(fresh);
  }

  @Override
  public void caughtUp(String from) {
    gate.caughtUp(from);
  }

  @Override
  public Whole whole() {
    return new WholeState(means.tables());
  }

  @Override
  public CompletionStage<byte[]> asked(byte[] question) {
    try {
      return means
          .tables()
          .claims()
          .asked(ReplyCodec.question(question), StatePeers.PATIENCE)
          .thenApply(says -> ReplyCodec.encode(new ClaimReply(server(), says)));
    } catch (MalformedRecordException unreadable) {
      return CompletableFuture.failedStage(unreadable);
    }
  }

  @Override
  public String self() {
    return means.server();
  }

  @Override
  public boolean any() {
    StatePeers others = peers;
    return others != null && others.any();
  }

  @Override
  public boolean strict() {
    StatePeers others = peers;
    return others != null && others.strict();
  }

  @Override
  public CompletionStage<Heard> ask(ClaimQuestion question) {
    StatePeers others = peers;
    if (others == null) {
      return CompletableFuture.completedStage(new Heard(List.of(), 0));
    }
    return others.ask(ReplyCodec.encode(question)).thenApply(this::heard);
  }

  private Heard heard(StatePeers.Answers answers) {
    List<ClaimReply> replies = new ArrayList<>(answers.answers().size());
    int silent = answers.silent();
    for (byte[] each : answers.answers()) {
      try {
        replies.add(ReplyCodec.reply(each));
      } catch (MalformedRecordException unreadable) {
        silent++;
      }
    }
    if (silent > 0) {
      warn(silent);
    }
    return new Heard(replies, silent);
  }

  private void warn(int silent) {
    long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    long last = silentLogged.get();
    if ((last == Long.MIN_VALUE || now - last >= LOG_PAUSE_MILLIS)
        && silentLogged.compareAndSet(last, now)) {
      LOG.warn(
          "Other servers could not be asked whether a code was used there; said once a minute."
              + " silent={} refused={}",
          silent,
          strict());
    }
  }

  @Override
  public void released(ClaimQuestion question) {
    StatePeers others = peers;
    if (others != null) {
      var unused = others.told(NewsCodec.encode(News.released(question)), false);
    }
  }
}
