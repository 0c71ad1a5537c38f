package org.vedette.itests.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A number that no other lab of this host has as long as this one lives. Names and addresses of the
 * lab are made of it. The system gives it back when this process dies, however it does.
 */
final class LabNumber implements AutoCloseable {
  private static final int LABS = 100;

  private final int value;
  private final FileChannel file;

  private LabNumber(int value, FileChannel file) {
    this.value = value;
    this.file = file;
  }

  /** Takes the first that is free. */
  static LabNumber take() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    for (int number = 1; number < LABS; number++) {
      FileChannel file =
          FileChannel.open(
              folder.resolve("vedette-lab-" + number + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (locked(file)) {
        return new LabNumber(number, file);
      }
      file.close();
    }
    throw new IOException(LABS + " labs run on this host already");
  }

  /** Whether it is ours from now on; another lab of this process counts as another's. */
  private static boolean locked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    }
  }

  int value() {
    return value;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
