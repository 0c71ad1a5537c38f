package org.vedette.itests.cluster;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does one thing after the other to servers, by chance; a seed repeats which. */
final class FaultSchedule {
  private static final int SHORTEST_MILLIS = 500;
  private static final int LONGEST_MILLIS = 4_000;
  private static final int LOSS = 30;

  private final ClusterLab lab;
  private final List<LabServer> servers;
  private final Random random;

  FaultSchedule(ClusterLab lab, List<LabServer> servers, long seed) {
    this.lab = lab;
    this.servers = List.copyOf(servers);
    this.random = new Random(seed);
  }

  /** One fault and its end; returns what it was. */
  String once() {
    LabServer one = servers.get(random.nextInt(servers.size()));
    LabServer other =
        servers.get((one.host() + random.nextInt(servers.size() - 1)) % servers.size());
    int kind = random.nextInt(5);
    int millis = SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
    String what =
        switch (kind) {
          case 0 -> {
            lab.kill(one);
            yield one + " is killed";
          }
          case 1 -> {
            lab.isolate(one);
            yield one + " is alone";
          }
          case 2 -> {
            lab.cut(one, other);
            yield one + " and " + other + " are parted";
          }
          case 3 -> {
            lab.cutOneWay(one, other);
            yield other + " does not hear " + one;
          }
          default -> {
            for (LabServer each : servers) {
              if (each != one) {
                lab.lose(one, each, LOSS);
                lab.lose(each, one, LOSS);
              }
            }
            yield one + " loses " + LOSS + " %";
          }
        };
    pass(millis);
    if (kind == 0) {
      lab.back(one);
    }
    lab.heal();
    return what + " for " + millis + " ms";
  }

  /** Time passes: the fault is what is waited for. */
  private static void pass(int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = 1; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
