package org.vedette.replication.merge;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.state.SharedState;
import org.vedette.api.state.StatePeers;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;

/**
 * The other servers of the cluster, as {@code state} sees them: tells each what happened here, in
 * order, and takes what they tell. One thread for all of them. Thread-safe.
 */
public final class StateExchange implements StatePeers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateExchange.class);
  private static final byte[] NOTHING = {};

  /** How much longer than the others' patience answers are waited for, whatever the links do. */
  private static final Duration MARGIN = Duration.ofMillis(100);

  private final Links links;
  private final Supplier<Optional<SharedState>> state;
  private final BooleanSupplier strict;
  private final Outbound.Means means;
  private final Map<String, Outbound> out = new ConcurrentHashMap<>();
  private final Map<String, Inbound> in = new ConcurrentHashMap<>();
  private final Set<String> pulled = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          run -> {
            Thread made = new Thread(run, "vedette-merge");
            made.setDaemon(true);
            return made;
          });
  private volatile List<String> known = List.of();
  private volatile boolean closed;

  /**
   * Begins to tell all others everything.
   *
   * @param state the fast records of this server, while they are there
   * @param strict whether a code is refused when one of the others cannot be asked
   * @param boot random number of this start
   */
  public StateExchange(
      Links links,
      Supplier<Optional<SharedState>> state,
      BooleanSupplier strict,
      InstantSource clock,
      long boot) {
    this.links = links;
    this.state = state;
    this.strict = strict;
    this.means = new Outbound.Means(links, state, this::later, clock, boot, this::pull);
    thread.setRemoveOnCancelPolicy(true);
    others();
  }

  private void later(Runnable task, Duration delay) {
    try {
      thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ended) {
      LOG.trace("Nothing is told any more: this server's exchange is closed.");
    }
  }

  /** What the other servers ask of this one. */
  public Map<PeerMethod, PeerService.Answerer> answerers() {
    return Map.of(
        PeerMethod.CLAIM, this::claim, PeerMethod.MERGE, this::merge, PeerMethod.PULL, this::pull);
  }

  private CompletionStage<byte[]> claim(String from, byte[] question) {
    heard(from);
    return state
        .get()
        .map(here -> here.asked(question).exceptionally(unanswerable -> NOTHING))
        .orElseGet(() -> CompletableFuture.completedStage(NOTHING));
  }

  private CompletionStage<byte[]> merge(String from, byte[] parcel) {
    heard(from);
    return inbound(from).take(parcel).thenApply(Parcel::toBytes);
  }

  private CompletionStage<byte[]> pull(String from, byte[] question) {
    heard(from);
    Outbound asking = out.get(from);
    if (asking != null) {
      asking.wantWhole();
    }
    return CompletableFuture.completedStage(Parcel.toBytes(Parcel.Reply.TAKEN));
  }

  private void heard(String from) {
    others();
    Outbound known = out.get(from);
    if (known != null) {
      known.heard();
      pull(from);
    }
  }

  private Inbound inbound(String from) {
    return in.computeIfAbsent(from, name -> new Inbound(name, state));
  }

  /** Asks once for everything that another server knows, unless it has told already. */
  private void pull(String name) {
    if (!inbound(name).isWhole() && pulled.add(name)) {
      links
          .ask(name, PeerMethod.PULL, NOTHING, Outbound.PARCEL)
          .whenComplete(
              (answer, failure) -> {
                if (failure != null) {
                  pulled.remove(name);
                }
              });
    }
  }

  /**
   * Another server can be reached again, or has started anew: it is told everything, and asked for
   * everything.
   */
  public void reachable(String name) {
    others();
    Outbound reached = out.get(name);
    if (reached != null) {
      reached.heard();
      reached.wantWhole();
      pulled.remove(name);
      pull(name);
    }
  }

  /** How it stands with each other server, by name. */
  public List<PeerFigures> figures() {
    return others().stream()
        .map(
            name -> {
              Outbound each = out.get(name);
              return each == null ? null : each.figures(inbound(name).isWhole());
            })
        .filter(Objects::nonNull)
        .sorted(Comparator.comparing(PeerFigures::name))
        .toList();
  }

  /** Names of the others; sees to it that there is a line to each of them, and to nobody else. */
  private List<String> others() {
    List<String> now = links.others();
    if (!now.equals(known) && !closed) {
      renew(now);
    }
    return now;
  }

  private synchronized void renew(List<String> now) {
    if (closed) {
      return;
    }
    Set<String> gone = new HashSet<>(out.keySet());
    gone.removeAll(now);
    for (String name : gone) {
      Outbound left = out.remove(name);
      if (left != null) {
        left.close();
      }
      in.remove(name);
      pulled.remove(name);
    }
    now.forEach(name -> out.computeIfAbsent(name, each -> new Outbound(each, means)));
    known = List.copyOf(now);
  }

  @Override
  public boolean any() {
    return !others().isEmpty();
  }

  @Override
  public boolean strict() {
    return strict.getAsBoolean();
  }

  @Override
  public CompletionStage<Void> told(byte[] news, boolean awaited) {
    others();
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (Outbound each : out.values()) {
      CompletionStage<Void> taken = each.tell(news, awaited);
      if (awaited) {
        waiting.add(taken.toCompletableFuture());
      }
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(waiting.toArray(CompletableFuture<?>[]::new));
    return all.isDone()
        ? all
        : all.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletionStage<Answers> ask(byte[] question) {
    others();
    List<CompletableFuture<Optional<byte[]>>> asked = new ArrayList<>();
    for (Outbound each : out.values()) {
      asked.add(
          each.ask(question)
              .toCompletableFuture()
              .completeOnTimeout(
                  Optional.empty(),
                  each.patience().plus(MARGIN).toMillis(),
                  TimeUnit.MILLISECONDS));
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> {
              List<byte[]> answers =
                  asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
              return new Answers(answers, asked.size() - answers.size());
            });
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      out.values().forEach(Outbound::close);
      out.clear();
    }
    thread.shutdownNow();
  }
}
