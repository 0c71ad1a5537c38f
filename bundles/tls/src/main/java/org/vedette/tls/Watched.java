package org.vedette.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What files hold, read again when they change; while they cannot be read, what they held last.
 *
 * <p>{@link #refresh} looks, and reads only if it must: call it from a timer or before each use.
 * Thread-safe.
 *
 * @param <T> what they hold
 */
public final class Watched<T> {
  /** Reads the files. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads what is there now. */
    T read() throws TlsFileException;
  }

  private record Stamp(long modified, long size, Object key) {
    static final Stamp ABSENT = new Stamp(-1, -1, "");
  }

  private record Seen<T>(List<Stamp> stamps, Optional<T> good, Optional<String> problem) {}

  private final List<Path> files;
  private final Reader<T> reader;
  private volatile Seen<T> seen = new Seen<>(List.of(), Optional.empty(), Optional.empty());

  /** Watches files that are not read yet. */
  public Watched(List<Path> files, Reader<T> reader) {
    this.files = List.copyOf(files);
    this.reader = reader;
  }

  /** Watches an identity, and reads it. */
  public static Watched<Identity> identity(IdentitySource source) {
    Watched<Identity> watched = new Watched<>(source.files(), source::read);
    watched.refresh();
    return watched;
  }

  /** Watches authorities, and reads them. */
  public static Watched<Authorities> authorities(Path file) {
    Watched<Authorities> watched = new Watched<>(List.of(file), () -> Authorities.read(file));
    watched.refresh();
    return watched;
  }

  /** Returns the last good content; empty when there never was one. */
  public Optional<T> current() {
    return seen.good();
  }

  /** Says why the files as they are now cannot be used; empty when they can. */
  public Optional<String> problem() {
    return seen.problem();
  }

  /**
   * Reads the files if they changed since, or could not be read the last time. What is written
   * while it is read is read again the next time.
   *
   * @return whether there is another content, or another problem, than before
   */
  public synchronized boolean refresh() {
    Seen<T> before = seen;
    List<Stamp> stamps = stamps();
    if (stamps.equals(before.stamps()) && before.problem().isEmpty()) {
      return false;
    }
    try {
      T content = reader.read();
      seen =
          new Seen<>(
              stamps.equals(stamps()) ? stamps : List.of(), Optional.of(content), Optional.empty());
      return true;
    } catch (TlsFileException unusable) {
      Optional<String> problem = Optional.of(unusable.problem());
      seen = new Seen<>(stamps, before.good(), problem);
      return !problem.equals(before.problem());
    }
  }

  private List<Stamp> stamps() {
    List<Stamp> found = new ArrayList<>();
    for (Path file : files) {
      found.add(stamp(file));
    }
    return found;
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = now.fileKey();
      // A file that was put in the place of another may have its time and size.
      return new Stamp(now.lastModifiedTime().toMillis(), now.size(), key == null ? "" : key);
    } catch (IOException absent) {
      return Stamp.ABSENT;
    }
  }
}
