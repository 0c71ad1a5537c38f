package org.vedette.sdk.callback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;

/**
 * Takes a body as it comes, without a thread that waits for it (Servlet 4.0, section 3.7), up to a
 * limit.
 */
final class Intake implements ReadListener {
  /** Longest body. */
  static final int MOST_OCTETS = 65_536;

  private static final int BUFFER = 4096;

  private final ServletInputStream in;
  private final Consumer<byte[]> whole;
  private final Runnable tooLong;
  private final Runnable broken;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private boolean over;

  /**
   * Takes where the body comes from.
   *
   * @param whole gets it
   * @param tooLong called instead when it is longer than {@link #MOST_OCTETS}
   * @param broken called instead when the connection ends
   */
  Intake(ServletInputStream in, Consumer<byte[]> whole, Runnable tooLong, Runnable broken) {
    this.in = in;
    this.whole = whole;
    this.tooLong = tooLong;
    this.broken = broken;
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (!over && in.isReady()) {
      int read = in.read(buffer);
      if (read < 0) {
        return;
      }
      octets.write(buffer, 0, read);
      if (octets.size() > MOST_OCTETS) {
        over = true;
        tooLong.run();
      }
    }
  }

  @Override
  public void onAllDataRead() {
    if (!over) {
      over = true;
      whole.accept(octets.toByteArray());
    }
  }

  @Override
  public void onError(Throwable failure) {
    over = true;
    broken.run();
  }
}
