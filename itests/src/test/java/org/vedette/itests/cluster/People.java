package org.vedette.itests.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.itests.blackbox.Site;
import org.vedette.itests.cluster.History.Outcome;
import org.vedette.itests.cluster.History.SignIn;
import org.vedette.testkit.oath.SoftToken;

/**
 * People with code apps who sign in by RADIUS, each once in the life of a code, at any of the
 * servers. Who gets no answer tries the same code at another one, as clients do; of the codes that
 * were accepted some are sent to another server again, as thieves do.
 */
final class People implements AutoCloseable {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int SENDS = 3;
  private static final long EVERY_MILLIS = 40;

  private final History history;
  private final List<LabServer> servers;
  private final Map<String, RadiusClient> clients = new HashMap<>();
  private final List<Person> people = new ArrayList<>();
  private final Random random;
  private final AtomicBoolean paused = new AtomicBoolean(true);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "people");
            made.setDaemon(true);
            return made;
          });
  private int turn;

  /** One with a code app; used by the one thread only. */
  private static final class Person {
    private final String name;
    private final SoftToken token;
    private long used;

    Person(String name, SoftToken token) {
      this.name = name;
      this.token = token;
    }
  }

  /** Adds as many at the master, where the lab must be a client already. */
  People(ClusterLab lab, LabServer master, List<LabServer> servers, int count, long seed) {
    this(lab, master, servers, count, seed, SENDS, TIMEOUT);
  }

  /** The same; each server is sent a request so often, and waited for so long each time. */
  People(
      ClusterLab lab,
      LabServer master,
      List<LabServer> servers,
      int count,
      long seed,
      int sends,
      Duration timeout) {
    history = lab.history();
    this.servers = List.copyOf(servers);
    random = new Random(seed);
    for (LabServer each : servers) {
      clients.put(
          each.name(),
          RadiusClient.to(each.server().radius(), Site.SECRET)
              .sends(sends)
              .timeout(timeout)
              .open());
    }
    for (int number = 1; number <= count; number++) {
      Site.Person made = Site.named(master.server(), "person" + number);
      people.add(new Person(made.name(), made.token()));
    }
    thread.scheduleWithFixedDelay(this::next, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** They begin. */
  void resume() {
    paused.set(false);
  }

  /** Nobody begins anew, and all that ran has ended. */
  void pause() {
    paused.set(true);
    LabServer.await("every sign-in has ended", 30)
        .until(() -> clients.values().stream().allMatch(each -> each.outstanding() == 0));
  }

  private void next() {
    if (paused.get()) {
      return;
    }
    long step = Instant.now().getEpochSecond() / STEP.toSeconds();
    Person person = people.get(turn++ % people.size());
    if (person.used < step) {
      person.used = step;
      String code = person.token.codeFor(step);
      begin(person.name, code, random.nextInt(servers.size()), true);
    }
  }

  /** Sends a code; without an answer it goes to the next server, like any client of two servers. */
  private void begin(String name, String code, int first, boolean fresh) {
    boolean steal = random.nextInt(3) == 0;
    send(servers.get(first), name, code, fresh)
        .thenAccept(
            outcome -> {
              int next = (first + 1) % servers.size();
              if (fresh && (outcome == Outcome.SILENT || outcome == Outcome.ACCEPTED && steal)) {
                send(servers.get(next), name, code, false);
              }
            });
  }

  /** Sends a code to a server, and notes what comes of it. */
  CompletableFuture<Outcome> send(LabServer to, String name, String code, boolean fresh) {
    long began = history.now();
    return clients
        .get(to.name())
        .send(RadiusRequest.access(name, code))
        .thenApply(
            exchange -> {
              Outcome outcome = outcome(exchange);
              history.add(
                  new SignIn(to.name(), name + " " + code, fresh, began, history.now(), outcome));
              return outcome;
            });
  }

  private static Outcome outcome(Exchange exchange) {
    if (exchange.accepted()) {
      return Outcome.ACCEPTED;
    }
    return exchange.rejected() ? Outcome.REJECTED : Outcome.SILENT;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    clients.values().forEach(RadiusClient::close);
  }
}
