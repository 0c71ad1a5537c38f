package org.vedette.disconnect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.accounting.AccountingSessions;
import org.vedette.api.accounting.AccountingSessions.Session;
import org.vedette.api.auth.Application;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.Patience;
import org.vedette.client.radius.Protection;
import org.vedette.client.radius.RadiusClient;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.IpText;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.Values;

/**
 * Looks through open sessions and has those of blocked users ended. Called by one thread at a time;
 * waits for the answers of clients.
 */
final class Disconnecter {
  private static final Logger LOG = LoggerFactory.getLogger(Disconnecter.class);
  private static final int PAGE = 500;
  private static final int MOST_SESSIONS = 20_000;
  private static final int MOST_TRIES = 10;
  private static final int ERROR_CAUSE = 101;
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(3), 3, true);

  private final SecretVault vault;
  private final InstantSource clock;
  private final Patience patience;

  /** How often each session was asked to end; those that are over are forgotten. */
  private Map<Long, Integer> tries = new HashMap<>();

  Disconnecter(SecretVault vault, InstantSource clock) {
    this(vault, clock, PATIENCE);
  }

  Disconnecter(SecretVault vault, InstantSource clock, Patience patience) {
    this.vault = vault;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Looks once.
   *
   * @return how many sessions were ended
   * @throws StoreUnavailableException when something cannot be read; the next look begins anew
   */
  int look(Records records, AccountingSessions sessions) {
    int ended = 0;
    Map<Long, Integer> still = new HashMap<>();
    for (Application each : records.all(Application.TYPE)) {
      if (Target.wanted(each)) {
        Optional<Target> target = Target.of(each, vault);
        if (target.isEmpty()) {
          LOG.warn(
              "Sessions are not ended, because the shared secret cannot be opened; set it again."
                  + " application=\"{}\"",
              each.label());
        } else {
          ended += look(target.get(), records, sessions, still);
        }
      }
    }
    tries = still;
    return ended;
  }

  private int look(
      Target target, Records records, AccountingSessions sessions, Map<Long, Integer> still) {
    int ended = 0;
    for (Session each : open(target, sessions)) {
      if (blocked(each.username(), records)) {
        int before = tries.getOrDefault(each.id(), 0);
        boolean over = before < MOST_TRIES && end(target, each, sessions, before);
        ended += over ? 1 : 0;
        still.put(each.id(), over ? MOST_TRIES : before + 1);
      }
    }
    return ended;
  }

  private static List<Session> open(Target target, AccountingSessions sessions) {
    List<Session> all = new ArrayList<>();
    long before = 0;
    List<Session> page;
    do {
      page =
          sessions.search(
              new AccountingSessions.Query("", target.name(), Optional.of(true), before, PAGE));
      all.addAll(page);
      before = page.isEmpty() ? 0 : page.get(page.size() - 1).id();
    } while (page.size() == PAGE && all.size() < MOST_SESSIONS);
    return all;
  }

  private boolean blocked(String username, Records records) {
    Instant now = clock.instant();
    return UserNames.normalise(username)
        .flatMap(name -> records.findByKey(User.TYPE, User.key(name)))
        .flatMap(User::block)
        .filter(block -> block.holds(now))
        .isPresent();
  }

  private boolean end(Target target, Session session, AccountingSessions sessions, int before) {
    Optional<InetAddress> address = IpText.parse(session.source());
    List<AccountingSessions.Stored> reports = sessions.reports(session.id());
    if (address.isEmpty() || reports.isEmpty()) {
      return false;
    }
    byte[] last = reports.get(reports.size() - 1).attributes();
    InetSocketAddress client = new InetSocketAddress(address.get(), target.port());
    try (RadiusClient asking =
        RadiusClient.to(client, target.secret()).protection(Protection.OFF).open()) {
      Exchange exchange = asking.send(DisconnectRequest.of(last, clock.instant()), patience).join();
      return judge(target, session, client, exchange, before);
    }
  }

  private static boolean judge(
      Target target, Session session, InetSocketAddress client, Exchange exchange, int before) {
    Optional<Packet> reply = exchange.reply();
    if (reply.filter(it -> it.code() == Code.DISCONNECT_ACK).isPresent()) {
      LOG.info(
          "A session of a blocked user was ended. user=\"{}\" application=\"{}\" session=\"{}\"",
          session.username(),
          target.name(),
          session.session());
      return true;
    }
    if (before == 0) {
      LOG.warn(
          "A session of a blocked user goes on; it is tried again every minute. user=\"{}\""
              + " application=\"{}\" session=\"{}\" client={} why=\"{}\"",
          session.username(),
          target.name(),
          session.session(),
          client,
          reply
              .map(Disconnecter::cause)
              .orElse(
                  "no reply: allow Disconnect-Request of this server in the client, and look at"
                      + " disconnectPort"));
    }
    return false;
  }

  /** Names the Error-Cause (RFC 5176 section 3.5). */
  private static String cause(Packet nak) {
    OptionalLong cause = nak.first(ERROR_CAUSE).map(Values::number).orElse(OptionalLong.empty());
    return "the client refused" + (cause.isPresent() ? ", Error-Cause " + cause.getAsLong() : "");
  }
}
