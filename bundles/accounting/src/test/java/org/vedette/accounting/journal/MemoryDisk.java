package org.vedette.accounting.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A folder in memory that loses what was not forced, and fails when told to. */
public final class MemoryDisk implements Disk {
  private static final class Content {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int forced;

    synchronized void write(byte[] bytes) {
      written.writeBytes(bytes);
    }

    synchronized byte[] all() {
      return written.toByteArray();
    }

    synchronized void force() {
      forced = written.size();
    }

    synchronized int forced() {
      return forced;
    }
  }

  /** Where the disk fails. */
  public enum Failure {
    NONE,
    WRITE,
    FORCE
  }

  public final AtomicInteger forces = new AtomicInteger();
  public volatile Failure failure = Failure.NONE;
  public volatile long usable = Long.MAX_VALUE;
  private final Map<String, Content> files = new ConcurrentSkipListMap<>();

  /** The disk as it is found after a loss of power: with so much of what was not forced. */
  public MemoryDisk afterPowerLoss(int unforcedBytes) {
    MemoryDisk found = new MemoryDisk();
    files.forEach(
        (name, content) -> {
          byte[] all = content.all();
          int kept = Math.min(all.length, content.forced() + unforcedBytes);
          found.put(name, java.util.Arrays.copyOf(all, kept));
        });
    return found;
  }

  /** Puts a file there. */
  public void put(String name, byte[] bytes) {
    Content content = new Content();
    content.write(bytes);
    content.force();
    files.put(name, content);
  }

  /** Content of a file. */
  public byte[] bytes(String name) {
    return files.get(name).all();
  }

  @Override
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public Output create(String name) throws IOException {
    check(Failure.WRITE);
    Content content = new Content();
    files.put(name, content);
    return new Output() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        if (failure == Failure.WRITE) {
          content.write(java.util.Arrays.copyOf(all, all.length / 2));
          throw new IOException("no space left");
        }
        content.write(all);
      }

      @Override
      public void force() throws IOException {
        check(Failure.FORCE);
        content.force();
        forces.incrementAndGet();
      }

      @Override
      public void close() {}
    };
  }

  private void check(Failure at) throws IOException {
    if (failure == at) {
      throw new IOException("no space left");
    }
  }

  @Override
  public InputStream read(String name, long offset) throws IOException {
    Content content = files.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    byte[] all = content.all();
    int from = (int) Math.min(offset, all.length);
    return new ByteArrayInputStream(all, from, all.length - from);
  }

  @Override
  public long size(String name) {
    return files.get(name).all().length;
  }

  @Override
  public void rename(String from, String to) {
    files.put(to, files.remove(from));
  }

  @Override
  public void delete(String name) {
    files.remove(name);
  }

  @Override
  public void sync() {}

  @Override
  public long usable() {
    return usable;
  }

  @Override
  public void close() {}
}
