package org.vedette.radsec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.net.ReplyTable;

/**
 * The requests of one connection. No more than 256 can wait, because an identifier is one octet
 * (RFC 6613 section 2.6.5); the last replies are kept for clients that repeat themselves although
 * they must not over TCP. Thread-safe.
 */
final class Outstanding implements ReplyTable {
  static final int MOST_PENDING = 256;
  static final int MOST_REPLY_BYTES = 16 << 10;
  private static final long PENDING_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long ANSWERED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final class Request {
    private final long expires;
    private final byte @Nullable [] reply;
    private @Nullable Left left;

    Request(long expires, byte @Nullable [] reply) {
      this.expires = expires;
      this.reply = reply;
    }
  }

  private final LongSupplier nanoTime;
  private final Map<ByteBuffer, Request> waiting = new LinkedHashMap<>();
  private final Map<ByteBuffer, Request> answered = new LinkedHashMap<>();
  private int bytes;

  Outstanding(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized Seen enter(byte[] key) {
    long now = expire();
    ByteBuffer name = ByteBuffer.wrap(key.clone());
    Request known = answered.get(name);
    if (known != null && known.reply != null) {
      return new Answered(known.reply);
    }
    if (waiting.containsKey(name)) {
      return new Pending();
    }
    if (waiting.size() >= MOST_PENDING) {
      return new Full();
    }
    waiting.put(name, new Request(now + PENDING_NANOS, null));
    return new New();
  }

  @Override
  public synchronized void answered(byte[] key, byte[] reply) {
    long now = expire();
    ByteBuffer name = ByteBuffer.wrap(key.clone());
    waiting.remove(name);
    bytes += reply.length - size(answered.remove(name));
    answered.put(name, new Request(now + ANSWERED_NANOS, reply));
    Iterator<Request> oldest = answered.values().iterator();
    while (bytes > MOST_REPLY_BYTES) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  @Override
  public synchronized void forget(byte[] key) {
    ByteBuffer name = ByteBuffer.wrap(key);
    waiting.remove(name);
    bytes -= size(answered.remove(name));
  }

  @Override
  public synchronized void leave(Left request) {
    Request known = waiting.get(ByteBuffer.wrap(request.key()));
    if (known != null) {
      known.left = request;
    }
  }

  @Override
  public synchronized List<Left> takeLeft() {
    expire();
    List<Left> taken = new ArrayList<>();
    for (Request each : waiting.values()) {
      Left left = each.left;
      each.left = null;
      if (left != null) {
        taken.add(left);
      }
    }
    return taken;
  }

  @Override
  public synchronized int pending() {
    expire();
    return waiting.size();
  }

  private long expire() {
    long now = nanoTime.getAsLong();
    expire(waiting, now);
    expire(answered, now);
    return now;
  }

  private void expire(Map<ByteBuffer, Request> requests, long now) {
    Iterator<Request> oldest = requests.values().iterator();
    while (oldest.hasNext()) {
      Request each = oldest.next();
      if (each.expires - now > 0) {
        return;
      }
      bytes -= size(each);
      oldest.remove();
    }
  }

  private static int size(@Nullable Request request) {
    return request == null || request.reply == null ? 0 : request.reply.length;
  }
}
