package org.vedette.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.store.ChangeApplier.Position;

public class LogFileTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static LogEntry entry(long index) {
    byte[] change = ("change " + index).getBytes(StandardCharsets.UTF_8);
    return new LogEntry(new Position(3, index), change);
  }

  private Path file() throws IOException {
    return folder.newFolder().toPath().resolve("changes.log");
  }

  /** Reads the indexes of a log, checking each entry, and adds one more. */
  private static List<Long> readAndAppend(Path file) throws IOException {
    List<Long> indexes = new ArrayList<>();
    try (LogFile log = LogFile.open(file, ChangeFile::openFile)) {
      log.readAll(
          entry -> {
            assertThat(entry.change()).isEqualTo(entry(entry.position().index()).change());
            assertThat(entry.position().epoch()).isEqualTo(3);
            indexes.add(entry.position().index());
          });
      log.append(List.of(entry(99)));
    }
    return indexes;
  }

  private byte[] threeEntries(List<Long> offsets) throws IOException {
    Path file = file();
    try (LogFile log = LogFile.open(file, ChangeFile::openFile)) {
      log.readAll(entry -> {});
      offsets.addAll(log.append(List.of(entry(1), entry(2))));
      offsets.addAll(log.append(List.of(entry(3))));
      offsets.add(log.end());
    }
    return Files.readAllBytes(file);
  }

  @Test
  public void keepsWhatWasAppended() throws IOException {
    Path file = file();
    Files.write(file, threeEntries(new ArrayList<>()));
    assertThat(readAndAppend(file)).containsExactly(1L, 2L, 3L);
    assertThat(readAndAppend(file)).containsExactly(1L, 2L, 3L, 99L);
  }

  @Test
  public void tornAtAnyByteKeepsAllWholeEntries() throws IOException {
    List<Long> offsets = new ArrayList<>();
    byte[] whole = threeEntries(offsets);
    for (int length = 0; length < whole.length; length++) {
      Path file = file();
      Files.write(file, Arrays.copyOf(whole, length));
      List<Long> expected = new ArrayList<>();
      for (int i = 1; i < offsets.size(); i++) {
        if (offsets.get(i) <= length) {
          expected.add((long) i);
        }
      }
      assertThat(readAndAppend(file)).as("cut at %s", length).isEqualTo(expected);
      expected.add(99L);
      assertThat(readAndAppend(file)).as("after a cut at %s", length).isEqualTo(expected);
    }
  }

  @Test
  public void damagedAtAnyByteKeepsTheEntriesBefore() throws IOException {
    List<Long> offsets = new ArrayList<>();
    byte[] whole = threeEntries(offsets);
    for (int at = LogFile.HEADER; at < whole.length; at++) {
      Path file = file();
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x11;
      Files.write(file, damaged);
      List<Long> expected = new ArrayList<>();
      for (int i = 1; i < offsets.size(); i++) {
        if (offsets.get(i) <= at) {
          expected.add((long) i);
        }
      }
      assertThat(readAndAppend(file)).as("damaged at %s", at).isEqualTo(expected);
    }
  }

  @Test
  public void zerosAtTheEndAreCutOff() throws IOException {
    byte[] whole = threeEntries(new ArrayList<>());
    Path file = file();
    Files.write(file, Arrays.copyOf(whole, whole.length + 4096));
    assertThat(readAndAppend(file)).containsExactly(1L, 2L, 3L);
  }

  @Test
  public void anotherFileIsRefusedAndLeftAlone() throws IOException {
    Path file = file();
    Files.writeString(file, "something else altogether");
    assertThatThrownBy(() -> LogFile.open(file, ChangeFile::openFile))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no log of changes");
    assertThat(Files.readString(file)).isEqualTo("something else altogether");
  }
}
