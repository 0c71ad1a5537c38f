package org.vedette.gateway.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class ThreadsTest {
  @Test
  public void aFaultEndsNothingElse() throws Exception {
    List<String> done = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> last = new CompletableFuture<>();
    try (Threads threads = new Threads("vedette-gateway-smpp-test")) {
      Runnable fault =
          () -> {
            throw new IllegalStateException("as told");
          };
      threads.run(fault);
      threads.run(() -> done.add("decided"));
      threads.tell(fault);
      threads.tell(() -> done.add("told"));
      threads.limit(Duration.ofMillis(1), fault);
      threads.limit(Duration.ofMillis(50), () -> last.complete(null));
      last.get(5, TimeUnit.SECONDS);
      assertThat(done).containsExactlyInAnyOrder("decided", "told");
      assertThat(threads.ended()).isFalse();
    }
  }

  @Test
  public void whatEndsInTimeIsNotRunAndNothingIsRunAfterTheEnd() throws Exception {
    List<String> done = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> later = new CompletableFuture<>();
    Threads threads = new Threads("vedette-gateway-smpp-test");
    threads.limit(Duration.ofMillis(20), () -> done.add("late")).run();
    threads.limit(Duration.ofMillis(60), () -> later.complete(null));
    later.get(5, TimeUnit.SECONDS);
    threads.close();
    threads.run(() -> done.add("after"));
    threads.limit(Duration.ZERO, () -> done.add("after")).run();
    assertThat(threads.ended()).isTrue();
    assertThat(done).isEmpty();
  }
}
