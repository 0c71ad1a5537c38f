package org.vedette.gateway.sip.media;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.IntFunction;

/**
 * Gives calls their ports, by chance: whoever cannot see the signalling has to guess them.
 *
 * @param low lowest port; 0 for any that the system gives
 * @param high highest port
 */
public record MediaPorts(int low, int high) {
  private static final int TRIES = 64;

  /**
   * Opens a channel at an even port (RFC 3550 section 11) that does not block.
   *
   * @throws IOException when none is free
   */
  public DatagramChannel open(InetAddress local, IntFunction<byte[]> random) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      DatagramChannel channel = DatagramChannel.open();
      try {
        channel.bind(new InetSocketAddress(local, port(random)));
        channel.configureBlocking(false);
        return channel;
      } catch (BindException taken) {
        channel.close();
      }
    }
    throw new BindException("no port for sound is free");
  }

  private int port(IntFunction<byte[]> random) {
    if (low == 0) {
      return 0;
    }
    int chance = ByteBuffer.wrap(random.apply(Integer.BYTES)).getInt() & Integer.MAX_VALUE;
    return (low + chance % (high - low + 1)) & ~1;
  }
}
