package org.vedette.replication.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;
import org.vedette.api.cluster.ClusterView.Appends;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.Committed;
import org.vedette.api.store.StoredSecret;

public class TimedLogTest {
  private static final Change CHANGE =
      Change.put(StoredSecret.TYPE, new StoredSecret(new UUID(1, 1), 1, "a", new byte[] {1}));

  private CompletableFuture<Committed> answer = new CompletableFuture<>();
  private long nanos;

  @Test
  public void changesAreTimed() {
    TimedLog log = new TimedLog((change, actor) -> answer, () -> nanos);
    assertThat(log.figures()).isEmpty();
    for (int millis : new int[] {5, 1, 90}) {
      answer = new CompletableFuture<>();
      log.append(CHANGE, new Actor("", "", ""));
      nanos += millis * 1_000_000L;
      answer.complete(new Committed.Conflict("", "name"));
    }
    assertThat(log.figures())
        .isEqualTo(Optional.of(new Appends(3, 0, Duration.ofMillis(5), Duration.ofMillis(90))));
    answer = new CompletableFuture<>();
    log.append(CHANGE, new Actor("", "", ""));
    answer.completeExceptionally(new IllegalStateException());
    assertThat(log.figures()).map(Appends::failed).contains(1L);
  }
}
