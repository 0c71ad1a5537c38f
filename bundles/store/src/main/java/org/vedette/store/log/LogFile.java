package org.vedette.store.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier.Position;

/**
 * The file of changes: a header of eight bytes, then entries of length (4), CRC-32C (4), epoch (8),
 * index (8) and the change; length and checksum are those of epoch, index and change. Not
 * thread-safe.
 */
final class LogFile implements Closeable {
  /** Opens a file for reading and writing, and makes it if need be. */
  @FunctionalInterface
  interface Opener {
    FileChannel open(Path file) throws IOException;
  }

  /** Takes one entry after the other. */
  @FunctionalInterface
  interface Reader {
    void entry(LogEntry entry) throws IOException;
  }

  /** Length of the header, and of an empty log. */
  static final int HEADER = 8;

  private static final long MAGIC = 0x5644544c_00000001L;
  private static final int PREFIX = 8;
  private static final int PLACE = 16;

  /** Zeros of a trial: a block of most disks. */
  private static final int TRIAL = 4096;

  private final FileChannel channel;
  private long end;

  private LogFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens a log; one that is empty or whose header was never finished begins anew.
   *
   * @throws IOException when it cannot be opened or is something else
   */
  static LogFile open(Path file, Opener opener) throws IOException {
    FileChannel channel = opener.open(file);
    boolean opened = false;
    try {
      LogFile log = new LogFile(channel);
      log.readHeader(file);
      opened = true;
      return log;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  /**
   * Reads all whole entries and cuts off what follows the last one.
   *
   * @return how many bytes were cut off
   */
  long readAll(Reader reader) throws IOException {
    long size = channel.size();
    long at = HEADER;
    while (at + PREFIX + PLACE <= size) {
      ByteBuffer prefix = read(at, PREFIX);
      int length = prefix.getInt();
      int sum = prefix.getInt();
      if (length < PLACE || length > PLACE + Change.MAX_BYTES || at + PREFIX + length > size) {
        break;
      }
      ByteBuffer content = read(at + PREFIX, length);
      if (sum != checksum(content.duplicate())) {
        break;
      }
      Position position = new Position(content.getLong(), content.getLong());
      byte[] change = new byte[content.remaining()];
      content.get(change);
      at += PREFIX + length;
      end = at;
      reader.entry(new LogEntry(position, change));
    }
    end = at;
    if (size > end) {
      cut(end);
    }
    return size - end;
  }

  /**
   * Appends entries and forces them to the disk together.
   *
   * @return where each begins
   * @throws IOException when they may or may not be on the disk: {@link #cut} back, or open anew
   */
  List<Long> append(List<LogEntry> entries) throws IOException {
    int size = entries.stream().mapToInt(each -> PREFIX + PLACE + each.change().length).sum();
    ByteBuffer out = ByteBuffer.allocate(size);
    List<Long> offsets = new ArrayList<>(entries.size());
    for (LogEntry entry : entries) {
      offsets.add(end + out.position());
      int length = PLACE + entry.change().length;
      out.putInt(length).putInt(0);
      ByteBuffer content = out.duplicate();
      out.putLong(entry.position().epoch()).putLong(entry.position().index());
      out.put(entry.change());
      content.limit(out.position());
      out.putInt(out.position() - length - 4, checksum(content));
    }
    out.flip();
    long at = end;
    while (out.hasRemaining()) {
      at += channel.write(out, at);
    }
    channel.force(false);
    end = at;
    return offsets;
  }

  /**
   * Writes something to the disk that is no entry, and cuts it off again: whether entries could be
   * written. A crash in between leaves a torn end.
   */
  void tryOut() throws IOException {
    long length = end;
    ByteBuffer out = ByteBuffer.allocate(TRIAL);
    try {
      while (out.hasRemaining()) {
        channel.write(out, length + out.position());
      }
      channel.force(false);
    } finally {
      cut(length);
    }
  }

  /** Shortens the log to {@code length} bytes, for good. */
  void cut(long length) throws IOException {
    channel.truncate(length);
    channel.force(true);
    end = length;
  }

  /** Returns where the next entry will begin. */
  long end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void readHeader(Path file) throws IOException {
    if (channel.size() < HEADER) {
      channel.truncate(0);
      ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(0, MAGIC);
      while (header.hasRemaining()) {
        channel.write(header, header.position());
      }
      channel.force(true);
    } else if (read(0, HEADER).getLong() != MAGIC) {
      throw new IOException(file + " is no log of changes of this version");
    }
    end = HEADER;
  }

  private ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the log of changes became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static int checksum(ByteBuffer content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return (int) sum.getValue();
  }
}
