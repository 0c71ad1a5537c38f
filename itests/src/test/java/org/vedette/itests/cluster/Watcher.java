package org.vedette.itests.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.vedette.itests.cluster.History.Sight;

/** Asks all servers again and again how they stand, and notes what each says about itself. */
final class Watcher implements AutoCloseable {
  private static final long EVERY_MILLIS = 150;

  private final History history;
  private final ScheduledExecutorService threads;

  Watcher(History history, List<LabServer> servers) {
    this.history = history;
    threads =
        Executors.newScheduledThreadPool(
            servers.size(),
            work -> {
              Thread thread = new Thread(work, "watcher");
              thread.setDaemon(true);
              return thread;
            });
    for (LabServer each : servers) {
      threads.scheduleWithFixedDelay(() -> look(each), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void look(LabServer server) {
    long began = history.now();
    // One whose bundle has just been replaced may not have read yet which part it has.
    Optional<Standing> told = server.tryStanding().filter(it -> !it.role().equals("unknown"));
    long ended = history.now();
    history.add(
        new Sight(
            server.name(),
            told.map(Standing::isMaster).orElse(false),
            told.map(Standing::epoch).orElse(Sight.NO_ANSWER),
            began,
            ended));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
