package org.vedette.state.table;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The other servers, as a table of claims asks them. Thread-safe. */
public interface Others {
  /**
   * What was heard.
   *
   * @param replies of those that answered
   * @param silent how many did not
   */
  record Heard(List<ClaimReply> replies, int silent) {
    /** Copies the list. */
    public Heard {
      replies = List.copyOf(replies);
    }
  }

  /** Id of this server. */
  String self();

  /** Whether there are any that have to be asked. */
  boolean any();

  /** Whether one that cannot be asked forbids. */
  boolean strict();

  /** Asks all of them; never completes exceptionally. */
  CompletionStage<Heard> ask(ClaimQuestion question);

  /** Tells all of them that nothing came of a claim they were asked about. */
  void released(ClaimQuestion question);
}
