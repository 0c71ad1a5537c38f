package org.vedette.api.audit;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What servers of a cluster give each other of their audit records. Implemented by {@code audit},
 * used by {@code replication}. Records are only ever added, at the end of the chain of the server
 * that wrote them, and only if they continue it.
 *
 * <p>All methods read the disk and may be called from any thread; {@link
 * org.vedette.api.store.StoreUnavailableException} when the database is not there.
 */
@ProviderType
public interface AuditExchange {
  /**
   * The newest record that is held of a server.
   *
   * @param number its number; 0 when none is held
   * @param hash its hash, 32 bytes; zeros when none is held
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Head(long number, byte[] hash) {}

  /** What became of records that were offered. */
  sealed interface Taken {
    /**
     * They are held, as whatever was held of them already.
     *
     * @param last number of the newest record that is now held of their server
     */
    record Stored(long last) implements Taken {}

    /**
     * Nothing of them is held.
     *
     * @param why what is wrong with them
     * @param number of the record that it is wrong with
     */
    record Refused(Fault why, long number) implements Taken {}

    /** Handles both. */
    default <R> R match(Function<Stored, R> stored, Function<Refused, R> refused) {
      return this instanceof Stored one ? stored.apply(one) : refused.apply((Refused) this);
    }
  }

  /** What can be wrong with records of another server. */
  enum Fault {
    /** Records between those held and these are missing where they came from. */
    GAP,
    /** The chain has two continuations: a server was brought back from an older copy. */
    PARTED,
    /** A record is not what its hash or the next record says. */
    DAMAGED
  }

  /** Id of this server; empty while its journal was never here. */
  String server();

  /** The newest record held of each server; of this one only while its journal is here. */
  Map<String, Head> heads();

  /**
   * Returns records of a server in order.
   *
   * @param number of the record before the first
   * @param limit most of them, 1 to 1000
   * @param bytes so many bytes of records at most, but at least one record
   */
  List<ChainedRecord> after(String server, long number, int limit, int bytes);

  /**
   * Adds records of one other server, in order; none when nothing followed what is held, which says
   * that both agree. Those that are held already are compared and left.
   *
   * @param from name of the server that gave them
   */
  Taken take(String from, String server, List<ChainedRecord> records);

  /**
   * Another server holds this server's or a third's chain otherwise than it is held here. It is
   * told to operators and audited once; nothing is changed.
   *
   * @param from name of the server that says so
   * @param number of the newest record that was compared
   */
  void parted(String from, String server, long number);

  /** Says what servers are called, by id; what is known of others stays. */
  void called(Map<String, String> names);
}
