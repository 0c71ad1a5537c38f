package org.vedette.accounting.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.vedette.accounting.journal.StoredReport;
import org.vedette.api.accounting.AccountingFacts;
import org.vedette.api.accounting.AccountingReport;

/**
 * What is known of a session. Immutable: each report makes the next.
 *
 * @param id number of the report by which it became known
 * @param application id of the application
 * @param applicationName its name
 * @param nas who reports it
 * @param source where the last report came from
 * @param session id that the client gave it
 * @param username user name
 * @param framed address of the person's device
 * @param calling Calling-Station-Id
 * @param started when it began
 * @param startTold whether a Start said so; else it was worked out
 * @param updated when it was heard of last
 * @param ended when it ended; empty while it is open
 * @param endTold whether a Stop said so; else it was concluded
 * @param seconds its length by the client's count
 * @param octetsIn octets from the device
 * @param octetsOut octets to the device
 * @param cause why it ended
 * @param reports how many reports told of it
 */
record SessionRow(
    long id,
    UUID application,
    String applicationName,
    String nas,
    String source,
    String session,
    String username,
    String framed,
    String calling,
    Instant started,
    boolean startTold,
    Instant updated,
    Optional<Instant> ended,
    boolean endTold,
    long seconds,
    long octetsIn,
    long octetsOut,
    String cause,
    long reports) {
  /** Names sessions: what an id is unique within. */
  record Key(UUID application, String nas, String session) {
    static Key of(AccountingReport report) {
      return new Key(report.application(), report.facts().nas(), report.facts().session());
    }
  }

  /** What of a row is about the times. */
  record Span(Instant started, boolean startTold, Optional<Instant> ended, boolean endTold) {}

  /** A session that this report tells of first; its beginning is worked out if it must be. */
  static SessionRow first(StoredReport stored, boolean startTold) {
    AccountingReport report = stored.report();
    AccountingFacts facts = report.facts();
    Instant started = report.happened().minusSeconds(facts.seconds().orElse(0));
    return new SessionRow(
            stored.number(),
            report.application(),
            report.applicationName(),
            facts.nas(),
            report.source(),
            facts.session(),
            "",
            "",
            "",
            started,
            startTold,
            report.happened(),
            Optional.empty(),
            false,
            0,
            0,
            0,
            "",
            0)
        .heard(report);
  }

  Key key() {
    return new Key(application, nas, session);
  }

  boolean open() {
    return ended.isEmpty();
  }

  /** Takes what a report says, but for beginning and end. Counts only ever grow. */
  SessionRow heard(AccountingReport report) {
    AccountingFacts facts = report.facts();
    return new SessionRow(
        id,
        application,
        applicationName,
        nas,
        report.source(),
        session,
        last(facts.username(), username),
        last(facts.framedAddress(), framed),
        last(facts.callingStation(), calling),
        started,
        startTold,
        later(report.happened(), updated),
        ended,
        endTold,
        most(facts.seconds(), seconds),
        most(facts.octetsIn(), octetsIn),
        most(facts.octetsOut(), octetsOut),
        cause,
        reports + 1);
  }

  /** A report of it came that says nothing new. */
  SessionRow counted() {
    return with(span(), cause, reports + 1);
  }

  /** A Start says when it began. */
  SessionRow begun(Instant at) {
    return with(new Span(at, true, ended, endTold), cause, reports);
  }

  /** It is over, because a Stop says so. */
  SessionRow stopped(Instant at, String why) {
    return with(new Span(earlier(started, at), startTold, Optional.of(at), true), why, reports);
  }

  /** It is over, because something else says so. */
  SessionRow concluded(Instant at, String why) {
    Instant end = later(at, started);
    return with(new Span(started, startTold, Optional.of(end), false), why, reports);
  }

  /** How long after its end something happened; negative before. Only for those ended. */
  Duration sinceEnd(Instant at) {
    return Duration.between(ended.orElseThrow(), at);
  }

  private Span span() {
    return new Span(started, startTold, ended, endTold);
  }

  private SessionRow with(Span span, String why, long count) {
    return new SessionRow(
        id,
        application,
        applicationName,
        nas,
        source,
        session,
        username,
        framed,
        calling,
        span.started(),
        span.startTold(),
        updated,
        span.ended(),
        span.endTold(),
        seconds,
        octetsIn,
        octetsOut,
        why,
        count);
  }

  private static String last(String now, String before) {
    return now.isEmpty() ? before : now;
  }

  private static long most(OptionalLong now, long before) {
    return Math.max(now.orElse(0), before);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
