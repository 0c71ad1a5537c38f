package org.vedette.radius;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Application;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.net.SocketHolder;
import org.vedette.api.radius.PacketDesk;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.codec.radius.AttributeLines;
import org.vedette.codec.radius.Dictionary;
import org.vedette.codec.radius.PacketText;
import org.vedette.listener.CoreCalls;
import org.vedette.radius.Endpoint.Role;

/**
 * The listener without OSGi. Sockets are bound at once and read as soon as the clients are known.
 * Thread-safe.
 */
final class RadiusServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RadiusServer.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  /** A report is on disk within milliseconds; what is not is sent again. */
  private static final Duration LAST_REPORTS = Duration.ofMillis(200);

  private static final long MEND_SECONDS = 5;

  private final ScheduledThreadPoolExecutor timer;
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private final Counters counters = new Counters();
  private final Learned learned = new Learned();
  private final CoreCalls core;
  private final EapRounds rounds;
  private final ClientReader clientReader;
  private final SignIns signIns;
  private final Reports reports;
  private final Endpoints endpoints;
  private final Replies replies;
  private final Onlooker onlooker;
  private final ClientDesk administration;
  private final StreamDesk streams;
  private volatile Runnable ready = () -> {};
  private volatile RadiusSettings settings;
  private volatile Clients clients = Clients.NONE;
  private volatile List<String> unusable = List.of();
  private volatile String unread = "";
  private volatile @Nullable Records records;
  private volatile @Nullable ChangeLog changes;

  RadiusServer(
      SocketHolder sockets,
      SecretVault vault,
      InstantSource clock,
      LongSupplier nanoTime,
      RadiusSettings settings) {
    this.settings = settings;
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            run -> {
              Thread thread = new Thread(run, "vedette-radius-timer");
              thread.setDaemon(true);
              return thread;
            });
    Dictionary dictionary = Dictionary.shipped();
    AttributeLines lines = new AttributeLines(dictionary);
    Onlooker onlooker = new Onlooker(new Watches(new PacketText(dictionary), clock), clock);
    Notices notices = new Notices(nanoTime, () -> this.settings.unknownSourceLines(), onlooker);
    Exercises exercises = new Exercises(vault, clock);
    replies = new Replies(lines);
    Relays relays = new Relays(vault, dictionary, notices);
    Accepts accepts = new Accepts(dictionary, relays, replies);
    Answers answers = new Answers(accepts, new MsChapReply(vault), relays);
    core = new CoreCalls(nanoTime);
    clientReader = new ClientReader(vault, lines);
    RequestReader reader = new RequestReader(vault, dictionary, relays, replies, notices);
    rounds = new EapRounds(reader, core, notices);
    signIns =
        new SignIns(reader, answers, core, rounds, onlooker, exercises, notices, counters, clock);
    Proofs proofs = new Proofs(clock);
    Gate gate = new Gate(proofs, onlooker, learned, () -> later(this::writeLearned), notices);
    reports =
        new Reports(
            new ReportReader(dictionary), answers, signIns::send, vault, notices, counters, clock);
    Desk desk =
        new Desk(
            () -> clients,
            new SourceRates(nanoTime),
            onlooker,
            proofs,
            gate,
            signIns,
            reports,
            answers,
            core,
            notices,
            counters,
            () -> this.settings.maxPending());
    endpoints = new Endpoints(sockets, desk, notices, nanoTime);
    administration =
        new ClientDesk(
            () -> clients,
            dictionary,
            learned,
            accepts,
            new ReplyRules(lines),
            onlooker,
            exercises,
            clock);
    this.onlooker = onlooker;
    streams = new StreamDesk(() -> clients, onlooker, desk, notices, counters);
  }

  /** Binds the addresses. */
  void open() {
    endpoints.configure(settings);
    timer.scheduleWithFixedDelay(this::mend, MEND_SECONDS, MEND_SECONDS, TimeUnit.SECONDS);
  }

  void configure(RadiusSettings next) {
    settings = next;
    endpoints.configure(next);
  }

  /** Has this done whenever the clients were read. */
  void whenReady(Runnable next) {
    ready = next;
  }

  /** Answers packets of protected connections, once the clients were read. */
  PacketDesk streams() {
    return streams;
  }

  CoreCalls core() {
    return core;
  }

  /** What administrators see and do here. */
  RadiusDesk administration() {
    return administration;
  }

  Reports reports() {
    return reports;
  }

  EapRounds rounds() {
    return rounds;
  }

  Counters counters() {
    return counters;
  }

  void records(Records next) {
    records = next;
    refresh();
  }

  /** Lets the store go, unless its successor is here already; the clients known so far go on. */
  void unbind(Records gone) {
    if (records == gone) {
      records = null;
    }
  }

  void changes(ChangeLog next) {
    changes = next;
    later(this::writeLearned);
  }

  void unbind(ChangeLog gone) {
    if (changes == gone) {
      changes = null;
    }
  }

  /** Reads the clients anew, soon and on another thread. */
  void refresh() {
    if (refreshing.compareAndSet(false, true)) {
      later(this::readClients);
    }
  }

  List<String> addresses() {
    return endpoints.names();
  }

  List<Integer> ports(Role role) {
    return endpoints.ports(role);
  }

  Health health() {
    String critical = endpoints.trouble(Role.AUTHENTICATION).orElse("");
    if (!critical.isEmpty()) {
      return Health.critical(critical);
    }
    String warning = warning();
    return warning.isEmpty()
        ? new Health(Health.Status.OK, counters.summary() + forgotten())
        : Health.warn(warning);
  }

  private String warning() {
    if (clients == Clients.NONE) {
      return "Sign-ins wait, because the applications are not read yet." + because();
    }
    if (!core.present()) {
      return "Sign-ins get no reply, because the core is not installed or not started.";
    }
    if (!unread.isEmpty()) {
      return "Changes of applications are not seen." + because();
    }
    if (!unusable.isEmpty()) {
      return "The shared secret is missing or cannot be opened; set it again: " + unusable;
    }
    if (reports.stuck()) {
      return "Accounting reports get no reply, because accounting is not started.";
    }
    return endpoints.trouble(Role.ACCOUNTING).orElse("");
  }

  private String forgotten() {
    return counters.get(Counters.Count.NOT_STORED) > 0 && reports.forgetting()
        ? " (accounting reports are acknowledged and not stored: accounting is not installed)"
        : "";
  }

  private String because() {
    return unread.isEmpty() ? "" : " Reason: " + unread;
  }

  /** Returns how many sign-ins wait for their outcome. */
  int inFlight() {
    return signIns.count();
  }

  /** Ends reading, waits for what runs, leaves the rest and the sockets for the successor. */
  @Override
  public void close() {
    // Never interrupted: its tasks send on channels that outlive this listener.
    timer.shutdown();
    endpoints.stop();
    onlooker.watches().endAll();
    streams.close();
    signIns.hand(DRAIN);
    reports.drain(LAST_REPORTS);
    endpoints.close();
  }

  private void readClients() {
    refreshing.set(false);
    Records store = records;
    if (store == null) {
      return;
    }
    try {
      replies.read(store);
      ClientReader.Result result = clientReader.read(store.all(Application.TYPE));
      learned.read(result.clients(), store);
      clients = result.clients();
      unusable = result.unusable();
      unread = "";
      endpoints.read();
      ready.run();
    } catch (StoreUnavailableException unreadable) {
      unread = "the store cannot be read: " + unreadable.getMessage();
    } catch (RuntimeException fault) {
      unread = "an error of ours, see the log";
      LOG.error("The clients cannot be read; it is tried again every 5 s.", fault);
    }
  }

  private void writeLearned() {
    learned.write(changes);
  }

  private void mend() {
    endpoints.mend();
    if (!unread.isEmpty()) {
      readClients();
    }
    writeLearned();
  }

  private void later(Runnable task) {
    try {
      timer.execute(task);
    } catch (RejectedExecutionException closed) {
      LOG.debug("The listener is closed already.");
    }
  }
}
