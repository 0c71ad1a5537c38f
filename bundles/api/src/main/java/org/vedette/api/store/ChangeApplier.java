package org.vedette.api.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Applies changes to the durable records, in log order. Driven by whichever log is in use; called
 * by one thread at a time.
 */
@ProviderType
public interface ChangeApplier {
  /**
   * A place in the log.
   *
   * @param epoch reign of the master; 0 while standalone
   * @param index number of the last applied change; 0 when none
   */
  record Position(long epoch, long index) {}

  /** What applying did. */
  enum Verdict {
    /** The records changed. */
    APPLIED,
    /** Uniqueness or version was against it: nothing changed, the index advanced. */
    CONFLICT,
    /** Written by a newer version: nothing changed, the index did not advance. */
    UNKNOWN_VERSION
  }

  /**
   * What applying did, and to which field.
   *
   * @param verdict what was done
   * @param type type of the record in conflict; empty otherwise
   * @param field {@code version} or a unique key; empty unless in conflict
   */
  record Applied(Verdict verdict, String type, String field) {}

  /** Returns the last applied place, read from the database. */
  Position position();

  /**
   * Applies one change in one transaction together with its place. An index at or below the stored
   * one is skipped and reported as applied.
   *
   * @param taken who made the change, where it was this server that took it: it is audited here,
   *     and those who wait for acts are told; empty on every other server
   * @throws IOException when the database cannot take it; apply again later
   */
  Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken) throws IOException;

  /** Returns which log is in use: 0 for the store's own, else the epoch of the shared one. */
  long reign();

  /**
   * Puts the shared log in place of the store's own, durably, or the other way round. From then on
   * changes go through that log alone; the records stay as they are.
   *
   * @param epoch 0 for the store's own log, else the epoch of the shared one
   * @param afresh whether the records are to be replaced by an image of that log, whatever place
   *     they have now
   * @throws IOException when it cannot be written; nothing has changed then
   */
  void reign(long epoch, boolean afresh) throws IOException;

  /** Writes all records and the place as one consistent image. */
  void export(OutputStream to) throws IOException;

  /** Replaces all records and the place by an image that {@link #export} wrote; all or nothing. */
  void install(InputStream from) throws IOException;

  /** Returns the database that servers share, where the records lie in one. */
  default Optional<SharedDatabase> sharedDatabase() {
    return Optional.empty();
  }
}
