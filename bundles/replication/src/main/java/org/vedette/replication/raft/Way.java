package org.vedette.replication.raft;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way to the log, as long as the servers are the same.
 *
 * @param self name of this server
 * @param client knows where the servers are
 */
public record Way(String self, RaftClient client) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Way.class);
  private static final int LATER_SECONDS = 30;

  /** What was begun on it may end; it is closed after 30 s. */
  public void closeLater() {
    CompletableFuture.delayedExecutor(LATER_SECONDS, TimeUnit.SECONDS).execute(this::close);
  }

  /** What was begun on it fails, and is tried on the next one. */
  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException failure) {
      LOG.debug("Closing a client of the log failed.", failure);
    }
  }
}
