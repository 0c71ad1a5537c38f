package org.vedette.state.table;

import java.time.Instant;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.RegisterWrite;

/**
 * The three tables that the journal fills.
 *
 * @param registers registers
 * @param claims claims
 * @param challenges challenges
 */
public record Tables(RegisterTable registers, ClaimTable claims, ChallengeTable challenges) {
  /**
   * Brings an entry into effect. Challenges are closed before others are opened, so that an entry
   * can replace a challenge by one of the same token.
   *
   * @param server id of this server
   * @param at when the entry was written
   */
  public void apply(String server, JournalEntry entry, Instant at) {
    claims.finish(entry.claims(), entry.outcome(), at);
    for (RegisterWrite write : entry.registers()) {
      registers.write(server, write);
    }
    entry.closed().forEach(challenges::close);
    entry.opened().forEach(challenges::open);
  }

  /** Forgets what is over. */
  public void sweep() {
    claims.sweep();
    challenges.sweep();
  }
}
