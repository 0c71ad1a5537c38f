package org.vedette.store.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;
import org.vedette.api.state.Forced;
import org.vedette.api.store.Actor;
import org.vedette.api.store.WriteListener;
import org.vedette.api.user.User;
import org.vedette.store.db.Effect;
import org.vedette.store.db.RecordId;
import org.vedette.store.db.Row;
import org.vedette.store.db.Samples;
import org.vedette.store.log.ActLog;

public class ToldActsTest {
  private static final Actor OLGA = new Actor("olga", "rest", "192.0.2.7");

  private final List<List<Effect>> audited = new ArrayList<>();
  private final ToldActs acts =
      new ToldActs(
          new ActLog() {
            @Override
            public boolean ready(Duration limit) {
              return true;
            }

            @Override
            public CompletionStage<Forced> record(Actor actor, List<Effect> effects) {
              audited.add(effects);
              return CompletableFuture.completedFuture(new Forced.Done());
            }
          });

  private static Effect change(User before, User after) {
    return new Effect(
        RecordId.of(User.TYPE, after.id()),
        Optional.of(Row.of(User.TYPE, before)),
        Optional.of(Row.of(User.TYPE, after)),
        Set.of(),
        false);
  }

  @Test
  public void listenersHearWhatWasAndIs() {
    User before = Samples.user("alice");
    User after = before.change().enabled(false).build();
    List<WriteListener.Written> heard = new ArrayList<>();
    acts.add(
        (records, actor) -> {
          throw new IllegalStateException("a listener that fails");
        });
    WriteListener listener = (records, actor) -> heard.addAll(records);
    acts.add(listener);

    acts.record(OLGA, List.of(change(before, after)));
    acts.remove(listener);
    acts.record(OLGA, List.of(change(before, after)));

    assertThat(heard)
        .containsExactly(new WriteListener.Written(Optional.of(before), Optional.of(after)));
    assertThat(audited).hasSize(2);
  }

  @Test
  public void whatTheLogOfSeveralServersBringsIsAuditedWhereItWasTaken() {
    User before = Samples.user("alice");
    List<Effect> effects = List.of(change(before, before.change().enabled(false).build()));
    acts.taken(Optional.empty(), effects, 7);
    acts.taken(Optional.of(OLGA), List.of(), 8);
    assertThat(audited).as("another server took it, or nothing changed").isEmpty();
    acts.taken(Optional.of(OLGA), effects, 9);
    assertThat(audited).containsExactly(effects);
  }
}
