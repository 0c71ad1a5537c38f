package org.vedette.replication.raft;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes have been read. */
final class CountedStream extends FilterInputStream {
  private final LongConsumer told;
  private long count;

  CountedStream(InputStream in, LongConsumer told) {
    super(in);
    this.told = told;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    return count(read < 0 ? -1 : 1) < 0 ? -1 : read;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    return count(super.read(to, from, length));
  }

  private int count(int read) {
    if (read > 0) {
      count += read;
      told.accept(count);
    }
    return read;
  }
}
