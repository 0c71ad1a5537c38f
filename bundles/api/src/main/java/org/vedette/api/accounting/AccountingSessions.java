package org.vedette.api.accounting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the sessions that reports tell of. Reads the disk: not for the path of a sign-in.
 *
 * <p>Throws {@link org.vedette.api.store.StoreUnavailableException} while the database cannot be
 * read.
 */
@ProviderType
public interface AccountingSessions {
  /** Where a session stands. */
  enum State {
    /** It was begun and not ended. */
    OPEN,
    /** The same, but nothing was heard of it for long: its end was probably lost. */
    STALE,
    /** It is over. */
    ENDED
  }

  /**
   * What to look for. Empty texts match everything.
   *
   * @param user user name, in any case
   * @param application name of the application, in any case
   * @param open true for those not ended, stale ones among them; false for those ended
   * @param before sessions with a smaller {@link Session#id}; 0 for the newest
   * @param limit how many at most, 1 to 1000
   */
  record Query(String user, String application, Optional<Boolean> open, long before, int limit) {}

  /**
   * A session.
   *
   * @param id rises in the order in which sessions became known
   * @param application id of the application of the client
   * @param applicationName its name at that time
   * @param nas who reported it
   * @param source address its last report came from
   * @param session id that the client gave it
   * @param username user name as reported
   * @param framedAddress address that the person's device got
   * @param callingStation where the person called from
   * @param started when it began
   * @param updated when it was heard of last
   * @param ended when it ended
   * @param state where it stands
   * @param seconds how long it lasted by the client's count; 0 when not told
   * @param octetsIn octets from the person's device
   * @param octetsOut octets to the person's device
   * @param cause why it ended; empty while it is open or when not told
   * @param reports how many reports told of it
   */
  record Session(
      long id,
      UUID application,
      String applicationName,
      String nas,
      String source,
      String session,
      String username,
      String framedAddress,
      String callingStation,
      Instant started,
      Instant updated,
      Optional<Instant> ended,
      State state,
      long seconds,
      long octetsIn,
      long octetsOut,
      String cause,
      long reports) {}

  /**
   * A stored report.
   *
   * @param number rises in the order of arrival
   * @param received when it came
   * @param happened when what it tells happened
   * @param status what it tells
   * @param attributes all its attributes as on the wire
   */
  record Stored(
      long number,
      Instant received,
      Instant happened,
      AccountingStatus status,
      byte[] attributes) {}

  /** Finds sessions, the newest first. */
  List<Session> search(Query query);

  /** Finds a session. */
  Optional<Session> find(long id);

  /** Returns the reports of a session, the oldest first, at most 1000. */
  List<Stored> reports(long id);
}
