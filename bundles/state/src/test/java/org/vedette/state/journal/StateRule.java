package org.vedette.state.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.rules.TemporaryFolder;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.Forced;
import org.vedette.api.state.JournalEntry;
import org.vedette.state.file.DiskFolder;
import org.vedette.state.file.Folder;
import org.vedette.state.table.Cell;
import org.vedette.state.table.Claimed;
import org.vedette.state.table.KindImage;

/** A folder, a clock, and a journal that can be opened, closed and killed. */
public final class StateRule extends TemporaryFolder implements InstantSource {
  /** A journal that is open, and how it is closed. */
  private record Running(OpenState state, AutoCloseable close) {}

  private final List<Running> open = new ArrayList<>();
  private volatile Instant now = Samples.START;
  private Limits limits = Limits.defaults();

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public void limits(Limits other) {
    limits = other;
  }

  public Path path() {
    return getRoot().toPath().resolve("state");
  }

  public OpenState start() throws IOException {
    return start(path(), UnaryOperator.identity(), Optional.empty());
  }

  public OpenState start(Path path, UnaryOperator<Folder> wrap, Optional<byte[]> handedOver)
      throws IOException {
    DiskFolder disk = DiskFolder.open(path);
    try {
      OpenState state = new OpenState(wrap.apply(disk), () -> limits, this, handedOver);
      open.add(
          new Running(
              state,
              () -> {
                state.close();
                disk.close();
              }));
      return state;
    } catch (IOException | RuntimeException failure) {
      disk.close();
      throw failure;
    }
  }

  public OpenState start(Folder folder) throws IOException {
    OpenState state = new OpenState(folder, () -> limits, this, Optional.empty());
    open.add(new Running(state, state::close));
    return state;
  }

  /** Closes the journal started last. */
  public void stop() {
    stop(open.get(open.size() - 1).state());
  }

  /** Closes one. */
  public void stop(OpenState state) {
    Running running = open.stream().filter(each -> each.state() == state).findFirst().orElseThrow();
    open.remove(running);
    try {
      running.close().close();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  protected void after() {
    while (!open.isEmpty()) {
      stop();
    }
    super.after();
  }

  public Path copy(String name) throws IOException {
    Path to = getRoot().toPath().resolve(name);
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(path())) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  /** How many bytes frames take in the folder of this name, reserved room left out. */
  public long bytes(String name) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(getRoot().toPath().resolve(name))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
        byte[] all = Files.readAllBytes(file);
        int end = all.length;
        while (end > 0 && all[end - 1] == 0) {
          end--;
        }
        bytes += end;
      }
    }
    return bytes;
  }

  public List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(path())) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  public static Forced append(OpenState state, JournalEntry entry) {
    return get(state.append(entry).toCompletableFuture());
  }

  public static <T> T get(CompletableFuture<T> stage) {
    try {
      return stage.get(20, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** Everything that must survive, in a form that can be compared. */
  public static Map<String, String> contents(OpenState state) {
    Map<String, String> contents = new TreeMap<>();
    for (KindImage kind : state.tables().registers().image()) {
      for (int i = 0; i < kind.subjects().length; i++) {
        Cell cell = kind.cells()[i];
        contents.put(kind.merge() + " " + kind.name() + " " + kind.subjects()[i], cell.toString());
      }
    }
    contents.putAll(Claimed.in(state.tables().claims()));
    for (Challenge challenge : state.tables().challenges().image()) {
      contents.put(
          "challenge " + challenge.token().text(), challenge.requestId() + challenge.expires());
    }
    contents.put("audit", String.valueOf(state.lastAudit()));
    return contents;
  }
}
