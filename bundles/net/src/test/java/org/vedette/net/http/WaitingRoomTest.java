package org.vedette.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.After;
import org.junit.Test;

public class WaitingRoomTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> resumed = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final WaitingRoom<String> room = new WaitingRoom<>(2, timer, resumed::add, refused::add);

  @After
  public void stop() {
    timer.shutdownNow();
  }

  @Test
  public void aRequestThatIsCalledGoesOn() {
    assertThat(room.enter("/a", "a", LONG, null)).isTrue();
    assertThat(room.enter("/b", "b", LONG, null)).isTrue();

    room.call("/a"::equals);

    await().until(() -> resumed.equals(List.of("a")));
    assertThat(room.size()).isEqualTo(1);
    assertThat(refused).isEmpty();
  }

  @Test
  public void oneWhoseTimeIsOverIsRefused() {
    room.enter("/a", "a", SHORT, null);

    await().until(() -> refused.equals(List.of("a")));
    assertThat(room.size()).isZero();
  }

  @Test
  public void oneMayLookAgainByItself() {
    room.enter("/a", "a", LONG, SHORT);

    await().until(() -> resumed.equals(List.of("a")));
  }

  @Test
  public void eachLeavesOnce() {
    room.enter("/a", "a", SHORT, SHORT.dividedBy(2));
    room.call(path -> true);
    room.call(path -> true);
    await().until(() -> room.size() == 0);
    room.close();

    await().until(() -> resumed.size() + refused.size() == 1);
  }

  @Test
  public void placesAreBoundedAndFreeAgain() {
    room.enter("/a", "a", LONG, null);
    room.enter("/b", "b", LONG, null);
    assertThat(room.enter("/c", "c", LONG, null)).isFalse();

    room.call("/a"::equals);
    await().until(() -> room.size() == 1);

    assertThat(room.enter("/c", "c", LONG, null)).isTrue();
  }

  @Test
  public void aClosedRoomIsEmpty() {
    room.enter("/a", "a", LONG, null);

    room.close();

    assertThat(refused).containsExactly("a");
    assertThat(room.enter("/b", "b", LONG, null)).isFalse();
  }
}
