package org.vedette.gateway.smpp.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a centre. One thread reads; any thread sends, and none of them waits for a
 * centre that does not read: what is sent lies in a bounded queue for a thread of its own.
 */
public final class Wire {
  /** More than fits into windows and answers together. */
  static final int MOST_WAITING = 512;

  private static final long PATIENCE_SECONDS = 2;
  private static final byte[] END = new byte[0];

  private final Socket raw;
  private final DataInputStream in;
  private final OutputStream out;
  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread writer;
  private volatile boolean cut;

  /**
   * Takes a connection.
   *
   * @param raw what is closed to end everything at once, beneath TLS
   */
  Wire(Socket raw, InputStream in, OutputStream out, String name) {
    this.raw = raw;
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = out;
    this.writer = new Thread(this::write, name + "-writer");
    writer.setDaemon(true);
  }

  /** Starts writing. */
  void start() {
    writer.start();
  }

  /**
   * Reads what comes next, however long it takes.
   *
   * @throws IOException when there is nothing more
   */
  public Pdu read() throws IOException {
    try {
      return Pdu.read(in);
    } catch (Pdu.NoPduException garbage) {
      // SMPP 3.4 section 4.3.1: said before the connection ends.
      send(Codec.nack());
      throw garbage;
    }
  }

  /** Sends without waiting; ends the connection where the centre has not read for too long. */
  public void send(byte[] pdu) {
    if (!queue.offer(pdu)) {
      cut();
    }
  }

  /** Sends an answer; waits a little, so that a centre that asks too much has to wait as well. */
  public void answer(byte[] pdu) {
    try {
      if (!queue.offer(pdu, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        cut();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      cut();
    }
  }

  private void write() {
    try {
      while (!cut) {
        byte[] next = queue.take();
        if (next == END) {
          return;
        }
        out.write(next);
        out.flush();
        // It may hold a password or a code.
        Arrays.fill(next, (byte) 0);
      }
    } catch (IOException | InterruptedException over) {
      cut();
    }
  }

  /** Ends it at once, without a word and without waiting. */
  public void cut() {
    cut = true;
    try {
      raw.close();
    } catch (IOException gone) {
      // It is closed all the same.
    }
    queue.clear();
    queue.offer(END);
  }

  /** Tells whether it was ended by this side. */
  public boolean isCut() {
    return cut;
  }

  /** Waits until nothing is written any more; to be called after {@link #cut}. */
  public void awaitEnd() {
    try {
      writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
