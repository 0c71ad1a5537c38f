package org.vedette.api.radius;

import java.net.InetAddress;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.net.ReplyTable;

/**
 * Answers RADIUS packets of protected connections. The service is there only while it can answer:
 * in the gap of a replacement packets wait, see {@link
 * org.vedette.api.lifecycle.ServiceDirectory#await}. Thread-safe.
 */
@ProviderType
public interface PacketDesk {
  /** What became of a packet. */
  enum Taken {
    /** It was taken, or silently dropped. */
    YES,
    /** This desk is being replaced: ask its successor. */
    LATER,
    /**
     * The peer is not allowed here, or breaks the protocol; the reason was logged. The connection
     * must be closed.
     */
    CLOSE
  }

  /** Tells whether a connection from this address may be that of a client. */
  boolean expects(InetAddress source);

  /**
   * Takes one packet; does not block.
   *
   * @param packet its octets, as many as its length field says; not changed and not kept
   */
  Taken receive(byte[] packet, PacketStream from);

  /**
   * Goes on with a request that a predecessor left in {@link PacketStream#replies}.
   *
   * @param left what it left
   */
  void resume(ReplyTable.Left left, PacketStream from);
}
