package org.vedette.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.Test;
import org.vedette.api.net.ReplyTable.Answered;
import org.vedette.api.net.ReplyTable.Full;
import org.vedette.api.net.ReplyTable.Left;
import org.vedette.api.net.ReplyTable.New;
import org.vedette.api.net.ReplyTable.Pending;
import org.vedette.api.net.ReplyTable.Seen;

public class RepliesTest {
  private NetSettings limits = new NetSettings(1000, 1 << 20, 65536);
  private long now = Long.MAX_VALUE - Duration.ofSeconds(60).toNanos();
  private final Replies table = new Replies(() -> limits, () -> now);

  @Test
  public void tellsNewFromPendingFromAnswered() {
    assertThat(table.enter(key(1))).isInstanceOf(New.class);
    assertThat(table.enter(key(1))).isInstanceOf(Pending.class);
    byte[] reply = {1, 2, 3};
    table.answered(key(1), reply);
    assertThat(((Answered) table.enter(key(1))).reply()).isSameAs(reply);
    assertThat(table.enter(key(2))).isInstanceOf(New.class);
    assertThat(table.pending()).isEqualTo(1);
  }

  @Test
  public void forgetsOnDemandAndInTime() {
    table.enter(key(1));
    table.forget(key(1));
    assertThat(table.enter(key(1))).isInstanceOf(New.class);
    pass(119);
    assertThat(table.enter(key(1))).isInstanceOf(Pending.class);
    pass(1);
    assertThat(table.enter(key(1))).isInstanceOf(New.class);
    table.answered(key(1), new byte[5]);
    pass(29);
    assertThat(table.enter(key(1))).isInstanceOf(Answered.class);
    pass(1);
    assertThat(table.enter(key(1))).isInstanceOf(New.class);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  public void doesNotTrustTheCallersArray() {
    byte[] key = key(1);
    table.enter(key);
    key[0] = 77;
    assertThat(table.enter(key(1))).isInstanceOf(Pending.class);
  }

  @Test
  public void isFullOnlyWhenAllArePending() {
    limits = new NetSettings(3, 1 << 20, 65536);
    table.enter(key(1));
    table.enter(key(2));
    table.answered(key(2), new byte[1]);
    table.enter(key(3));
    assertThat(table.enter(key(4))).as("the oldest reply makes room").isInstanceOf(New.class);
    assertThat(table.enter(key(5))).isInstanceOf(Full.class);
    assertThat(table.enter(key(4))).isInstanceOf(Pending.class);
    table.forget(key(1));
    assertThat(table.enter(key(5))).isInstanceOf(New.class);
  }

  @Test
  public void keepsWithinItsBytes() {
    limits = new NetSettings(1000, 1000, 65536);
    for (int i = 0; i < 20; i++) {
      table.enter(key(i));
      table.answered(key(i), new byte[100]);
    }
    assertThat(table.size()).isEqualTo(10);
    assertThat(table.enter(key(19))).isInstanceOf(Answered.class);
    assertThat(table.enter(key(9))).isInstanceOf(New.class);
  }

  @Test
  public void handsLeftRequestsOutOnceOldestFirst() {
    for (int i = 1; i <= 3; i++) {
      table.enter(key(i));
      table.leave(new Left(key(i), new byte[] {(byte) i}, new byte[0]));
    }
    table.leave(new Left(key(9), new byte[] {9}, new byte[0]));
    assertThat(table.enter(key(2))).isInstanceOf(Pending.class);
    assertThat(table.pending()).isEqualTo(3);
    assertThat(table.takeLeft())
        .extracting(left -> left.packet()[0])
        .containsExactly((byte) 1, (byte) 2, (byte) 3);
    assertThat(table.takeLeft()).isEmpty();
    assertThat(table.pending()).isEqualTo(3);
    table.answered(key(2), new byte[1]);
    assertThat(table.enter(key(2))).isInstanceOf(Answered.class);
  }

  @Test
  public void dropsLeftRequestsThatNobodyTookInTime() {
    table.enter(key(1));
    table.leave(new Left(key(1), new byte[1], new byte[0]));
    pass(120);
    assertThat(table.takeLeft()).isEmpty();
    assertThat(table.enter(key(1))).isInstanceOf(New.class);
  }

  @Test
  public void travelsAsAnImage() {
    table.enter(key(1));
    table.enter(key(2));
    table.answered(key(2), new byte[] {42});
    table.enter(key(3));
    table.leave(new Left(key(3), new byte[] {7}, new byte[] {8}));
    Replies next = new Replies(() -> limits, () -> now);
    RepliesImage.restore(RepliesImage.of(table), next);
    assertThat(next.enter(key(1))).isInstanceOf(Pending.class);
    assertThat(((Answered) next.enter(key(2))).reply()).containsExactly(42);
    List<Left> left = next.takeLeft();
    assertThat(left).hasSize(1);
    assertThat(left.get(0).packet()).containsExactly(7);
    assertThat(left.get(0).note()).containsExactly(8);
    pass(31);
    assertThat(next.enter(key(2))).isInstanceOf(New.class);
    assertThat(next.enter(key(1))).isInstanceOf(Pending.class);
  }

  @Test
  public void ignoresWhatIsNoImage() {
    Replies next = new Replies(() -> limits, () -> now);
    for (Object odd :
        new Object[] {"text", Map.of(), Map.of("keys", List.of(new byte[1])), Map.of("keys", 1)}) {
      RepliesImage.restore(odd, next);
    }
    RepliesImage.restore(null, next);
    assertThat(next.size()).isZero();
  }

  /** Plays many random operations beside a simple model that scans. */
  @Test
  public void behavesLikeASimpleModel() {
    Random random = new Random(5080);
    Map<Integer, Long> pendingUntil = new HashMap<>();
    Map<Integer, Long> answeredUntil = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(1_000) * 1_000_000L;
      int number = random.nextInt(200);
      pendingUntil.values().removeIf(until -> until - now <= 0);
      answeredUntil.values().removeIf(until -> until - now <= 0);
      switch (random.nextInt(4)) {
        case 0 -> {
          table.forget(key(number));
          pendingUntil.remove(number);
          answeredUntil.remove(number);
        }
        case 1 -> {
          table.answered(key(number), new byte[] {(byte) number});
          pendingUntil.remove(number);
          answeredUntil.put(number, now + Duration.ofSeconds(30).toNanos());
        }
        default -> {
          Seen expected =
              pendingUntil.containsKey(number)
                  ? new Pending()
                  : answeredUntil.containsKey(number) ? new Answered(new byte[0]) : new New();
          assertThat(table.enter(key(number))).hasSameClassAs(expected);
          if (expected instanceof New) {
            pendingUntil.put(number, now + Duration.ofSeconds(120).toNanos());
          }
        }
      }
      assertThat(table.size()).isLessThanOrEqualTo(200);
    }
    assertThat(table.pending()).isEqualTo(pendingUntil.size());
    assertThat(table.size()).isEqualTo(pendingUntil.size() + answeredUntil.size());
  }

  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(24).putInt(number).array();
  }
}
