package org.vedette.state.journal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.Test;
import org.vedette.api.audit.ChainedRecord;

public class AuditTailTest {
  private static final int CAPACITY = 1_000;

  private final AuditTail tail = new AuditTail(CAPACITY, 6);

  @Test
  public void returnsEveryPartOfARecordAsItCame() {
    ChainedRecord first = record(7, 300);
    tail.add(List.of(first, record(8, 0)));

    ChainedRecord found = tail.after(6, 10).orElseThrow().get(0);

    assertEquals("server-1", found.server());
    assertEquals(3, found.boot());
    assertEquals(7, found.number());
    assertArrayEquals(first.previous(), found.previous());
    assertArrayEquals(first.hash(), found.hash());
    assertArrayEquals(first.record(), found.record());
  }

  @Test
  public void keepsTheNewestThroughManyChunks() {
    for (long number = 7; number <= 20_000; number++) {
      tail.add(List.of(record(number, 100 + (int) (number % 900))));
    }

    assertEquals(20_000, tail.last());
    assertTrue("the oldest are gone", tail.after(7, 10).isEmpty());
    List<ChainedRecord> newest = tail.after(20_000 - CAPACITY, 2 * CAPACITY).orElseThrow();
    assertEquals(
        LongStream.rangeClosed(20_001 - CAPACITY, 20_000).boxed().toList(),
        newest.stream().map(ChainedRecord::number).toList());
    newest.forEach(each -> assertArrayEquals(record(each.number(), 1).hash(), each.hash()));
  }

  @Test
  public void returnsNoMoreThanAskedFor() {
    tail.add(LongStream.rangeClosed(7, 500).mapToObj(number -> record(number, 2_000)).toList());

    List<ChainedRecord> some = tail.after(100, 300).orElseThrow();

    assertEquals(300, some.size());
    assertEquals(101, some.get(0).number());
    assertEquals(400, some.get(299).number());
  }

  @Test
  public void takesARecordLargerThanAChunk() {
    tail.add(List.of(record(7, 10), record(8, 2 * TailChunk.SIZE), record(9, 10)));

    List<ChainedRecord> found = tail.after(6, 10).orElseThrow();

    assertEquals(
        List.of(10, 2 * TailChunk.SIZE, 10), found.stream().map(it -> it.record().length).toList());
  }

  @Test
  public void beginsAnewAtARecordThatDoesNotFollow() {
    tail.add(List.of(record(7, 10), record(8, 10)));
    tail.add(List.of(record(12, 10)));

    assertTrue(tail.after(7, 10).isEmpty());
    assertEquals(12, tail.after(11, 10).orElseThrow().get(0).number());
    assertEquals(List.of(), tail.after(12, 10).orElseThrow());
  }

  @Test
  public void anEmptyTailHasNothingAfterTheLastAndDoesNotKnowWhatWasBefore() {
    assertEquals(List.of(), tail.after(6, 10).orElseThrow());
    assertTrue(tail.after(5, 10).isEmpty());
  }

  private static ChainedRecord record(long number, int length) {
    byte[] hash = new byte[ChainedRecord.HASH_LENGTH];
    hash[0] = (byte) number;
    hash[1] = (byte) (number >>> 8);
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) number);
    return new ChainedRecord("server-1", 3, number, hash.clone(), hash, body);
  }
}
