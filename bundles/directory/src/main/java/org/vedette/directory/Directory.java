package org.vedette.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.directory.DirectoryProbe;
import org.vedette.api.directory.DirectorySource;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.primary.PrimaryRequest;
import org.vedette.api.primary.PrimaryVerdict;
import org.vedette.api.secret.SecretVault;

/**
 * A directory at work under one set of settings: its servers, and the threads that talk to them.
 * Replaced as a whole when the settings change.
 */
final class Directory {
  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
  private static final Duration WATCH_EVERY = Duration.ofMillis(250);
  private static final Duration MARGIN = Duration.ofMillis(10);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final PrimaryVerdict BIND_ONLY =
      new PrimaryVerdict.Refused(
          "a directory checks passwords by a bind, which needs their text; set the client to PAP");
  private static final String TOO_MANY = "too many password checks are waiting";
  private static final int MOST_WATCHERS = 4;
  private static final int SWEEP_SECONDS = 20;

  private final String name;
  private final DirectorySettings settings;
  private final InstantSource clock;
  private final List<Server> servers;
  private final BindCheck bindCheck;
  private final QuickBinds quickBinds;
  private final QuickCheck quickCheck;
  private final Prober prober;
  private final ReadDesk source;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor timer;
  private final ScheduledThreadPoolExecutor watchers;

