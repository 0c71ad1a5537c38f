package org.vedette.state.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.vedette.state.file.Folder;
import org.vedette.state.file.JournalFile;

/** A folder whose disk fails as told. */
final class FaultyFolder implements Folder {
  private final Folder real;
  volatile long writable = Long.MAX_VALUE;
  volatile boolean forceFails;
  volatile boolean truncateFails;
  volatile boolean createFails;
  volatile boolean renameFails;
  volatile long usable = Long.MAX_VALUE;
  volatile Runnable beforeChange = () -> {};

  FaultyFolder(Folder real) {
    this.real = real;
  }

  void heal() {
    writable = Long.MAX_VALUE;
    usable = Long.MAX_VALUE;
    forceFails = false;
    truncateFails = false;
    createFails = false;
    renameFails = false;
  }

  private static void fail(boolean really, String what) throws IOException {
    if (really) {
      throw new IOException(what + " failed");
    }
  }

  @Override
  public List<String> list() throws IOException {
    return real.list();
  }

  @Override
  public JournalFile create(String name) throws IOException {
    fail(createFails, "create");
    beforeChange.run();
    return new FaultyFile(real.create(name));
  }

  @Override
  public InputStream read(String name, long offset) throws IOException {
    return real.read(name, offset);
  }

  @Override
  public long size(String name) throws IOException {
    return real.size(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    fail(renameFails, "rename");
    beforeChange.run();
    real.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    beforeChange.run();
    real.delete(name);
  }

  @Override
  public void sync() throws IOException {
    beforeChange.run();
    real.sync();
  }

  @Override
  public long usable() {
    return usable;
  }

  @Override
  public void close() throws IOException {
    real.close();
  }

  private final class FaultyFile implements JournalFile {
    private final JournalFile file;

    FaultyFile(JournalFile file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      beforeChange.run();
      int room = (int) Math.min(bytes.remaining(), writable);
      writable -= room;
      if (room < bytes.remaining()) {
        file.write(bytes.slice(bytes.position(), room));
        throw new IOException("No space left on device");
      }
      file.write(bytes);
    }

    @Override
    public void force() throws IOException {
      beforeChange.run();
      fail(forceFails, "force");
      file.force();
    }

    @Override
    public void truncate(long size) throws IOException {
      fail(truncateFails, "truncate");
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
