package org.vedette.replication.member;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.state.Forced;
import org.vedette.api.state.SharedState;
import org.vedette.api.state.StatePeers;
import org.vedette.replication.merge.Links;
import org.vedette.replication.merge.PeerFigures;
import org.vedette.replication.merge.StateExchange;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;

/**
 * The state that this server shares beside the log, while it belongs to a cluster. Begun and ended
 * by the one thread that moves the server; holds no lock while services come and go.
 */
final class StateSharing implements Means.Sharing {
  private static final Logger LOG = LoggerFactory.getLogger(StateSharing.class);

  private final Live<SharedState> state;
  private final BooleanSupplier strict;
  private final Consumer<Optional<StatePeers>> offer;
  private volatile @Nullable Links links;
  private volatile @Nullable StateExchange exchange;
  private volatile Optional<Boolean> wanted = Optional.empty();

  /**
   * Shares nothing yet.
   *
   * @param strict whether a code is refused when one of the others cannot be asked
   * @param offer offers the others as a service, or ceases to
   */
  StateSharing(
      Live<SharedState> state, BooleanSupplier strict, Consumer<Optional<StatePeers>> offer) {
    this.state = state;
    this.strict = strict;
    this.offer = offer;
  }

  /** The way to the others; told once, before anything is shared. */
  void over(Links way) {
    links = way;
  }

  @Override
  public String server() {
    return state.now().map(SharedState::server).orElse("");
  }

  @Override
  public void shared(boolean now) {
    wanted = Optional.of(now);
    mark();
    Links way = links;
    if (now && exchange == null && way != null) {
      StateExchange fresh =
          new StateExchange(way, state::now, strict, InstantSource.system(), System.nanoTime());
      exchange = fresh;
      offer.accept(Optional.of(fresh));
    } else if (!now) {
      close();
    }
  }

  /** The state has come, perhaps anew: it has to know whether it is shared. */
  void mark() {
    Optional<SharedState> here = state.now();
    Optional<Boolean> on = wanted;
    if (here.isEmpty() || on.isEmpty() || here.get().shared() == on.get()) {
      return;
    }
    if (here.get().shared(on.get()) instanceof Forced.Unavailable failed) {
      LOG.warn("The state does not remember that it is shared. cause={}", failed.why());
    }
  }

  @Override
  public void reachable(String name) {
    StateExchange open = exchange;
    if (open != null) {
      open.reachable(name);
    }
  }

  /** How it stands with each other server; nothing while nothing is shared. */
  List<PeerFigures> figures() {
    StateExchange open = exchange;
    return open == null ? List.of() : open.figures();
  }

  /** What other servers ask about the state. */
  Map<PeerMethod, PeerService.Answerer> answerers() {
    Map<PeerMethod, PeerService.Answerer> all = new HashMap<>();
    for (PeerMethod method :
        new PeerMethod[] {PeerMethod.CLAIM, PeerMethod.MERGE, PeerMethod.PULL}) {
      all.put(
          method,
          (from, question) -> {
            StateExchange open = exchange;
            PeerService.Answerer by = open == null ? null : open.answerers().get(method);
            return by == null
                ? CompletableFuture.completedStage(new byte[0])
                : by.answer(from, question);
          });
    }
    return all;
  }

  /** Shares no more; the state goes on knowing that it is shared. */
  void close() {
    StateExchange open = exchange;
    exchange = null;
    if (open != null) {
      offer.accept(Optional.empty());
      open.close();
    }
  }
}
