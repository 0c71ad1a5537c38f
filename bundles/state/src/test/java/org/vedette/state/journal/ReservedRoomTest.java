package org.vedette.state.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vedette.state.journal.StateRule.append;
import static org.vedette.state.journal.StateRule.contents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.Rule;
import org.junit.Test;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.state.file.DamagedJournalException;

public class ReservedRoomTest {
  private static final int ENTRIES = 40;

  @Rule public final StateRule rule = new StateRule();

  /** Entries of more than 8 KiB, so that the segment is large enough to reserve room. */
  private OpenState filled() throws IOException {
    OpenState state = rule.start();
    for (int n = 1; n <= ENTRIES; n++) {
      JournalEntry entry =
          new JournalEntry(
              List.of(Samples.claim("value" + n, "owner")),
              "x".repeat(8_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
              List.of(),
              List.of(),
              List.of(),
              List.of(Samples.audit(n)));
      assertThat(append(state, entry)).isInstanceOf(Forced.Done.class);
    }
    return state;
  }

  private OpenState start(Path folder) throws IOException {
    return rule.start(folder, UnaryOperator.identity(), Optional.empty());
  }

  private Path segmentOf(Path folder) {
    return folder.resolve(rule.path().relativize(lastSegment()));
  }

  private Path lastSegment() {
    try {
      List<Path> all = rule.segments();
      return all.get(all.size() - 1);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /** Returns where the zeros at the end of a file begin. */
  private static int written(byte[] file) {
    int end = file.length;
    while (end > 0 && file[end - 1] == 0) {
      end--;
    }
    return end;
  }

  @Test
  public void whatWasReservedIsNoLossAfterAKill() throws Exception {
    OpenState state = filled();
    Path killed = rule.copy("killed");
    byte[] file = Files.readAllBytes(segmentOf(killed));
    assertThat(file.length - written(file)).isGreaterThan(100_000);
    Map<String, String> before = contents(state);
    OpenState again = start(killed);
    assertThat(contents(again)).isEqualTo(before);
    assertThat(again.auditAfter(0, 1_000)).hasSize(ENTRIES);
    assertThat(append(again, Samples.step(7))).isInstanceOf(Forced.Done.class);
  }

  @Test
  public void aFrameTornOverReservedRoomIsLostAlone() throws Exception {
    OpenState state = filled();
    Map<String, String> before = contents(state);
    append(state, Samples.step(7));
    Path killed = rule.copy("torn");
    byte[] file = Files.readAllBytes(segmentOf(killed));
    // Its beginning never reached the disk, its end did.
    int end = written(file);
    for (int at = end - 100; at < end - 50; at++) {
      file[at] = 0;
    }
    Files.write(segmentOf(killed), file);
    assertThat(contents(start(killed))).isEqualTo(before);
  }

  @Test
  public void zerosBeforeWholeEntriesAreDamage() throws Exception {
    filled();
    Path damaged = rule.copy("damaged");
    byte[] file = Files.readAllBytes(segmentOf(damaged));
    java.util.Arrays.fill(file, 20_000, 60_000, (byte) 0);
    Files.write(segmentOf(damaged), file);
    assertThatThrownBy(() -> start(damaged)).isInstanceOf(DamagedJournalException.class);
  }

  @Test
  public void whatWasNotUsedIsGivenBackAtTheEnd() throws Exception {
    filled();
    Path segment = lastSegment();
    long open = Files.size(segment);
    rule.stop();
    assertThat(Files.size(segment)).isLessThan(open);
    byte[] file = Files.readAllBytes(segment);
    assertThat(file.length - written(file)).isLessThan(100);
  }
}
