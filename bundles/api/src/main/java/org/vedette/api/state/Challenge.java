package org.vedette.api.state;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;

/**
 * One open question to a person.
 *
 * @param token names it
 * @param requestId id of the sign-in it belongs to
 * @param listener listener that must bring the answer
 * @param application application that must bring the answer
 * @param peer address of the client that must bring the answer, unless it may come from {@link
 *     org.vedette.api.auth.Caller#anywhere}
 * @param name normalised name of the user
 * @param user the user
 * @param enrollment the enrollment that asks
 * @param method method of that enrollment, {@link #PRIMARY} or {@link #NEW_PIN}
 * @param opened when it was opened
 * @param expires when it ends
 * @param triesLeft how many answers may still be wrong before the last
 * @param attributes what primary authentication said, to be handed over in the end
 * @param data what the method wants back, at most 4 KiB
 * @param origin the request that opened it
 */
public record Challenge(
    ChallengeToken token,
    String requestId,
    String listener,
    UUID application,
    String peer,
    String name,
    UUID user,
    UUID enrollment,
    String method,
    Instant opened,
    Instant expires,
    int triesLeft,
    Map<String, String> attributes,
    byte[] data,
    Origin origin) {

  /**
   * The request that opened a challenge: what its repetitions and its end are known by.
   *
   * @param elsewhere whether the person answers elsewhere while the listener waits
   * @param owner owner of the request, see {@link org.vedette.api.auth.Caller#owner}
   * @param credential keyed hash of name and password; who sends the same joins the prompt
   * @param clientAddress address of the person's device; empty when unknown
   * @param asks whether the listener could ask for a code instead
   * @param fallback whether it is asked because another method was denied or not answered
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Origin(
      boolean elsewhere,
      byte[] owner,
      byte[] credential,
      String clientAddress,
      boolean asks,
      boolean fallback) {
    /** Of a challenge whose answer is typed. */
    public static Origin typed() {
      return new Origin(false, new byte[0], new byte[0], "", true, false);
    }

    /**
     * Of a challenge whose answer is typed, and which a repetition of its request is told again.
     */
    public static Origin typed(byte[] owner) {
      return new Origin(false, owner, new byte[0], "", true, false);
    }

    /** Of a challenge whose answer is typed because another method failed. */
    public static Origin instead() {
      return new Origin(false, new byte[0], new byte[0], "", true, true);
    }
  }

  /** In place of a method: the question is the primary authenticator's own. */
  public static final String PRIMARY = "primary";

  /** In place of a method: the question is for a new PIN. */
  public static final String NEW_PIN = "new-pin";

  private static final int SCHEMA = 3;
  private static final int WITHOUT_FALLBACK = 2;
  private static final int WITHOUT_ORIGIN = 1;

  /** Copies the attributes. */
  public Challenge {
    attributes = Map.copyOf(attributes);
  }

  /** Returns the same question with other data of its method. */
  public Challenge with(byte[] other) {
    return new Challenge(
        token,
        requestId,
        listener,
        application,
        peer,
        name,
        user,
        enrollment,
        method,
        opened,
        expires,
        triesLeft,
        attributes,
        other,
        origin);
  }

  /** Writes the byte form, schema number first. */
  public void write(Encoder out) {
    out.i32(SCHEMA).bytes(token.bytes()).text(requestId).text(listener).uuid(application);
    out.text(peer).text(name).uuid(user).uuid(enrollment).text(method);
    out.instant(opened).instant(expires).i32(triesLeft).map(attributes).bytes(data);
    out.bool(origin.elsewhere()).bytes(origin.owner()).bytes(origin.credential());
    out.text(origin.clientAddress()).bool(origin.asks()).bool(origin.fallback());
  }

  private static Origin origin(int schema, Decoder in) {
    boolean whole = schema > WITHOUT_FALLBACK;
    return new Origin(
        in.bool(), in.bytes(), in.bytes(), in.text(), whole && in.bool(), whole && in.bool());
  }

  /** Reads what {@link #write} wrote. */
  public static Challenge read(Decoder in) {
    int schema = in.i32();
    if (schema < WITHOUT_ORIGIN || schema > SCHEMA) {
      throw new org.vedette.api.store.MalformedRecordException("challenge: schema " + schema);
    }
    return new Challenge(
        new ChallengeToken(in.bytes()),
        in.text(),
        in.text(),
        in.uuid(),
        in.text(),
        in.text(),
        in.uuid(),
        in.uuid(),
        in.text(),
        in.instant(),
        in.instant(),
        in.i32(),
        in.map(),
        in.bytes(),
        schema == WITHOUT_ORIGIN ? Origin.typed() : origin(schema, in));
  }
}
