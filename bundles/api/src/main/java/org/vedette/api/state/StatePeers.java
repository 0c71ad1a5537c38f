package org.vedette.api.state;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The other servers of the cluster, as {@code state} needs them. Implemented by {@code replication}
 * on a server that has others; without it a server decides alone. Thread-safe.
 */
@ProviderType
public interface StatePeers {
  /** Longest time that the answers of others are waited for. */
  Duration PATIENCE = Duration.ofMillis(400);

  /**
   * What others answered.
   *
   * @param answers those that came in time
   * @param silent how many servers did not answer, or were not asked because they are away
   */
  record Answers(List<byte[]> answers, int silent) {
    /** Copies the list. */
    public Answers {
      answers = List.copyOf(answers);
    }
  }

  /** Returns whether there are others at all, reachable or not. */
  boolean any();

  /** Returns whether a code is refused when one of the others cannot be asked about it. */
  boolean strict();

  /**
   * Tells all others. Returns at once, whatever the network does; news are carried in the order of
   * the calls, and again until they were taken.
   *
   * @param news at most {@link SharedState#LONGEST_NEWS} octets
   * @param awaited whether anybody waits for the stage
   * @return completes when all that can be reached have taken it, or after {@link #PATIENCE}; at
   *     once when nobody waits; never exceptionally
   */
  CompletionStage<Void> told(byte[] news, boolean awaited);

  /**
   * Asks all others at once.
   *
   * @return completes when all that can be reached have answered, or after {@link #PATIENCE}, or
   *     later in the first seconds, before a server was heard at all; never exceptionally
   */
  CompletionStage<Answers> ask(byte[] question);
}
