package org.vedette.replication.member;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vedette.api.cluster.ServerRole;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.replication.member.Contacts.Contact;

/**
 * Whether every server of the log is given what it lacks, as the master sees it: what a server says
 * of itself tells more than the log knows. Used by one thread.
 */
final class Feeding {
  private static final long NOTHING = -1;

  private final Contacts contacts;
  private final Openings openings = new Openings();
  private final Stalls stalls = new Stalls();

  Feeding(Contacts contacts) {
    this.contacts = contacts;
  }

  /** Another leads, and looks by itself. */
  void forget() {
    openings.forget();
    stalls.forget();
  }

  /** This server leads anew: it asks everybody what they hold. */
  void begin() {
    openings.forget();
  }

  /** A server is added to the log as it is open now, as far as is known. */
  void added(String name, long epoch) {
    openings.added(name, opening(name, epoch).orElse(Openings.UNKNOWN));
  }

  /**
   * Looks whether one stands still; in words.
   *
   * @param members names of the others in the log
   * @param ahead where the records of this server are
   */
  Optional<String> stalled(List<String> members, Position ahead, Instant now) {
    return stalls
        .stalled(members, ahead.index(), name -> where(name, ahead.epoch()), now)
        .map("Server %s answers but stands still."::formatted);
  }

  /**
   * Looks whether one has emptied its log after it was counted; in words.
   *
   * @param members names of the others in the log
   * @param epoch the reign of now
   */
  Optional<String> emptied(List<String> members, long epoch) {
    return openings
        .emptied(members, name -> opening(name, epoch))
        .map("Server %s has emptied its log after it was counted."::formatted);
  }

  /** Where a server is in the reign; empty where nothing but itself can help it. */
  private Optional<Stalls.At> where(String name, long epoch) {
    return said(name, epoch)
        .filter(it -> it.trouble().isEmpty())
        .map(
            it ->
                new Stalls.At(
                    it.place().epoch() == epoch ? it.place().index() : NOTHING,
                    it.role() == ServerRole.JOINING));
  }

  private Optional<Long> opening(String name, long epoch) {
    return said(name, epoch).map(Hello::opening);
  }

  private Optional<Hello> said(String name, long epoch) {
    return contacts.now(name).map(Contact::hello).filter(it -> it.epoch() == epoch);
  }
}
