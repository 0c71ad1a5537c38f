package org.vedette.store.log;

import java.io.IOException;
import java.util.List;
import org.vedette.api.store.Committed;
import org.vedette.store.db.Effect;

/**
 * Makes changes durable, a group at a time. Called by one thread at a time, but for {@link #stop}.
 */
public interface ChangeWriter {
  /**
   * A change with its answer, and what it did.
   *
   * @param waiting the change
   * @param answer what became of it
   * @param effects what it did; empty unless it was made
   */
  record Written(Waiting waiting, Committed answer, List<Effect> effects) {}

  /** Gets ready to write; trouble shows in the health, and is tried again. */
  void recover();

  /** Looks, every two seconds in which nothing is written, whether trouble has ended. */
  void healIfNeeded();

  /**
   * Runs before other records take the place of all.
   *
   * @throws IOException they must not
   */
  void beforeInstall() throws IOException;

  /** Writes a group; the answers are in its order. */
  List<Written> write(List<Waiting> group);

  /** Ends whatever a writing waits for; from any thread. */
  default void stop() {}

  /** Gives everything back; may be used again. */
  void close();

  /** Answers a whole group with one reason. */
  static List<Written> refuse(List<Waiting> group, String why) {
    return group.stream()
        .map(each -> new Written(each, new Committed.Unavailable(why), List.of()))
        .toList();
  }
}
