package org.vedette.audit.table;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.vedette.api.audit.AuditRecord;

/**
 * What the searchable columns of a row hold: the record's own facts, long texts cut.
 *
 * @param at when
 * @param id id
 * @param requestId id of the sign-in
 * @param kind kind
 * @param listener listener
 * @param application application
 * @param username user name
 * @param userId id of the user; empty when unknown
 * @param result result
 * @param success whether it was allowed or done
 * @param peer address of the client
 * @param clientAddress address of the person's device
 * @param actor who acted
 */
record Columns(
    OffsetDateTime at,
    String id,
    String requestId,
    String kind,
    String listener,
    String application,
    String username,
    String userId,
    String result,
    boolean success,
    String peer,
    String clientAddress,
    String actor) {
  private static final int ID = 40;
  private static final int SHORT = 100;
  private static final int LONG = 400;

  static Columns of(AuditRecord record) {
    return new Columns(
        OffsetDateTime.ofInstant(record.at(), ZoneOffset.UTC),
        cut(record.id(), ID),
        cut(record.requestId(), SHORT),
        record.kind().name(),
        cut(record.listener(), SHORT),
        cut(record.application(), LONG),
        cut(record.username(), LONG),
        record.user().map(Object::toString).orElse(""),
        cut(record.result(), SHORT),
        record.success(),
        cut(record.peer(), SHORT),
        cut(record.clientAddress(), SHORT),
        cut(record.actor(), LONG));
  }

  /** Cuts a text to at most {@code max} characters, never through a pair of surrogates. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end);
  }

  /** Names the first column in which the other differs; empty when none does. */
  String difference(Columns that) {
    if (!at.isEqual(that.at)) {
      return "at";
    }
    if (!id.equals(that.id)) {
      return "id";
    }
    if (!result.equals(that.result)) {
      return "result";
    }
    if (success != that.success) {
      return "success";
    }
    return moreDifference(that);
  }

  private String moreDifference(Columns that) {
    String[] names = {
      "request_id",
      "kind",
      "listener",
      "application",
      "username",
      "user_id",
      "peer",
      "client_address",
      "actor"
    };
    String[] mine = texts();
    String[] theirs = that.texts();
    for (int i = 0; i < names.length; i++) {
      if (!mine[i].equals(theirs[i])) {
        return names[i];
      }
    }
    return "";
  }

  private String[] texts() {
    return new String[] {
      requestId, kind, listener, application, username, userId, peer, clientAddress, actor
    };
  }
}
