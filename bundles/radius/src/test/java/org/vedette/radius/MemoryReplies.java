package org.vedette.radius;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.net.ReplyTable;

/** A reply table without expiry. */
final class MemoryReplies implements ReplyTable {
  private final Map<ByteBuffer, Optional<byte[]>> known = new HashMap<>();
  private final List<Left> left = new ArrayList<>();
  private boolean full;

  synchronized void full(boolean value) {
    full = value;
  }

  @Override
  public synchronized Seen enter(byte[] key) {
    Optional<byte[]> reply = known.get(ByteBuffer.wrap(key));
    if (reply != null) {
      return reply.isPresent() ? new Answered(reply.get()) : new Pending();
    }
    if (full) {
      return new Full();
    }
    known.put(ByteBuffer.wrap(key), Optional.empty());
    return new New();
  }

  @Override
  public synchronized void answered(byte[] key, byte[] reply) {
    known.put(ByteBuffer.wrap(key), Optional.of(reply));
  }

  @Override
  public synchronized void forget(byte[] key) {
    known.remove(ByteBuffer.wrap(key));
  }

  @Override
  public synchronized void leave(Left request) {
    left.add(request);
  }

  @Override
  public synchronized List<Left> takeLeft() {
    List<Left> taken = List.copyOf(left);
    left.clear();
    return taken;
  }

  @Override
  public synchronized int pending() {
    return (int) known.values().stream().filter(Optional::isEmpty).count();
  }
}
