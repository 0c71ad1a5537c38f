package org.vedette.radsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.vedette.api.net.ReplyTable;

public class OutstandingTest {
  private long now;
  private final Outstanding table = new Outstanding(() -> now);

  private static byte[] key(int number) {
    return new byte[] {(byte) (number >>> 8), (byte) number};
  }

  @Test
  public void repetitionsGetNothingAndThenTheSameReply() {
    assertThat(table.enter(key(1))).isInstanceOf(ReplyTable.New.class);
    assertThat(table.enter(key(1))).isInstanceOf(ReplyTable.Pending.class);
    byte[] reply = {1, 2, 3};
    table.answered(key(1), reply);

    assertThat(table.pending()).isZero();
    assertThat(table.enter(key(1)))
        .isInstanceOfSatisfying(
            ReplyTable.Answered.class, again -> assertThat(again.reply()).isSameAs(reply));
    now += TimeUnit.SECONDS.toNanos(31);
    assertThat(table.enter(key(1))).isInstanceOf(ReplyTable.New.class);
    table.forget(key(1));
    assertThat(table.enter(key(1))).isInstanceOf(ReplyTable.New.class);
  }

  /** RFC 6613 section 2.6.5. */
  @Test
  public void noMoreWaitThanThereAreIdentifiers() {
    for (int number = 0; number < Outstanding.MOST_PENDING; number++) {
      assertThat(table.enter(key(number))).isInstanceOf(ReplyTable.New.class);
    }
    assertThat(table.enter(key(999))).isInstanceOf(ReplyTable.Full.class);
    assertThat(table.pending()).isEqualTo(Outstanding.MOST_PENDING);
    table.forget(key(3));
    assertThat(table.enter(key(999))).isInstanceOf(ReplyTable.New.class);
    now += TimeUnit.SECONDS.toNanos(121);
    assertThat(table.pending()).isZero();
  }

  @Test
  public void repliesAreKeptUpToABound() {
    for (int number = 0; number < 10; number++) {
      table.enter(key(number));
      table.answered(key(number), new byte[4096]);
    }
    int kept = 0;
    for (int number = 0; number < 10; number++) {
      kept += table.enter(key(number)) instanceof ReplyTable.Answered ? 1 : 0;
    }
    assertThat(kept).isEqualTo(Outstanding.MOST_REPLY_BYTES / 4096);
    assertThat(table.enter(key(9))).isInstanceOf(ReplyTable.Answered.class);
    table.answered(key(9), new byte[1]);
    table.answered(key(8), new byte[4096]);
    assertThat(table.enter(key(9))).isInstanceOf(ReplyTable.Answered.class);
  }

  @Test
  public void whatIsLeftIsTakenOnce() {
    table.enter(key(1));
    table.enter(key(2));
    ReplyTable.Left left = new ReplyTable.Left(key(2), new byte[20], new byte[0]);
    table.leave(left);
    table.leave(new ReplyTable.Left(key(3), new byte[20], new byte[0]));

    assertThat(table.takeLeft()).containsExactly(left);
    assertThat(table.takeLeft()).isEmpty();
    assertThat(table.enter(key(2))).isInstanceOf(ReplyTable.Pending.class);
  }
}
