package org.vedette.replication.merge;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.vedette.replication.peer.PeerMethod;

/** The way to the other servers of the cluster. Thread-safe. */
public interface Links {
  /** Names of all others that are members, reachable or not; asked often. */
  List<String> others();

  /** Asks one; returns at once, and completes exceptionally when no answer comes in time. */
  CompletionStage<byte[]> ask(String name, PeerMethod method, byte[] question, Duration deadline);
}
