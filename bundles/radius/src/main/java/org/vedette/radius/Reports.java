package org.vedette.radius;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.accounting.AccountingDesk;
import org.vedette.api.accounting.AccountingReport;
import org.vedette.api.accounting.AccountingVerdict;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.lifecycle.ServiceDirectory;
import org.vedette.api.primary.LoopMark;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.radius.Counters.Count;

/**
 * Accounting reports from the request to the reply. What is stored here is acknowledged only when
 * it is on disk (RFC 2866 section 4.1); where nothing is stored, at once. Thread-safe.
 */
final class Reports {
  private static final String KEY = "accounting";
  private static final int MOST_IN_FLIGHT = 4096;

  /** As long as a client waits for a reply; it also covers an update of who stores. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServiceDirectory<String, AccountingDesk> desks = new ServiceDirectory<>();
  private final InFlight inFlight = new InFlight();
  private final ReportReader reader;
  private final Answers answers;
  private final BiConsumer<Arrival, byte[]> sender;
  private final SecretVault vault;
  private final Notices notices;
  private final Counters counters;
  private final InstantSource clock;
  private volatile BooleanSupplier storing = () -> false;

  /**
   * Takes reports.
   *
   * @param sender sends replies
   */
  Reports(
      ReportReader reader,
      Answers answers,
      BiConsumer<Arrival, byte[]> sender,
      SecretVault vault,
      Notices notices,
      Counters counters,
      InstantSource clock) {
    this.reader = reader;
    this.answers = answers;
    this.sender = sender;
    this.vault = vault;
    this.notices = notices;
    this.counters = counters;
    this.clock = clock;
  }

  void add(AccountingDesk desk) {
    desks.add(KEY, 0, desk);
  }

  void remove(AccountingDesk desk) {
    desks.remove(KEY, desk);
  }

  /** Sets how to find out whether reports are to be stored, even if nobody is there to do it. */
  void storing(BooleanSupplier whether) {
    storing = whether;
  }

  /** Whether reports are to be stored and nobody is there to do it. */
  boolean stuck() {
    return desks.find(KEY).isEmpty() && storing.getAsBoolean();
  }

  /** Whether reports are acknowledged and forgotten. */
  boolean forgetting() {
    return desks.find(KEY).isEmpty() && !storing.getAsBoolean();
  }

  /** Takes a report whose authenticators are right. */
  void take(Arrival arrival) {
    if (isOurs(arrival)) {
      // It was stored when it came first, so that an acknowledgement is due.
      notices.loop(arrival.client(), arrival.source());
      acknowledge(arrival);
      return;
    }
    Optional<AccountingDesk> desk = desks.find(KEY);
    if (desk.isEmpty() && !storing.getAsBoolean()) {
      counters.add(Count.NOT_STORED);
      acknowledge(arrival);
    } else if (inFlight.count() >= MOST_IN_FLIGHT) {
      counters.add(Count.FULL);
      notices.full(arrival.client(), arrival.source());
    } else {
      AccountingReport report = reader.read(arrival, clock.instant());
      inFlight.track(() -> store(desk, report).handle((verdict, failure) -> end(arrival, verdict)));
    }
  }

  private CompletionStage<AccountingVerdict> store(
      Optional<AccountingDesk> desk, AccountingReport report) {
    CompletionStage<AccountingVerdict> stage =
        desk.map(now -> now.take(report))
            .orElseGet(
                () ->
                    desks
                        .await(KEY, PATIENCE)
                        .thenCompose(
                            come ->
                                come.map(it -> it.take(report))
                                    .orElseGet(
                                        () ->
                                            CompletableFuture.completedFuture(
                                                new AccountingVerdict.Refused(
                                                    "accounting is not started")))));
    return stage
        .toCompletableFuture()
        .copy()
        .orTimeout(PATIENCE.toMillis() + 1, TimeUnit.MILLISECONDS);
  }

  private boolean end(Arrival arrival, @Nullable AccountingVerdict verdict) {
    if (verdict == null) {
      return refuse(arrival, "the disk is slow");
    }
    return verdict.match(
        stored -> {
          if (stored.again()) {
            counters.add(Count.DUPLICATES);
          }
          return acknowledge(arrival);
        },
        refused -> refuse(arrival, refused.why()));
  }

  private boolean refuse(Arrival arrival, String why) {
    counters.add(Count.UNRECORDED);
    notices.unrecorded(arrival.client(), arrival.source(), why);
    return false;
  }

  private boolean acknowledge(Arrival arrival) {
    counters.add(Count.ACCOUNTING);
    sender.accept(arrival, answers.acknowledge(arrival));
    return true;
  }

  /** A report that this server, or another of its cluster, has handed on to a target. */
  private boolean isOurs(Arrival arrival) {
    return arrival.packet().all(AttributeTypes.PROXY_STATE).stream()
        .anyMatch(each -> LoopMark.isOurs(each, vault));
  }

  /** Waits for those that are being stored. */
  void drain(Duration limit) {
    inFlight.drain(limit);
  }
}
