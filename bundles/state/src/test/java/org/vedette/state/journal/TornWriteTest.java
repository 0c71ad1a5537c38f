package org.vedette.state.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vedette.state.journal.StateRule.append;
import static org.vedette.state.journal.StateRule.contents;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.state.Forced;
import org.vedette.state.file.DamagedJournalException;
import org.vedette.state.file.SegmentHeader;

public class TornWriteTest {
  @Rule public final StateRule rule = new StateRule();

  private final MemoryFolder folder = new MemoryFolder();
  private final List<Integer> ends = new ArrayList<>();
  private final List<Map<String, String>> states = new ArrayList<>();

  private void write(int entries) throws Exception {
    OpenState state = rule.start(folder);
    ends.add(SegmentHeader.LENGTH);
    states.add(contents(state));
    for (int n = 1; n <= entries; n++) {
      append(state, Samples.step(n));
      ends.add((int) folder.size(folder.segment()));
      states.add(contents(state));
    }
    rule.stop();
  }

  @Test
  public void aFileThatEndsAtAnyByteHoldsWhatWasAcknowledgedBefore() throws Exception {
    write(3);
    for (int length = SegmentHeader.LENGTH; length < ends.get(3); length++) {
      MemoryFolder copy = folder.copy();
      copy.resize(copy.segment(), length);
      OpenState state = rule.start(copy);
      assertThat(contents(state)).as("cut at %d", length).isEqualTo(states.get(whole(length)));
      assertThat(append(state, Samples.step(9))).isInstanceOf(Forced.Done.class);
      Map<String, String> more = contents(state);
      rule.stop();
      assertThat(contents(rule.start(copy))).as("again after %d", length).isEqualTo(more);
      rule.stop();
    }
  }

  private int whole(int length) {
    int whole = 0;
    while (whole + 1 < ends.size() && ends.get(whole + 1) <= length) {
      whole++;
    }
    return whole;
  }

  @Test
  public void theNewestOfSeveralSegmentsMayEndAtAnyByte() throws Exception {
    write(2);
    OpenState state = rule.start(folder);
    Map<String, String> before = contents(state);
    append(state, Samples.step(5));
    Map<String, String> after = contents(state);
    rule.stop();
    String newest = "journal-0000000000000002.log";
    int end = (int) folder.size(newest);
    for (int length = SegmentHeader.LENGTH; length <= end; length++) {
      MemoryFolder copy = folder.copy();
      copy.resize(newest, length);
      assertThat(contents(rule.start(copy)))
          .as("cut at %d", length)
          .isEqualTo(length == end ? after : before);
      rule.stop();
    }
  }

  @Test
  public void aSegmentThatNeverGotItsNameIsDropped() throws Exception {
    write(1);
    byte[] header = new SegmentHeader(2, "x".repeat(36), 2, 2, 7).encode().array();
    for (int length = 0; length <= SegmentHeader.LENGTH; length++) {
      MemoryFolder copy = folder.copy();
      copy.create("journal-0000000000000002.log.tmp").write(ByteBuffer.wrap(header, 0, length));
      assertThat(contents(rule.start(copy))).as("%d bytes", length).isEqualTo(states.get(1));
      rule.stop();
    }
  }

  @Test
  public void aTornFrameMayHoldAnything() throws Exception {
    write(2);
    for (int at = ends.get(1); at < ends.get(2); at++) {
      MemoryFolder copy = folder.copy();
      copy.flip(copy.segment(), at, 0x5a);
      copy.resize(copy.segment(), ends.get(2) + at % 100);
      assertThat(contents(rule.start(copy))).isEqualTo(states.get(1));
      rule.stop();
    }
  }

  @Test
  public void damageBeforeWholeEntriesIsRefused() throws Exception {
    write(3);
    for (int at = ends.get(0); at < ends.get(2); at++) {
      MemoryFolder copy = folder.copy();
      copy.flip(copy.segment(), at, 1);
      assertThatThrownBy(() -> rule.start(copy))
          .as("damage at %d", at)
          .isInstanceOf(DamagedJournalException.class)
          .hasMessageContaining("journal-0000000000000001.log");
    }
  }

  @Test
  public void aLostDamagedOrShortenedSegmentIsRefused() throws Exception {
    write(1);
    for (int n = 5; n < 8; n++) {
      append(rule.start(folder), Samples.step(n));
      rule.stop();
    }
    String second = "journal-0000000000000002.log";
    MemoryFolder lost = folder.copy();
    lost.delete(second);
    refused(lost, "missing");
    MemoryFolder header = folder.copy();
    header.flip(second, 40, 4);
    refused(header, "header");
    MemoryFolder shorter = folder.copy();
    shorter.resize(second, (int) shorter.size(second) - 1);
    refused(shorter, "newer segments follow");
    MemoryFolder empty = folder.copy();
    empty.resize(second, SegmentHeader.LENGTH);
    refused(empty, "missing");
  }

  private void refused(MemoryFolder damaged, String why) {
    assertThatThrownBy(() -> rule.start(damaged))
        .isInstanceOf(DamagedJournalException.class)
        .hasMessageContaining(why);
  }

  @Test
  public void filesOfAnotherServerAreRefused() throws Exception {
    write(1);
    identity("00000000-0000-0000-0000-000000000001 7\n");
    refused(folder, "different servers");
    identity("nonsense");
    refused(folder, "identity");
  }

  private void identity(String text) throws Exception {
    folder.create("identity").write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  public void withoutItsIdentityFileTheServerStaysWhoItIs() throws Exception {
    write(1);
    String before = rule.start(folder).server();
    rule.stop();
    folder.delete("identity");
    OpenState again = rule.start(folder);
    assertThat(again.server()).isEqualTo(before);
    append(again, Samples.step(2));
    assertThat(again.auditAfter(1, 1)).singleElement().extracting(r -> r.boot()).isEqualTo(3L);
  }
}
