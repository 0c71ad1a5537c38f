package org.vedette.radius;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.vedette.api.net.ReplyTable;

/** A way that requests come by and replies leave by. Thread-safe. */
interface Way {
  /** What is known of the requests that came by it; outlives this listener. */
  ReplyTable replies();

  /**
   * Sends a reply; never blocks.
   *
   * @throws IOException when it is lost
   */
  void send(byte[] reply, InetSocketAddress to) throws IOException;
}
