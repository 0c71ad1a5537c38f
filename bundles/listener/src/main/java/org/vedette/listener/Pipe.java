package org.vedette.listener;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One channel that does not block, read and written in turns by the thread of its loop, which alone
 * calls it.
 */
public interface Pipe {
  /** Whether the channel is to be read now; not while the peer does not read what it is sent. */
  boolean reads();

  /** Whether something waits until the channel takes more. */
  boolean writes();

  /** Whether it has said its last word, and all of it was written. */
  boolean done();

  /** Reads no more; what is to be sent still is. */
  void pause();

  /** Reads again, in the next turns. */
  void resume();

  /** Ends in the next turns; what was to be sent and is not on its way is not. */
  void close();

  /**
   * Does what can be done now.
   *
   * @param clear room for what is read; empty before and after
   * @throws java.io.EOFException when the peer has ended the connection
   * @throws IOException when the connection is lost, or the peer breaks the protocol
   */
  void turn(ByteBuffer clear) throws IOException;
}
