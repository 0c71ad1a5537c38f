package org.vedette.store.shared;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.vedette.store.shared.SharedTables.Row;

/**
 * Which database this server may write to: the one it was the first to write to, or one whose
 * servers took it in. Others hold records that are sealed under keys it does not have. Kept in a
 * file of two lines: a form with a claim, and the database that it was taken in by, or a dash.
 * Thread-safe.
 */
final class Belonging {
  private static final String FORM = "vedette-shared-1 ";
  private static final String NONE = "-";

  private record Kept(UUID claim, Optional<UUID> joined) {}

  private final Path file;
  private final Supplier<UUID> random;
  private Optional<Kept> kept = Optional.empty();

  Belonging(Path file, Supplier<UUID> random) {
    this.file = file;
    this.random = random;
  }

  /** What this server writes into a database that nobody has written to; on the disk already. */
  synchronized UUID claim() throws IOException {
    return kept().claim();
  }

  /** Whether this server may write to a database. */
  synchronized boolean includes(Row at) throws IOException {
    Kept now = kept();
    return at.founder().equals(Optional.of(now.claim()))
        || now.joined().equals(Optional.of(at.database()));
  }

  /** This server was given the keys of a database. */
  synchronized void join(UUID database) throws IOException {
    keep(new Kept(kept().claim(), Optional.of(database)));
  }

  /** This server writes to no database any more but to an empty one. */
  synchronized void leave() throws IOException {
    keep(new Kept(random.get(), Optional.empty()));
  }

  private Kept kept() throws IOException {
    if (kept.isEmpty()) {
      if (Files.exists(file)) {
        kept = Optional.of(read());
      } else {
        keep(new Kept(random.get(), Optional.empty()));
      }
    }
    return kept.orElseThrow();
  }

  private Kept read() throws IOException {
    List<String> lines = Files.readAllLines(file);
    try {
      if (!lines.get(0).startsWith(FORM)) {
        throw new IOException(file + " is not of a form known here");
      }
      String joined = lines.get(1);
      return new Kept(
          UUID.fromString(lines.get(0).substring(FORM.length())),
          joined.equals(NONE) ? Optional.empty() : Optional.of(UUID.fromString(joined)));
    } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
      throw new IOException(file + " is damaged: put it back from a backup", damaged);
    }
  }

  /** Whole or not at all, and forced to the disk. */
  private void keep(Kept next) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder);
    Path draft = folder.resolve(file.getFileName() + ".new");
    String text =
        FORM + next.claim() + "\n" + next.joined().map(UUID::toString).orElse(NONE) + "\n";
    try (FileChannel out = FileChannel.open(draft, CREATE, TRUNCATE_EXISTING, WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(folder);
    kept = Optional.of(next);
  }

  private static void force(Path folder) {
    try (FileChannel directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    } catch (IOException otherSystem) {
      // Systems that cannot open a folder make the name durable by themselves.
      return;
    }
  }
}
