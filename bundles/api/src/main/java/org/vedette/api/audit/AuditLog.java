package org.vedette.api.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the record: what was moved to the audit database, the newest still in the journal, and what
 * came from other servers.
 */
@ProviderType
public interface AuditLog {
  /**
   * Most records of one search. Whoever reads many asks for so many: records are kept in blocks of
   * this size, and each page reads its blocks anew.
   */
  int MOST = 4_096;

  /**
   * What to look for. Empty texts and times match everything.
   *
   * @param text text in username, application, result, actor or peer, any case
   * @param result exact name of a result
   * @param server name or id of the server that wrote them
   * @param from earliest time
   * @param to latest time
   * @param before only what stands before this; empty for the newest
   * @param limit how many at most, 1 to {@value #MOST}
   */
  record Query(
      String text,
      String result,
      String server,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<AuditPosition> before,
      int limit) {}

  /**
   * A record and its number in the chain of its server.
   *
   * @param server id of the server
   * @param name what the server is called in its cluster; empty while unknown
   * @param number its number there
   * @param record the record
   */
  record Numbered(String server, String name, long number, AuditRecord record) {
    /** Where it stands among the records of all servers. */
    public AuditPosition position() {
      return new AuditPosition(record.at(), server, number);
    }

    /** What to tell people of the server: its name, or its id. */
    public String wrote() {
      return name.isEmpty() ? server : name;
    }
  }

  /**
   * What a check of the chains found.
   *
   * @param checked how many records were read
   * @param problems what is wrong, one sentence each, at most 100; empty when all are whole
   */
  record Verification(long checked, List<String> problems) {}

  /**
   * Records that followed marks.
   *
   * @param records the records
   * @param marks how far they reach
   */
  record Followed(List<Numbered> records, AuditMarks marks) {}

  /** Finds a record by its id. */
  Optional<Numbered> byId(String id);

  /** Returns all records of one sign-in, at whatever servers, oldest first. */
  List<Numbered> byRequest(String requestId);

  /**
   * Returns records of all servers, newest first as {@link AuditPosition} orders them. Reads the
   * disk: not for the path of a sign-in. Going on with the position of the last one, nothing comes
   * twice, and nothing is left out but what arrives meanwhile.
   */
  List<Numbered> search(Query query);

  /** Returns records that follow {@code number} on this server, oldest first, at most 1000. */
  List<Numbered> after(long number, int limit);

  /** Number of the newest record of this server. */
  long last();

  /** How far the records of all servers have come here; from memory. */
  AuditMarks marks();

  /**
   * Returns records of all servers that arrived here after {@code marks}; those of each server in
   * order, at most 1000.
   */
  Followed following(AuditMarks marks, int limit);

  /** Reads all chains and checks every link. Takes seconds for millions of records. */
  Verification verify();
}
