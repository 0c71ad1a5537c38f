package org.vedette.sdk.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.store.Actor;
import org.vedette.api.sync.ImportOrder;
import org.vedette.api.sync.SyncDesk;
import org.vedette.api.sync.SyncRun;

/** Writes down what is asked of it. */
final class FakeDesk implements SyncDesk {
  static final SyncRun RUN =
      new SyncRun(
          "m3x",
          SyncRun.Kind.FULL,
          SyncRun.State.AWAITING,
          "tester",
          Instant.parse("2026-11-21T06:00:00Z"),
          Optional.empty(),
          "reading corp",
          3,
          9,
          Map.of("added", 2L),
          List.of(new SyncRun.Line("corp", "u1", "alice", "add", "mail: (none) -> a@b.example")),
          "",
          Optional.of("3f9a"));

  final List<String> asked = new ArrayList<>();
  final List<ImportOrder> orders = new ArrayList<>();
  boolean busy;

  private Begun begun(String what, Actor actor) {
    asked.add(what + " by " + actor.name());
    return busy ? new Begun.Refused("another run goes on") : new Begun.Started("m3x");
  }

  @Override
  public Status status() {
    return new Status(
        true,
        Optional.empty(),
        Optional.of(RUN),
        Optional.of(Instant.parse("2026-11-21T07:00:00Z")),
        Optional.of("3f9a"),
        7,
        "");
  }

  @Override
  public Begun run(boolean full, Actor actor) {
    return begun(full ? "full" : "changes", actor);
  }

  @Override
  public Begun plan(Actor actor) {
    return begun("plan", actor);
  }

  @Override
  public Begun load(ImportOrder order, Actor actor) {
    orders.add(order);
    return begun("import", actor);
  }

  @Override
  public Begun approve(String list, Actor actor) {
    return begun("approve " + list, actor);
  }

  @Override
  public boolean stop(Actor actor) {
    return busy;
  }

  @Override
  public List<SyncRun> history() {
    return List.of(RUN);
  }

  @Override
  public Optional<SyncRun> find(String run) {
    return Optional.of(RUN).filter(it -> it.id().equals(run));
  }
}
