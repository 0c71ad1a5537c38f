package org.vedette.state.journal;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.vedette.state.file.Folder;
import org.vedette.state.file.JournalFile;

/** A folder in memory, for tests that open very many journals. */
final class MemoryFolder implements Folder {
  private final Map<String, Content> files = new ConcurrentSkipListMap<>();

  MemoryFolder copy() {
    MemoryFolder copy = new MemoryFolder();
    files.forEach((name, content) -> copy.files.put(name, content.copy()));
    return copy;
  }

  /** Name of the oldest segment. */
  String segment() {
    return files.keySet().stream().filter(name -> name.endsWith(".log")).findFirst().orElseThrow();
  }

  void resize(String name, int length) {
    Content content = files.get(name);
    content.bytes = Arrays.copyOf(content.bytes, length);
  }

  void flip(String name, int at, int bits) {
    files.get(name).bytes[at] ^= (byte) bits;
  }

  @Override
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public JournalFile create(String name) {
    Content content = new Content();
    files.put(name, content);
    return content;
  }

  @Override
  public InputStream read(String name, long offset) throws IOException {
    Content content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return new ByteArrayInputStream(content.bytes, (int) offset, content.bytes.length);
  }

  @Override
  public long size(String name) {
    return files.get(name).bytes.length;
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
    return Long.MAX_VALUE;
  }

  @Override
  public void close() {}

  private static final class Content implements JournalFile {
    private volatile byte[] bytes = new byte[0];

    Content copy() {
      Content copy = new Content();
      copy.bytes = bytes.clone();
      return copy;
    }

    @Override
    public void write(ByteBuffer more) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length + more.remaining());
      more.get(longer, bytes.length, more.remaining());
      bytes = longer;
    }

    @Override
    public void force() {}

    @Override
    public void truncate(long size) {
      bytes = Arrays.copyOf(bytes, (int) size);
    }

    @Override
    public void close() {}
  }
}
