package org.vedette.state.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.junit.Test;
import org.vedette.state.file.JournalFile;

public class RoomTest {
  private static final long KIB = 1 << 10;
  private static final long GROWN = 1024 * KIB;

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final Zeros file = new Zeros();
  private final Room room = new Room(file, waiting::add);

  @Test
  public void smallSegmentsGetNone() {
    room.before(Room.LARGE - 1, 1_000);

    assertThat(file.ranges).isEmpty();
    assertThat(waiting).isEmpty();
  }

  @Test
  public void writerMakesAPieceAndTheRestIsMadeBesideIt() {
    room.before(GROWN, 1_000);
    assertThat(file.ranges).containsExactly(range(GROWN, GROWN + 1_000 + 256 * KIB));

    waiting.remove().run();
    assertThat(file.last()).isGreaterThanOrEqualTo(2 * GROWN);
    int made = file.ranges.size();
    room.before(GROWN + 1_000, 1_000);
    assertThat(file.ranges).as("nothing is left to do for the writer").hasSize(made);
  }

  /** Whatever the two threads do, no zeros are put where a frame is or will be put meanwhile. */
  @Test
  public void zerosAreOnlyPutBeyondWhatIsWritten() {
    Random random = new Random(7);
    long end = Room.LARGE;
    for (int i = 0; i < 5_000; i++) {
      int length = 1 + random.nextInt(random.nextInt(50) == 0 ? 3_000_000 : 20_000);
      room.before(end, length);
      end += length;
      assertThat(file.last()).isGreaterThanOrEqualTo(end);
      file.written = end;
      if (random.nextInt(3) == 0 && !waiting.isEmpty()) {
        waiting.remove().run();
      }
    }
    assertThat(waiting.size()).as("one at a time").isLessThanOrEqualTo(1);
  }

  @Test
  public void nothingIsPutAfterTheEnd() {
    room.before(GROWN, 1_000);
    long ready = room.close();
    int made = file.ranges.size();

    waiting.remove().run();

    assertThat(ready).isEqualTo(file.last());
    assertThat(file.ranges).hasSize(made);
  }

  @Test
  public void failuresAndAnEndedThreadAreNobodysTrouble() {
    Room lone =
        new Room(
            file,
            task -> {
              throw new RejectedExecutionException();
            });
    file.failing = true;
    lone.before(Room.LARGE, 1_000);
    file.failing = false;
    lone.before(Room.LARGE + 1_000, 1_000_000);

    assertThat(file.last()).isGreaterThan(Room.LARGE + 1_001_000);
  }

  private static List<Long> range(long from, long to) {
    return List.of(from, to);
  }

  private static final class Zeros implements JournalFile {
    private final List<List<Long>> ranges = new ArrayList<>();
    private long written;
    private boolean failing;

    long last() {
      return ranges.get(ranges.size() - 1).get(1);
    }

    @Override
    public void reserve(long from, long to) throws IOException {
      assertThat(from).isGreaterThanOrEqualTo(written).isLessThan(to);
      if (failing) {
        throw new IOException("no space");
      }
      ranges.add(range(from, to));
    }

    @Override
    public void write(ByteBuffer bytes) {
      throw new AssertionError();
    }

    @Override
    public void force() {
      throw new AssertionError();
    }

    @Override
    public void truncate(long size) {
      throw new AssertionError();
    }

    @Override
    public void close() {
      throw new AssertionError();
    }
  }
}
