package org.vedette.api.radius;

import java.net.InetSocketAddress;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.net.ReplyTable;

/**
 * A connection that protects what it carries and has proved who its peer is (RFC 6614). It belongs
 * to the bundle that accepted it, and may end at any time. Thread-safe.
 */
@ProviderType
public interface PacketStream {
  /** Returns where the peer connects from. */
  InetSocketAddress source();

  /**
   * Returns the names that the peer's certificate proves: DNS names and addresses it is for, or its
   * common names where it has no DNS name; may be empty.
   */
  List<String> names();

  /**
   * Returns what is known of the requests of this connection alone. It lives as long as the
   * connection does, also while who answers them is replaced.
   */
  ReplyTable replies();

  /** Sends one packet; never blocks. Lost when the connection has ended. */
  void send(byte[] packet);
}
