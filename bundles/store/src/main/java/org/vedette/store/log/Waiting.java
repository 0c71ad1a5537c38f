package org.vedette.store.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Committed;

/** A change in the queue: either the writer takes it or its time is over, never both. */
public final class Waiting {
  private final byte[] change;
  private final Actor actor;
  private final CompletableFuture<Committed> answer = new CompletableFuture<>();
  private final AtomicBoolean taken = new AtomicBoolean();

  Waiting(byte[] change, Actor actor) {
    this.change = change;
    this.actor = actor;
  }

  /** Its byte form. */
  public byte[] change() {
    return change;
  }

  Actor actor() {
    return actor;
  }

  CompletableFuture<Committed> stage() {
    return answer;
  }

  /** Claims the change; true for the first caller only. */
  boolean take() {
    return taken.compareAndSet(false, true);
  }

  /** Answers, on a thread that is not the writer's. */
  void answer(Committed outcome) {
    answer.completeAsync(() -> outcome);
  }

  void refuse(String why) {
    answer(new Committed.Unavailable(why));
  }
}