  Directory(String name, DirectorySettings settings, SecretVault vault, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.clock = clock;
    Profiles profiles = new Profiles(settings, clock);
    Referrals referrals = new Referrals(settings, vault);
    UserSearch search = new UserSearch(name, settings, profiles, referrals);
    this.servers =
        settings.servers().stream()
            .map(
                address ->
                    new Server(
                        name,
                        address,
                        new Connector(settings, address, vault),
                        search,
                        settings.limits(),
                        clock))
            .toList();
    BindTimes times = new BindTimes();
    this.bindCheck = new BindCheck(servers, search, times, settings.baseDn());
    this.prober = new Prober(name, settings, search, vault);
    this.workers = workers(settings.limits());
    this.timer = new ScheduledThreadPoolExecutor(1, threads("timer"));
    timer.setRemoveOnCancelPolicy(true);
    this.source =
        new ReadDesk(
            name,
            settings,
            servers,
            profiles,
            referrals,
            new NameSearch(name, settings, servers, search, workers, clock),
            clock);
    this.watchers =
        new ScheduledThreadPoolExecutor(Math.min(MOST_WATCHERS, servers.size()), threads("watch"));
    this.quickBinds = new QuickBinds(name, servers, settings.limits(), watchers);
    this.quickCheck = new QuickCheck(servers, search, times, quickBinds);
    long period = WATCH_EVERY.toMillis();
    servers.forEach(
        each ->
            watchers.scheduleWithFixedDelay(
                () -> watch(each::watch), 0, period, TimeUnit.MILLISECONDS));
    watchers.scheduleWithFixedDelay(
        () -> watch(source::sweep), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  /** Checks a password; see {@link org.vedette.api.primary.PrimaryAuthenticator#check}. */
  CompletionStage<PrimaryVerdict> check(PrimaryRequest request) {
    return request
        .credential()
        .match(
            typed -> bind(request, typed.text().bytes()),
            chap -> CompletableFuture.completedFuture(BIND_ONLY),
            msChap2 -> CompletableFuture.completedFuture(BIND_ONLY),
            opaque -> CompletableFuture.completedFuture(BIND_ONLY));
  }

  private CompletionStage<PrimaryVerdict> bind(PrimaryRequest request, byte[] password) {
    CompletableFuture<PrimaryVerdict> answer = new CompletableFuture<>();
    Duration left = Duration.between(clock.instant(), request.deadline()).minus(MARGIN);
    if (password.length == 0) {
      // RFC 4513, section 5.1.2: a bind without a password succeeds and proves nothing.
      answer.complete(new PrimaryVerdict.Refused("the password is empty"));
    } else if (left.isNegative() || left.isZero()) {
      answer.complete(unreachable("the deadline passed"));
    } else {
      submit(request, password, left, answer);
    }
    return answer;
  }

  /**
   * Tries every server; see {@link DirectoryProbe#probe}. What an operator has just mended is then
   * put back to work without waiting for the next try of the watch.
   */
  CompletionStage<List<DirectoryProbe.Step>> probe(
      Optional<DirectoryProbe.Credentials> credentials) {
    return prober
        .probe(credentials)
        .whenComplete(
            (steps, failure) ->
                servers.stream()
                    .filter(each -> each.trouble().isPresent())
                    .forEach(this::watchNow));
  }

  /** Returns what reads it. */
  DirectorySource source() {
    return source;
  }

  /** Returns its servers in the order of failover. */
  List<Server> servers() {
    return servers;
  }

  /** Returns its settings. */
  DirectorySettings settings() {
    return settings;
  }

  /** Returns how its servers feel, worst first. */
  Health health() {
    List<Server> broken = servers.stream().filter(each -> each.trouble().isPresent()).toList();
    if (broken.isEmpty()) {
      return Health.ok();
    }
    String message =
        broken.stream()
            .map(each -> each.address() + ": " + each.trouble().orElse(""))
            .collect(Collectors.joining("; ", "directory " + name + ": ", ""));
    return broken.size() == servers.size() ? Health.critical(message) : Health.warn(message);
  }

  /** Retires in a moment: a caller may have got hold of this directory just before. */
  void retireSoon() {
    stopWatching();
    timer.schedule(this::retire, GRACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes no more checks, lets the running ones end and then closes all connections. */
  void retire() {
    stopWatching();
    prober.close();
    source.close();
    quickBinds.close(workers::shutdown);
  }

  /** Waits for the running checks, at most {@code limit}. */
  void await(Duration limit) {
    try {
      if (!workers.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("Directory leaves checks unfinished: directory={}", name);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopWatching() {
    servers.forEach(Server::retire);
    watchers.shutdownNow();
  }

  private void submit(
      PrimaryRequest request,
      byte[] password,
      Duration left,
      CompletableFuture<PrimaryVerdict> answer) {
    try {
      ScheduledFuture<?> alarm =
          timer.schedule(
              () -> answer.complete(unreachable("no answer by the deadline")),
              left.toNanos(),
              TimeUnit.NANOSECONDS);
      answer.whenComplete((verdict, failure) -> alarm.cancel(false));
      if (!beginsQuickly(request, password, answer)) {
        workers.execute(() -> run(request, password, answer, Optional.empty()));
      }
    } catch (RejectedExecutionException full) {
      Arrays.fill(password, (byte) 0);
      answer.complete(unreachable(TOO_MANY));
    }
  }

  private boolean beginsQuickly(
      PrimaryRequest request, byte[] password, CompletableFuture<PrimaryVerdict> answer) {
    return quickCheck.begin(
        question(request, password),
        budget(request),
        new QuickCheck.Outcome() {
          @Override
          public void verdict(PrimaryVerdict verdict) {
            Arrays.fill(password, (byte) 0);
            answer.complete(verdict);
          }

          @Override
          public void undecided(Optional<Server> late) {
            try {
              workers.execute(() -> run(request, password, answer, late));
            } catch (RejectedExecutionException full) {
              Arrays.fill(password, (byte) 0);
              answer.complete(unreachable(TOO_MANY));
            }
          }
        });
  }

  private BindCheck.Question question(PrimaryRequest request, byte[] password) {
    LoginName user = LoginName.of(request.username(), settings.stripDomain());
    return new BindCheck.Question(user, password, request.groups());
  }

  private Budget budget(PrimaryRequest request) {
    return new Budget(clock, request.deadline(), settings.limits().response());
  }

  private void run(
      PrimaryRequest request,
      byte[] password,
      CompletableFuture<PrimaryVerdict> answer,
      Optional<Server> late) {
    try {
      if (answer.isDone()) {
        return;
      }
      BindCheck.Checked checked =
          bindCheck.check(question(request, password), budget(request), late);
      if (checked.pause().isZero()) {
        answer.complete(checked.verdict());
      } else {
        holdBack(checked, request.deadline(), answer);
      }
    } catch (RuntimeException fault) {
      LOG.error("Password check failed: directory={} request={}", name, request.requestId(), fault);
      answer.complete(unreachable("internal fault"));
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private void holdBack(
      BindCheck.Checked checked, Instant deadline, CompletableFuture<PrimaryVerdict> answer) {
    Duration left = Duration.between(clock.instant(), deadline).minus(MARGIN.multipliedBy(2));
    Duration pause = checked.pause().compareTo(left) < 0 ? checked.pause() : left;
    try {
      timer.schedule(
          () -> answer.complete(checked.verdict()), pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException retired) {
      answer.complete(checked.verdict());
    }
  }

  /** Has the watch look at a server soon. */
  void watchNow(Server server) {
    try {
      watchers.execute(() -> watch(server::checkNow));
    } catch (RejectedExecutionException retired) {
      LOG.debug("Directory is being replaced: directory={}", name);
    }
  }

  private void watch(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException fault) {
      LOG.error("Watching a directory server failed: directory={}", name, fault);
    }
  }

  private PrimaryVerdict unreachable(String why) {
    return new PrimaryVerdict.Unreachable("directory " + name + ": " + why);
  }

  private ThreadPoolExecutor workers(DirectorySettings.Limits limits) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            limits.connections(),
            limits.connections(),
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(limits.waiting()),
            threads("check")) {
          @Override
          protected void terminated() {
            timer.shutdown();
            quickBinds.end();
            servers.forEach(Server::close);
          }
        };
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private ThreadFactory threads(String use) {
    return threads(name, use);
  }

  /** Makes daemon threads that tell where they belong. */
  static ThreadFactory threads(String directory, String use) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread =
          new Thread(
              task, "vedette-directory-" + directory + "-" + use + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
