package org.vedette.replication.merge;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.state.Forced;
import org.vedette.api.state.SharedState;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.replication.merge.Parcel.Kind;
import org.vedette.replication.merge.Parcel.Reply;

/** What one other server hands over: taken in order, and noticed when something is missing. */
final class Inbound {
  private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

  private final String from;
  private final Supplier<Optional<SharedState>> state;
  private boolean busy;
  private boolean known;
  private boolean refusedLogged;
  private long boot;
  private long expected;
  private long partsOf;
  private int parts;

  Inbound(String from, Supplier<Optional<SharedState>> state) {
    this.from = from;
    this.state = state;
  }

  /** Whether everything that the other knows was taken since this server started. */
  synchronized boolean isWhole() {
    return known;
  }

  /** Takes a parcel; completes when it is on disk, never exceptionally. */
  CompletionStage<Reply> take(byte[] bytes) {
    Parcel parcel;
    try {
      parcel = Parcel.read(bytes);
    } catch (MalformedRecordException unreadable) {
      refuse(unreadable.toString());
      return done(Reply.LATER);
    }
    Optional<SharedState> here = state.get();
    synchronized (this) {
      // Two at a time: the sender gave up waiting for the first, which may still be written.
      if (here.isEmpty() || busy) {
        return done(Reply.LATER);
      }
      if (isGap(parcel)) {
        return done(Reply.GAP);
      }
      if (isOld(parcel)) {
        return done(Reply.TAKEN);
      }
      busy = true;
    }
    CompletionStage<Forced> merging;
    try {
      merging = here.get().merge(parcel.news());
    } catch (RuntimeException bug) {
      LOG.error("News of another server could not be merged. from={}", from, bug);
      merging = CompletableFuture.completedStage(new Forced.Unavailable("internal error"));
    }
    return merging.thenApply(forced -> merged(here.get(), parcel, forced));
  }

  private boolean isGap(Parcel parcel) {
    return switch (parcel.kind()) {
      case NEWS -> !known || parcel.boot() != boot || parcel.first() > expected;
      case WHOLE -> parcel.part() != 1 && isOutOfLine(parcel, parcel.part() - 1);
      case END -> parcel.part() != 0 && isOutOfLine(parcel, parcel.part());
    };
  }

  private boolean isOutOfLine(Parcel parcel, int before) {
    return parcel.boot() != partsOf || parts < before;
  }

  private boolean isOld(Parcel parcel) {
    return parcel.kind() == Kind.NEWS && parcel.first() + parcel.news().size() <= expected;
  }

  private Reply merged(SharedState here, Parcel parcel, Forced forced) {
    boolean end = parcel.kind() == Kind.END;
    synchronized (this) {
      busy = false;
      if (forced instanceof Forced.Unavailable failed) {
        refuse(failed.why());
        return Reply.LATER;
      }
      refusedLogged = false;
      if (end) {
        known = true;
        boot = parcel.boot();
        expected = parcel.first();
      } else if (parcel.kind() == Kind.WHOLE) {
        partsOf = parcel.boot();
        parts = parcel.part();
      } else {
        expected = Math.max(expected, parcel.first() + parcel.news().size());
      }
    }
    if (end) {
      here.caughtUp(from);
    }
    return Reply.TAKEN;
  }

  private synchronized void refuse(String why) {
    if (!refusedLogged) {
      LOG.warn(
          "News of another server cannot be taken; it tells them again. from={} cause={}",
          from,
          why);
    }
    refusedLogged = true;
  }

  private static CompletionStage<Reply> done(Reply reply) {
    return CompletableFuture.completedStage(reply);
  }
}
