package org.vedette.replication.member;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vedette.replication.cert.OwnKey;
import org.vedette.replication.cert.Pem;
import org.vedette.replication.raft.Member;

/**
 * The folder {@code var/cluster}: this server's place, its key with its certificate and that of the
 * authority, and the log of the reign. Files are for this server's account alone, and written whole
 * or not at all.
 */
public final class ClusterFolder {
  private static final String PLACE = "place";
  private static final String KEY = "server.pem";
  private static final String LOG = "log";
  private static final String OPENING = "opening";
  private static final String FORM = "vedette-cluster-1";
  private static final int FIELDS = 4;

  private final Path folder;

  ClusterFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads this server's place.
   *
   * @return empty for a server that stands alone
   * @throws IOException when it cannot be read, or is damaged
   */
  Optional<Place> place() throws IOException {
    Path file = folder.resolve(PLACE);
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    try {
      if (!lines.get(0).equals(FORM)) {
        throw new IOException(file + " is not of a form known here");
      }
      String[] words = lines.get(1).split(" ", -1);
      List<Member> members = new ArrayList<>();
      for (String line : lines.subList(2, lines.size())) {
        members.add(member(line));
      }
      return Optional.of(
          new Place(
              Place.Phase.valueOf(words[0].toUpperCase(Locale.ROOT)),
              UUID.fromString(words[1]),
              Long.parseLong(words[2]),
              Integer.parseInt(words[3]),
              members.get(0),
              members));
    } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
      throw new IOException(file + " is damaged: " + damaged.getMessage(), damaged);
    }
  }

  private static Member member(String line) {
    String[] words = line.split(" ", FIELDS);
    return new Member(words[0], words[2], Integer.parseInt(words[3]), words[1].equals("voter"));
  }

  /** Writes this server's place, itself first. */
  void write(Place place) throws IOException {
    StringBuilder text = new StringBuilder(FORM).append('\n');
    text.append(place.phase().name().toLowerCase(Locale.ROOT)).append(' ').append(place.cluster());
    text.append(' ').append(place.epoch()).append(' ').append(place.number()).append('\n');
    Stream.concat(Stream.of(place.self()), place.others().stream())
        .forEach(
            each ->
                text.append(each.id())
                    .append(each.voter() ? " voter " : " listener ")
                    .append(each.host())
                    .append(' ')
                    .append(each.port())
                    .append('\n'));
    write(PLACE, text.toString());
  }

  /** Reads the key with its certificates; the authority's is the last. */
  OwnKey.Pair key() throws IOException {
    try {
      return Pem.pair(Files.readString(folder.resolve(KEY)));
    } catch (GeneralSecurityException damaged) {
      throw new IOException(folder.resolve(KEY) + " is damaged", damaged);
    }
  }

  /** Writes the key with its certificates. */
  void write(OwnKey.Pair pair) throws IOException {
    try {
      write(KEY, Pem.text(pair));
    } catch (GeneralSecurityException odd) {
      throw new IOException("the key cannot be written", odd);
    }
  }

  /** Returns the authority that a chain ends with. */
  static X509Certificate authority(OwnKey.Pair pair) {
    X509Certificate[] chain = pair.chain();
    return chain[chain.length - 1];
  }

  /** Where the log of a reign lies. */
  Path log(long epoch) {
    return folder.resolve(LOG).resolve(Long.toString(epoch));
  }

  /** Returns whether a log of this reign has been begun here. */
  boolean hasLog(long epoch) throws IOException {
    Path log = log(epoch);
    if (Files.notExists(log)) {
      return false;
    }
    try (Stream<Path> within = Files.list(log)) {
      return within.anyMatch(Files::isDirectory);
    }
  }

  /**
   * Returns what tells this opening of an empty log from any other.
   *
   * @param fresh whether the log was empty just now
   * @param now what tells it then: milliseconds since 1970
   */
  long opening(boolean fresh, long now) throws IOException {
    if (fresh || Files.notExists(folder.resolve(OPENING))) {
      write(OPENING, Long.toString(fresh ? now : Openings.UNKNOWN));
    }
    try {
      return Long.parseLong(read(OPENING));
    } catch (NumberFormatException damaged) {
      return Openings.UNKNOWN;
    }
  }

  /** Removes the log of a reign. */
  void removeLog(long epoch) throws IOException {
    delete(log(epoch));
  }

  /** Where something is put that an operator may want to look at. */
  Path kept(String name) throws IOException {
    Path kept = folder.resolve("kept");
    Files.createDirectories(kept);
    return kept.resolve(name);
  }

  /** Forgets that this server belonged to a cluster; what was kept stays. */
  void leave() throws IOException {
    Files.deleteIfExists(folder.resolve(PLACE));
    Files.deleteIfExists(folder.resolve(KEY));
    Files.deleteIfExists(folder.resolve(OPENING));
    delete(folder.resolve(LOG));
  }

  /** Writes a file that only this server may read: whole or not at all, and forced to disk. */
  void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Path draft = folder.resolve(name + ".new");
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.deleteIfExists(draft);
    try (FileChannel out =
        FileChannel.open(draft, Set.of(CREATE, TRUNCATE_EXISTING, WRITE), ownerOnly)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    } catch (IOException otherSystem) {
      // Systems that cannot open a folder make the name durable by themselves.
      return;
    }
  }

  /** Reads a file of the folder. */
  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static void delete(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
