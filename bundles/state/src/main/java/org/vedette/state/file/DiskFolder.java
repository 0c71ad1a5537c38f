package org.vedette.state.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder on a disk, locked against a second process. */
public final class DiskFolder implements Folder {
  private static final String LOCK = "lock";

  private static final byte[] ZEROS = new byte[64 << 10];

  /** Free space is counted this often at most. */
  private static final long FREE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Path path;
  private final FileStore disk;
  private final FileChannel lockFile;
  private volatile Free free = new Free(0, System.nanoTime() - FREE_NANOS);

  /** Free bytes, and when they were counted as of {@link System#nanoTime}. */
  private record Free(long bytes, long at) {}

  private DiskFolder(Path path, FileStore disk, FileChannel lockFile) {
    this.path = path;
    this.disk = disk;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder, creating it where needed.
   *
   * @throws IOException when it cannot be created, or another process holds it
   */
  public static DiskFolder open(Path path) throws IOException {
    Files.createDirectories(path);
    FileChannel lockFile =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(lockFile) == null) {
      lockFile.close();
      throw new IOException("another server uses the folder " + path);
    }
    return new DiskFolder(path, Files.getFileStore(path), lockFile);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException mine) {
      return null;
    }
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Override
  public JournalFile create(String name) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(name),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try {
      return new ChannelFile(
          channel, FileChannel.open(path.resolve(name), StandardOpenOption.WRITE));
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
  }

  @Override
  public InputStream read(String name, long offset) throws IOException {
    FileChannel channel = FileChannel.open(path.resolve(name), StandardOpenOption.READ);
    channel.position(offset);
    return Channels.newInputStream(channel);
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(path.resolve(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        path.resolve(from),
        path.resolve(to),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(path.resolve(name));
  }

  @Override
  public void sync() throws IOException {
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    } catch (AccessDeniedException windows) {
      // Windows opens no folders; its file system writes their changes in order.
      return;
    }
  }

  @Override
  public long usable() throws IOException {
    Free known = free;
    long now = System.nanoTime();
    if (now - known.at() >= FREE_NANOS) {
      known = new Free(disk.getUsableSpace(), now);
      free = known;
    }
    return known.bytes();
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  /**
   * The file, opened twice: the system tells of a write that failed once for each time a file was
   * opened, so a force of reserved room must not take that from a force of frames.
   */
  private record ChannelFile(FileChannel channel, FileChannel room) implements JournalFile {
    @Override
    public void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void reserve(long from, long to) throws IOException {
      for (long at = from; at < to; ) {
        int length = (int) Math.min(ZEROS.length, to - at);
        at += room.write(ByteBuffer.wrap(ZEROS, 0, length), at);
      }
      room.force(true);
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
      channel.position(size);
    }

    @Override
    public void close() throws IOException {
      try {
        room.close();
      } finally {
        channel.close();
      }
    }
  }
}
