package org.vedette.api.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads the record: what was moved to the audit database, and the newest still in the journal. */
@ProviderType
public interface AuditLog {
  /**
   * What to look for. Empty texts and times match everything.
   *
   * @param text text in username, application, result, actor or peer, any case
   * @param result exact name of a result
   * @param from earliest time
   * @param to latest time
   * @param before records with a smaller {@link Numbered#number}; 0 for the newest
   * @param limit how many at most, 1 to 1000
   */
  record Query(
      String text,
      String result,
      Optional<Instant> from,
      Optional<Instant> to,
      long before,
      int limit) {}

  /**
   * A record and its number in the chain of its server.
   *
   * @param server id of the server
   * @param number its number there
   * @param record the record
   */
  record Numbered(String server, long number, AuditRecord record) {}

  /**
   * What a check of the chain found.
   *
   * @param checked how many records were read
   * @param problems what is wrong, one sentence each, at most 100; empty when the chain is whole
   */
  record Verification(long checked, List<String> problems) {}

  /** Finds a record by its id. */
  Optional<Numbered> byId(String id);

  /** Returns all records of one sign-in, oldest first. */
  List<Numbered> byRequest(String requestId);

  /** Returns records, newest first. Reads the disk: not for the path of a sign-in. */
  List<Numbered> search(Query query);

  /** Returns records that follow {@code number} on this server, oldest first, at most 1000. */
  List<Numbered> after(long number, int limit);

  /** Number of the newest record of this server. */
  long last();

  /** Reads the whole chain and checks every link. Takes seconds for millions of records. */
  Verification verify();
}
