package org.vedette.replication.merge;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.vedette.replication.cert.ClusterAuthority;
import org.vedette.replication.raft.Member;

/** Prints how long one other server takes to answer about a code, over mutual TLS on loopback. */
final class ClaimLatency {
  private static final int WARM = 2_000;
  private static final int COUNTED = 5_000;

  private ClaimLatency() {}

  public static void main(String[] arguments) throws Exception {
    ClusterAuthority authority = ClusterAuthority.make(UUID.randomUUID(), Instant.now());
    Map<String, Member> members = LoopbackServer.members();
    try (LoopbackServer a =
            new LoopbackServer("a", authority, members, () -> Optional.of(new FakeState("a")));
        LoopbackServer b =
            new LoopbackServer("b", authority, members, () -> Optional.of(new FakeState("b")))) {
      ask(a, WARM);
      long[] nanos = ask(a, COUNTED);
      System.out.printf(
          Locale.ROOT,
          "asked=%d p50=%.2f ms p95=%.2f ms silent=%d whole=%b%n",
          COUNTED,
          nanos[COUNTED / 2] / 1e6,
          nanos[COUNTED * 95 / 100] / 1e6,
          a.exchange.figures().get(0).silent(),
          b.exchange.figures().get(0).whole());
    }
  }

  private static long[] ask(LoopbackServer of, int count) throws Exception {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      of.exchange.ask(FakeState.bytes("code " + i)).toCompletableFuture().get(5, TimeUnit.SECONDS);
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return nanos;
  }
}
