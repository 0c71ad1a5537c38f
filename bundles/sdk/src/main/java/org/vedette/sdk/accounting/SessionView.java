package org.vedette.sdk.accounting;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vedette.api.accounting.AccountingSessions.Session;
import org.vedette.sdk.http.Json;
import org.vedette.sdk.http.Times;

/**
 * A session in JSON.
 *
 * @param id its id here
 * @param application name of the application
 * @param nas client that reported it
 * @param source address its last report came from
 * @param session id that the client gave it
 * @param username user name as reported
 * @param framedAddress address that the person's device got
 * @param callingStation where the person called from
 * @param state open, stale (nothing was heard for long) or ended
 * @param started when it began
 * @param updated when it was heard of last
 * @param ended when it ended
 * @param seconds how long it lasted by the client's count
 * @param octetsIn octets from the person's device
 * @param octetsOut octets to the person's device
 * @param cause why it ended
 * @param reports how many reports told of it
 */
public record SessionView(
    long id,
    String application,
    String nas,
    String source,
    String session,
    String username,
    String framedAddress,
    String callingStation,
    String state,
    String started,
    String updated,
    @Nullable String ended,
    long seconds,
    long octetsIn,
    long octetsOut,
    String cause,
    long reports)
    implements Json {

  static SessionView of(Session it) {
    return new SessionView(
        it.id(),
        it.applicationName(),
        it.nas(),
        it.source(),
        it.session(),
        it.username(),
        it.framedAddress(),
        it.callingStation(),
        it.state().name().toLowerCase(Locale.ROOT),
        Times.text(it.started()),
        Times.text(it.updated()),
        it.ended().map(Times::text).orElse(null),
        it.seconds(),
        it.octetsIn(),
        it.octetsOut(),
        it.cause(),
        it.reports());
  }
}
