package org.vedette.itests.update;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.update.Ended.Verdict;
import org.vedette.testkit.held.HeldPhones;
import org.vedette.testkit.held.HeldPhones.Decision;

/**
 * Steady sign-ins of all kinds in turn, due at a rate whatever the server does: one that finds
 * nobody free begins late, and its latency counts from when it was due. Every client sends a
 * request at most twice. One in twenty typed codes comes late, so that challenges stay open across
 * an update, and one in fifty codes is wrong.
 */
final class Traffic implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(6);
  private static final Duration HELD_TIMEOUT = Duration.ofSeconds(15);
  private static final int LATE_MILLIS = 4_000;
  private static final int PHONE_MILLIS = 1_500;

  private final HeldPhones phones;
  private final Map<Kind, RadiusClient> clients = new EnumMap<>(Kind.class);
  private final LdapSignIns ldap;
  private final Map<Kind, Deque<Person>> free = new EnumMap<>(Kind.class);
  private final Set<String> picked = ConcurrentHashMap.newKeySet();
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final Map<Kind, Deque<Long>> due = new EnumMap<>(Kind.class);
  private final AtomicInteger offered = new AtomicInteger();
  private final Random random = new Random(5080);
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private ScheduledFuture<?> beat;
  private int turn;

  Traffic(World world) {
    this.phones = world.phones;
    ldap = new LdapSignIns(world.ldap, Kind.LDAP.source());
    for (Kind kind : Kind.values()) {
      free.put(kind, new ArrayDeque<>(world.crowd.people(kind)));
      due.put(kind, new ArrayDeque<>());
      clients.put(
          kind,
          RadiusClient.to(world.server.radius(), Site.SECRET)
              .from(kind.source())
              .ports(8)
              .sends(2)
              .timeout(kind == Kind.HELD ? HELD_TIMEOUT : TIMEOUT)
              .open());
    }
  }

  /** Begins, this many a second; whoever is asked on the phone approves within 1.5 s. */
  void begin(int rate) {
    long nanos = TimeUnit.SECONDS.toNanos(1) / rate;
    beat = clock.scheduleAtFixedRate(this::one, 0, nanos, TimeUnit.NANOSECONDS);
    clock.scheduleWithFixedDelay(this::lookAtPhones, 20, 20, TimeUnit.MILLISECONDS);
  }

  private void lookAtPhones() {
    for (HeldPhones.Prompt prompt : phones.open()) {
      if (picked.add(prompt.token())) {
        clock.schedule(
            () -> phones.answer(prompt, Decision.APPROVE),
            random.nextInt(PHONE_MILLIS),
            TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Begins no more, and waits for what runs; returns all that ended. */
  List<Ended> end() {
    beat.cancel(false);
    Awaitility.await("every sign-in that was begun ends")
        .atMost(Duration.ofSeconds(60))
        .until(() -> ended.size() == offered.get());
    return List.copyOf(ended);
  }

  /** What ended so far and was due between two moments. */
  List<Ended> between(long from, long to) {
    List<Ended> found = new ArrayList<>();
    for (Ended each : ended) {
      if (each.due() - from >= 0 && each.due() - to < 0) {
        found.add(each);
      }
    }
    return found;
  }

  private void one() {
    Kind kind = Kind.values()[turn++ % Kind.values().length];
    offered.incrementAndGet();
    synchronized (this) {
      due.get(kind).addLast(System.nanoTime());
    }
    begin(kind);
  }

  /** Begins what is due, as far as somebody is free. */
  private synchronized void begin(Kind kind) {
    while (!due.get(kind).isEmpty() && !free.get(kind).isEmpty()) {
      begin(kind, free.get(kind).removeFirst(), due.get(kind).removeFirst());
    }
  }

  private void begin(Kind kind, Person person, long due) {
    boolean wrong = kind != Kind.HELD && random.nextInt(50) == 0;
    boolean late = random.nextInt(20) == 0;
    switch (kind) {
      case CODE -> code(person, wrong, due);
      case TYPED -> typed(person, wrong, late, due);
      case APPENDED -> appended(person, wrong, due);
      case HELD -> held(person, due);
      case LDAP -> ldap(person, wrong, due);
    }
  }

  private void code(Person person, boolean wrong, long due) {
    String code = wrong ? person.wrongCode() : person.nextCode();
    conclude(Kind.CODE, person, wrong, due, 0, send(Kind.CODE, person, code));
  }

  private void appended(Person person, boolean wrong, long due) {
    String field = Site.PASSWORD + (wrong ? person.wrongCode() : person.nextCode());
    conclude(Kind.APPENDED, person, wrong, due, 0, send(Kind.APPENDED, person, field));
  }

  private void held(Person person, long due) {
    conclude(Kind.HELD, person, false, due, 0, send(Kind.HELD, person, ""));
  }

  private void ldap(Person person, boolean wrong, long due) {
    String dn = SlowDirectory.USER_DN.replace("{name}", person.name());
    String field = Site.PASSWORD + (wrong ? person.wrongCode() : person.nextCode());
    ldap.signIn(dn, field, wrong)
        .whenComplete(
            (outcome, failure) ->
                conclude(
                    Kind.LDAP,
                    person,
                    due,
                    0,
                    failure == null ? outcome.tries() : 0,
                    failure == null ? outcome.verdict() : Verdict.ODD));
  }

  private void typed(Person person, boolean wrong, boolean late, long due) {
    String code = wrong ? person.wrongCode() : person.nextCode();
    long pause = late ? LATE_MILLIS : 0;
    Executor hand =
        late
            ? CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, clock)
            : Runnable::run;
    CompletableFuture<Exchange> last =
        send(Kind.TYPED, person, Site.PASSWORD)
            .thenComposeAsync(
                first ->
                    first.challenged() && first.problems().isEmpty()
                        ? clients
                            .get(Kind.TYPED)
                            .send(RadiusRequest.access(person.name(), code).state(first.state()))
                        : CompletableFuture.completedFuture(first),
                hand);
    conclude(Kind.TYPED, person, wrong, due, pause, last);
  }

  private CompletableFuture<Exchange> send(Kind kind, Person person, String field) {
    return clients.get(kind).send(RadiusRequest.access(person.name(), field));
  }

  private void conclude(
      Kind kind,
      Person person,
      boolean wrong,
      long due,
      long pause,
      CompletableFuture<Exchange> last) {
    last.whenComplete(
        (exchange, failure) ->
            conclude(
                kind,
                person,
                due,
                pause,
                failure == null ? exchange.sends() : 0,
                failure == null ? judge(exchange, wrong) : Verdict.ODD));
  }

  private void conclude(
      Kind kind, Person person, long due, long pause, int sends, Verdict verdict) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due) - pause;
    ended.add(new Ended(kind, due, millis, sends, verdict));
    synchronized (this) {
      free.get(kind).addLast(person);
    }
    begin(kind);
  }

  private static Verdict judge(Exchange exchange, boolean wrong) {
    if (exchange.silent()) {
      return Verdict.LOST;
    }
    if (!exchange.problems().isEmpty() || exchange.challenged()) {
      return Verdict.ODD;
    }
    if (exchange.accepted() == !wrong) {
      return Verdict.RIGHT;
    }
    return wrong ? Verdict.WRONG_GRANT : Verdict.WRONG_DENIAL;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    clients.values().forEach(RadiusClient::close);
    ldap.close();
  }
}
