package org.vedette.sdk.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.AuditLog;
import org.vedette.api.audit.AuditRecord;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/**
 * An audit record in JSON.
 *
 * @param server id of the server that wrote it
 * @param serverName what that server is called in its cluster; empty while unknown
 * @param number its number there
 * @param id short id
 * @param at when
 * @param kind SIGN_IN, INTERIM, ACT or SYSTEM
 * @param requestId ties the records of one sign-in together
 * @param listener listener that asked; admin for an act
 * @param application name of the application
 * @param username name as typed or as stored
 * @param user identity of the user, if known
 * @param method id of the method
 * @param mode mode of the method
 * @param result name of the result; for an act the verb
 * @param success whether it was allowed or done
 * @param peer address of the client
 * @param clientAddress address of the person's device
 * @param actor who acted
 * @param fields more facts
 * @param trace steps in order
 */
public record RecordView(
    String server,
    String serverName,
    long number,
    String id,
    String at,
    String kind,
    String requestId,
    String listener,
    String application,
    String username,
    @Nullable String user,
    String method,
    String mode,
    String result,
    boolean success,
    String peer,
    String clientAddress,
    String actor,
    Map<String, String> fields,
    List<String> trace)
    implements Json {

  static RecordView of(AuditLog.Numbered numbered) {
    AuditRecord it = numbered.record();
    return new RecordView(
        numbered.server(),
        numbered.name(),
        numbered.number(),
        it.id(),
        Times.text(it.at()),
        it.kind().name(),
        it.requestId(),
        it.listener(),
        it.application(),
        it.username(),
        it.user().map(UUID::toString).orElse(null),
        it.method(),
        it.mode(),
        it.result(),
        it.success(),
        it.peer(),
        it.clientAddress(),
        it.actor(),
        new TreeMap<>(it.fields()),
        it.trace());
  }
}
