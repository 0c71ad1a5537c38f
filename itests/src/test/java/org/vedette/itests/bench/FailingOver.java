package org.vedette.itests.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;

/**
 * A sign-in with a code alone by clients that know two servers: half ask the one first, half the
 * other. Whoever is given no reply asks the other, once. A server that did not reply is not asked
 * first for a while, as network access servers do it.
 */
final class FailingOver implements SignInPlan {
  private static final long DEAD_NANOS = 5_000_000_000L;

  private final RadiusClient[] servers;
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong[] deadUntil;

  FailingOver(RadiusClient one, RadiusClient other) {
    servers = new RadiusClient[] {one, other};
    long now = System.nanoTime();
    deadUntil = new AtomicLong[] {new AtomicLong(now), new AtomicLong(now)};
  }

  @Override
  public CompletableFuture<Exchange> begin(RadiusClient any, BenchUser user, String code) {
    int mine = (int) (begun.getAndIncrement() % 2);
    int first = System.nanoTime() - deadUntil[mine].get() < 0 ? 1 - mine : mine;
    RadiusRequest request = RadiusRequest.access(user.name(), code);
    return servers[first].send(request).thenCompose(reply -> orElse(first, reply, request));
  }

  private CompletableFuture<Exchange> orElse(int first, Exchange reply, RadiusRequest request) {
    if (!reply.silent()) {
      return CompletableFuture.completedFuture(reply);
    }
    deadUntil[first].set(System.nanoTime() + DEAD_NANOS);
    asked.incrementAndGet();
    return servers[1 - first].send(request);
  }

  /** How many asked their second server. */
  long asked() {
    return asked.get();
  }
}
