package org.vedette.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.Test;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.store.SharedLog;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.store.StoredSecret;

public final class RouteTest {
  private static final Actor ACTOR = new Actor("admin", "rest", "192.0.2.1");

  private final SharedLog shared = (change, actor) -> done(new Committed.Done(3, 8));
  private long mark;
  private boolean readable = true;
  private final Route route =
      new Route((change, actor) -> done(new Committed.Done(0, 5)), this::mark);

  @Test
  public void aServerThatStandsAloneWritesItsOwnLogWhoeverIsThere() {
    route.add(shared);

    assertThat(append()).isEqualTo(new Committed.Done(0, 5));
  }

  @Test
  public void aServerOfAClusterWritesTheSharedLogOrNone() {
    mark = 3;

    assertThat(append()).isInstanceOf(Committed.Unavailable.class);

    route.add(shared);
    assertThat(append()).isEqualTo(new Committed.Done(3, 8));

    route.remove(shared);
    assertThat(append()).isInstanceOf(Committed.Unavailable.class);
  }

  @Test
  public void theMarkIsReadWhenItCanBeAndFollowedWhenItChanges() {
    readable = false;
    assertThat(append()).isInstanceOf(Committed.Unavailable.class);

    readable = true;
    route.add(shared);
    assertThat(append()).isEqualTo(new Committed.Done(0, 5));

    route.reign(3);
    assertThat(append()).isEqualTo(new Committed.Done(3, 8));
  }

  @Test
  public void anOldLogThatGoesAfterTheNewCameTakesNothingAway() {
    mark = 3;
    route.add((change, actor) -> done(new Committed.NotMaster("")));
    SharedLog successor = shared;
    route.add(successor);

    route.remove((change, actor) -> done(new Committed.NotMaster("")));

    assertThat(append()).isEqualTo(new Committed.Done(3, 8));
  }

  private Committed append() {
    StoredSecret secret = new StoredSecret(new UUID(1, 1), 1, "a", new byte[] {1});
    return route.append(Change.put(StoredSecret.TYPE, secret), ACTOR).toCompletableFuture().join();
  }

  private long mark() {
    if (!readable) {
      throw new StoreUnavailableException("down", new IllegalStateException("down"));
    }
    return mark;
  }

  private static CompletionStage<Committed> done(Committed committed) {
    return CompletableFuture.completedFuture(committed);
  }
}
