package org.vedette.core.delivery;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.vedette.api.delivery.Message;
import org.vedette.core.settings.SendSettings;

/**
 * How many texts, calls, mails and prompts may be sent, so that nobody's telephone is flooded and
 * no bill is run up by guessing names. Counted in memory, by each server for itself. Bounded:
 * beyond 100,000 places the oldest is forgotten. Thread-safe.
 */
final class SendLimits {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MOST = 100_000;

  /** What costs money, fills a mailbox, or wears people down until they say yes. */
  private static final Set<String> COUNTED = Set.of("sms", "voice", "mail", "push");

  /** What is counted at a place since when. */
  private record Count(Instant began, BigDecimal sum) {}

  /**
   * A limit that holds for a message.
   *
   * @param key place
   * @param window time in which is counted
   * @param most what the place may have
   * @param step what this message adds
   * @param why what is said when it would be too much
   */
  private record Limit(String key, Duration window, BigDecimal most, BigDecimal step, String why) {}

  private final Supplier<SendSettings> settings;
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final Map<UUID, Instant> saidNo = new LinkedHashMap<>();

  SendLimits(Supplier<SendSettings> settings) {
    this.settings = settings;
  }

  /** Says why a message may not be sent now; empty when it may. */
  synchronized Optional<String> hindrance(Message message, Whom whom, Instant now) {
    if (!COUNTED.contains(message.channel())) {
      return Optional.empty();
    }
    Optional<String> no =
        whom.user()
            .map(saidNo::get)
            .filter(now::isBefore)
            .map(until -> "the user said no just now, and is asked again after " + until);
    return no.or(
        () ->
            limits(message, whom).stream()
                .filter(each -> sum(each, now).add(each.step()).compareTo(each.most()) > 0)
                .map(Limit::why)
                .findFirst());
  }

  /** Counts one that is being sent. */
  synchronized void sent(Message message, Whom whom, Instant now) {
    if (COUNTED.contains(message.channel())) {
      limits(message, whom).forEach(each -> add(each, now));
    }
  }

  /** Remembers that a user said no. */
  synchronized void declined(UUID user, Instant now) {
    Duration pause = settings.get().afterNo();
    if (pause.isZero()) {
      return;
    }
    if (saidNo.size() >= MOST) {
      saidNo.remove(saidNo.keySet().iterator().next());
    }
    saidNo.remove(user);
    saidNo.put(user, now.plus(pause));
  }

  private List<Limit> limits(Message message, Whom whom) {
    SendSettings now = settings.get();
    String channel = message.channel();
    List<Limit> found = new ArrayList<>();
    found.add(
        hourly(
            "to " + channel + " " + message.to(),
            BigDecimal.valueOf(now.perAddress()),
            "too many messages by " + channel + " to this address in the last hour"));
    whom.user()
        .ifPresent(
            user ->
                found.add(
                    hourly(
                        "user " + user,
                        BigDecimal.valueOf(now.perUser()),
                        "too many messages for this user in the last hour")));
    if (!whom.source().isEmpty()) {
      found.add(
          hourly(
              "source " + whom.source(),
              BigDecimal.valueOf(now.perSource()),
              "too many messages for sign-ins from " + whom.source() + " in the last hour"));
    }
    now.perPrefix()
        .of(channel, message.to())
        .ifPresent(
            entry ->
                found.add(
                    hourly(
                        "prefix " + channel + " " + entry.prefix(),
                        entry.number(),
                        "too many messages by %s to %s in the last hour"
                            .formatted(
                                channel, entry.prefix().isEmpty() ? "all" : entry.prefix()))));
    if (now.perDay() > 0) {
      found.add(
          new Limit(
              "day",
              DAY,
              BigDecimal.valueOf(now.perDay()),
              BigDecimal.ONE,
              "messagesPerDay is reached"));
    }
    now.spend()
        .ifPresent(
            most ->
                found.add(
                    new Limit(
                        "spend",
                        DAY,
                        most,
                        now.prices()
                            .of(channel, message.to())
                            .map(Tariff.Entry::number)
                            .orElse(BigDecimal.ZERO),
                        "spendPerDay is reached")));
    return found;
  }

  private static Limit hourly(String key, BigDecimal most, String why) {
    return new Limit(key, HOUR, most, BigDecimal.ONE, why);
  }

  private BigDecimal sum(Limit limit, Instant now) {
    return current(limit, now).sum();
  }

  private Count current(Limit limit, Instant now) {
    Count count = counts.get(limit.key());
    return count == null || !now.isBefore(count.began().plus(limit.window()))
        ? new Count(now, BigDecimal.ZERO)
        : count;
  }

  private void add(Limit limit, Instant now) {
    Count before = current(limit, now);
    counts.remove(limit.key());
    if (counts.size() >= MOST) {
      counts.remove(counts.keySet().iterator().next());
    }
    counts.put(limit.key(), new Count(before.began(), before.sum().add(limit.step())));
  }
}
