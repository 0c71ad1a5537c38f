package org.vedette.sync;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.sync.SyncRun;

/**
 * The last runs, each in a file of its own, and a mark that one goes on. They are for people and
 * for going on after a restart: where they cannot be written, nothing but that is lost.
 * Thread-safe.
 */
final class RunFiles {
  /** Most runs that are kept. */
  static final int MOST = 50;

  /** Who begins runs by the clock. */
  static final String SCHEDULE = "schedule";

  private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);
  private static final int SCHEMA = 1;
  private static final String ENDING = ".run";
  private static final String MARK = "running";
  private static final String ORDER = "import";

  private final Path folder;
  private final List<SyncRun> newest = new ArrayList<>();

  /** Reads what is there. */
  RunFiles(Path folder) {
    this.folder = folder;
    for (Path file : files()) {
      read(file).ifPresent(it -> newest.add(bare(it)));
    }
    newest.sort(Comparator.comparing(SyncRun::began).reversed());
  }

  /** Returns the runs without their lines, the newest first. */
  synchronized List<SyncRun> all() {
    return List.copyOf(newest);
  }

  /** Returns a run with its lines. */
  synchronized Optional<SyncRun> find(String id) {
    return newest.stream().anyMatch(it -> it.id().equals(id))
        ? read(folder.resolve(id + ENDING))
        : Optional.empty();
  }

  /**
   * Keeps a run, and forgets the oldest beyond the limit. Of runs by the clock that had nothing to
   * do one after the other the last stands for all.
   */
  synchronized void keep(SyncRun run) {
    if (!newest.isEmpty() && isUneventful(run) && isUneventful(newest.get(0))) {
      delete(folder.resolve(newest.remove(0).id() + ENDING));
    }
    newest.add(0, bare(run));
    write(folder.resolve(run.id() + ENDING), bytes(run));
    while (newest.size() > MOST) {
      SyncRun oldest = newest.remove(newest.size() - 1);
      delete(folder.resolve(oldest.id() + ENDING));
    }
  }

  private static boolean isUneventful(SyncRun run) {
    return run.state() == SyncRun.State.DONE
        && run.actor().equals(SCHEDULE)
        && run.counts().isEmpty();
  }

  /**
   * Says that a run goes on.
   *
   * @param order what is imported, and for whom; empty for other kinds
   */
  void begun(SyncRun.Kind kind, Optional<OpenImport> order) {
    order.ifPresent(it -> write(folder.resolve(ORDER), it.toBytes()));
    write(folder.resolve(MARK), new Encoder().text(kind.name()).toBytes());
  }

  /** Says that none goes on. */
  void ended() {
    delete(folder.resolve(MARK));
    delete(folder.resolve(ORDER));
  }

  /** Returns the import that went on when the server, or this bundle, ended. */
  Optional<OpenImport> interruptedImport() {
    try {
      Path order = folder.resolve(ORDER);
      return Files.exists(order)
          ? Optional.of(OpenImport.of(Files.readAllBytes(order)))
          : Optional.empty();
    } catch (IOException | MalformedRecordException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  /** Returns the kind of the run that went on when the server, or this bundle, ended. */
  Optional<SyncRun.Kind> interrupted() {
    try {
      Path mark = folder.resolve(MARK);
      return Files.exists(mark)
          ? Optional.of(new Decoder(Files.readAllBytes(mark)).constant(SyncRun.Kind.class))
          : Optional.empty();
    } catch (IOException | MalformedRecordException damaged) {
      return Optional.empty();
    }
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ENDING)) {
        found.forEach(files::add);
      } catch (IOException unreadable) {
        warn(unreadable);
      }
    }
    return files;
  }

  private static SyncRun bare(SyncRun it) {
    return new SyncRun(
        it.id(),
        it.kind(),
        it.state(),
        it.actor(),
        it.began(),
        it.ended(),
        it.phase(),
        it.done(),
        it.total(),
        it.counts(),
        List.of(),
        it.message(),
        it.held());
  }

  private static byte[] bytes(SyncRun it) {
    Map<String, String> counts = new TreeMap<>();
    it.counts().forEach((name, count) -> counts.put(name, Long.toString(count)));
    Encoder out = new Encoder().i32(SCHEMA);
    out.text(it.id()).text(it.kind().name()).text(it.state().name()).text(it.actor());
    out.instant(it.began()).optional(it.ended(), Encoder::instant);
    out.text(it.phase()).i64(it.done()).i64(it.total()).map(counts);
    out.list(
        it.lines(),
        (to, line) ->
            to.text(line.directory())
                .text(line.entry())
                .text(line.user())
                .text(line.what())
                .text(line.detail()));
    return out.text(it.message()).optional(it.held(), Encoder::text).toBytes();
  }

  private static Optional<SyncRun> read(Path file) {
    try {
      Decoder in = new Decoder(Files.readAllBytes(file));
      if (in.i32() != SCHEMA) {
        return Optional.empty();
      }
      return Optional.of(
          new SyncRun(
              in.text(),
              in.constant(SyncRun.Kind.class),
              in.constant(SyncRun.State.class),
              in.text(),
              in.instant(),
              in.optional(Decoder::instant),
              in.text(),
              in.i64(),
              in.i64(),
              counts(in.map()),
              in.list(
                  from ->
                      new SyncRun.Line(
                          from.text(), from.text(), from.text(), from.text(), from.text())),
              in.text(),
              in.optional(Decoder::text)));
    } catch (IOException | MalformedRecordException | NumberFormatException damaged) {
      warn(damaged);
      return Optional.empty();
    }
  }

  private static Map<String, Long> counts(Map<String, String> texts) {
    Map<String, Long> counts = new TreeMap<>();
    texts.forEach((name, count) -> counts.put(name, Long.valueOf(count)));
    return counts;
  }

  /** The old file or the new one, each whole. */
  private void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      Path fresh = folder.resolve("." + file.getFileName() + ".new");
      Files.write(fresh, bytes);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      warn(failure);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      warn(failure);
    }
  }

  private static void warn(Exception failure) {
    LOG.warn("A report of synchronization cannot be kept or read. cause={}", failure.toString());
  }
}
