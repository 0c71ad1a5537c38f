package org.vedette.api.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * What happened, once and for all: a step of a sign-in, or an administrative act. Never holds a
 * secret.
 *
 * @param id short id that people read aloud, see {@link AuditIds}
 * @param at when
 * @param kind what kind of thing happened
 * @param requestId ties the records of one sign-in together
 * @param listener listener that asked; {@code admin} for an act
 * @param application label of the application; empty when none
 * @param username name as typed or as stored; for an act the target's
 * @param user the user, if known
 * @param method id of the method; empty when none was used
 * @param mode mode of the method; empty when none was used
 * @param result name of the result code; for an act the verb
 * @param success whether it was allowed or done
 * @param peer address of the client
 * @param clientAddress address of the person's device; empty when unknown
 * @param actor who acted; empty for a sign-in
 * @param fields more facts by name: phone, device, serial, versions of bundles
 * @param trace steps in order, each one line, with times: what an administrator reads for the
 *     reason
 */
public record AuditRecord(
    String id,
    Instant at,
    Kind kind,
    String requestId,
    String listener,
    String application,
    String username,
    Optional<UUID> user,
    String method,
    String mode,
    String result,
    boolean success,
    String peer,
    String clientAddress,
    String actor,
    Map<String, String> fields,
    List<String> trace) {

  /** Kinds of records. */
  public enum Kind {
    /** The end of a sign-in. */
    SIGN_IN,
    /** A step on the way: a challenge was opened. */
    INTERIM,
    /** Something an administrator or a user changed. */
    ACT,
    /** The server itself: a start, a recovery. */
    SYSTEM
  }

  private static final int SCHEMA = 1;

  /** Most records are shorter. */
  private static final int ROOM = 1_280;

  /** Copies the collections. */
  public AuditRecord {
    fields = Map.copyOf(fields);
    trace = List.copyOf(trace);
  }

  /** Writes the byte form, schema number first. */
  public void write(Encoder out) {
    out.i32(SCHEMA).text(id).instant(at).text(kind.name()).text(requestId).text(listener);
    out.text(application).text(username).optional(user, Encoder::uuid).text(method).text(mode);
    out.text(result).bool(success).text(peer).text(clientAddress).text(actor);
    out.map(fields).texts(trace);
  }

  /** Returns the byte form. */
  public byte[] toBytes() {
    Encoder out = new Encoder(ROOM);
    write(out);
    return out.toBytes();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws MalformedRecordException when damaged or newer
   */
  public static AuditRecord read(Decoder in) {
    int schema = in.i32();
    if (schema != SCHEMA) {
      throw new MalformedRecordException("audit record: schema " + schema);
    }
    return new AuditRecord(
        in.text(),
        in.instant(),
        in.constant(Kind.class),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.optional(Decoder::uuid),
        in.text(),
        in.text(),
        in.text(),
        in.bool(),
        in.text(),
        in.text(),
        in.text(),
        in.map(),
        in.texts());
  }
}
