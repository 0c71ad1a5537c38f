package org.vedette.state.share;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.Claim;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.RegisterWrite;
import org.vedette.state.table.FinalClaim;
import org.vedette.state.table.Tables;

/** Makes news of the tables, and brings those of others into effect. */
public final class Merger {
  private final Tables tables;

  /** Works on these tables. */
  public Merger(Tables tables) {
    this.tables = tables;
  }

  /**
   * Returns what others have to know of an entry that has just come into effect; on the writing
   * thread.
   *
   * @param at when it was written
   */
  News of(JournalEntry entry, Instant at) {
    News.Gathering told = new News.Gathering();
    for (Claim claim : entry.claims()) {
      told.claims.add(
          new FinalClaim(
              claim.key(), claim.value(), claim.owner(), entry.outcome(), at, claim.until()));
    }
    for (RegisterWrite write : entry.registers()) {
      tables.registers().held(write.key()).ifPresent(told.registers::add);
    }
    told.opened.addAll(entry.opened());
    Set<ChallengeToken> open = new HashSet<>();
    for (Challenge challenge : entry.opened()) {
      open.add(challenge.token());
    }
    for (ChallengeToken token : entry.closed()) {
      if (!open.contains(token)) {
        told.closed.add(tables.challenges().closed(token));
      }
    }
    return told.news();
  }

  /** Leaves out what is known here. */
  public News unknown(News news) {
    News.Gathering left = new News.Gathering();
    news.claims().stream().filter(tables.claims()::lacks).forEach(left.claims::add);
    news.registers().stream().filter(tables.registers()::lacks).forEach(left.registers::add);
    news.opened().stream().filter(tables.challenges()::lacks).forEach(left.opened::add);
    news.closed().stream().filter(tables.challenges()::lacks).forEach(left.closed::add);
    return left.news();
  }

  /** Brings news into effect that are on disk; on the writing thread. */
  public void apply(News news) {
    news.claims().forEach(tables.claims()::merge);
    news.registers().forEach(tables.registers()::merge);
    news.closed().forEach(tables.challenges()::merge);
    news.opened().forEach(tables.challenges()::merge);
  }
}
