package org.vedette.accounting;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.vedette.api.accounting.AccountingFacts;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingStatus;

/** Makes reports of one client, step by step. Immutable. */
public record Samples(
    UUID application,
    String nas,
    AccountingStatus status,
    String session,
    String user,
    Instant received,
    Optional<Instant> told,
    long delay,
    long seconds,
    String cause,
    String target) {
  public static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
  public static final UUID VPN = UUID.fromString("00000000-0000-0000-0000-000000000001");

  public static Samples of(AccountingStatus status, String session) {
    return new Samples(
        VPN, "192.0.2.1", status, session, "Alice", NOW, Optional.empty(), 0, -1, "", "");
  }

  public static Samples start(String session) {
    return of(AccountingStatus.START, session);
  }

  public static Samples interim(String session) {
    return of(AccountingStatus.INTERIM, session);
  }

  public static Samples stop(String session) {
    return of(AccountingStatus.STOP, session).cause("User-Request");
  }

  public Samples at(long secondsLater) {
    return new Samples(
        application,
        nas,
        status,
        session,
        user,
        NOW.plusSeconds(secondsLater),
        told,
        delay,
        seconds,
        cause,
        target);
  }

  public Samples told(long secondsLater) {
    Optional<Instant> event = Optional.of(NOW.plusSeconds(secondsLater));
    return new Samples(
        application, nas, status, session, user, received, event, delay, seconds, cause, target);
  }

  public Samples delay(long secs) {
    return new Samples(
        application, nas, status, session, user, received, told, secs, seconds, cause, target);
  }

  public Samples seconds(long secs) {
    return new Samples(
        application, nas, status, session, user, received, told, delay, secs, cause, target);
  }

  public Samples cause(String why) {
    return new Samples(
        application, nas, status, session, user, received, told, delay, seconds, why, target);
  }

  public Samples target(String name) {
    return new Samples(
        application, nas, status, session, user, received, told, delay, seconds, cause, name);
  }

  public Samples nas(String name) {
    return new Samples(
        application, name, status, session, user, received, told, delay, seconds, cause, target);
  }

  public Samples user(String name) {
    return new Samples(
        application, nas, status, session, name, received, told, delay, seconds, cause, target);
  }

  /** The report: Acct-Session-Id, Acct-Delay-Time and Acct-Session-Time stand in its attributes. */
  public AccountingReport report() {
    byte[] id = session.getBytes(StandardCharsets.UTF_8);
    byte[] attributes = new byte[id.length + 2 + 6 + 6];
    attributes[0] = 44;
    attributes[1] = (byte) (id.length + 2);
    System.arraycopy(id, 0, attributes, 2, id.length);
    attributes[id.length + 2] = 41;
    attributes[id.length + 3] = 6;
    attributes[id.length + 7] = (byte) delay;
    attributes[id.length + 8] = 46;
    attributes[id.length + 9] = 6;
    attributes[id.length + 13] = (byte) seconds;
    OptionalLong count = seconds < 0 ? OptionalLong.empty() : OptionalLong.of(seconds);
    OptionalLong octets = seconds < 0 ? OptionalLong.empty() : OptionalLong.of(seconds * 1000);
    return new AccountingReport(
        application,
        "Office VPN",
        "192.0.2.1",
        received,
        target,
        new AccountingFacts(
            status,
            session,
            nas,
            user,
            "10.1.2.3",
            "198.51.100.7",
            count,
            octets,
            octets,
            cause,
            told,
            delay),
        attributes);
  }
}
