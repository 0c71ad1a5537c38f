package org.vedette.gateway.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection on which a server may say only so much: the mail library keeps every line of an
 * answer, however long.
 */
final class BoundedSocket extends Socket {
  /** More than any server has to say, certificates among it, for one mail. */
  static final int MOST_OCTETS = 256 * 1024;

  private final AtomicInteger left = new AtomicInteger(MOST_OCTETS);

  /** Lets it say as much again: the next mail begins. */
  void renew() {
    left.set(MOST_OCTETS);
  }

  /** Closes without a word; called from any thread. */
  void cut() {
    try {
      close();
    } catch (IOException gone) {
      // It is closed all the same.
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
      }

      @Override
      public int read(byte[] into, int at, int most) throws IOException {
        int count = super.read(into, at, most);
        count(Math.max(0, count));
        return count;
      }
    };
  }

  private void count(int octets) throws IOException {
    if (left.addAndGet(-octets) < 0) {
      throw new TooMuchException();
    }
  }

  /** The server does not stop. */
  static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;

    TooMuchException() {
      super("the server says more than a mail server has to say");
    }
  }
}
