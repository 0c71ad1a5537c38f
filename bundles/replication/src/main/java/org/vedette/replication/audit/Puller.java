package org.vedette.replication.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditExchange;
import org.vedette.api.audit.AuditExchange.Head;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.replication.merge.Links;
import org.vedette.replication.peer.PeerMethod;

/**
 * Fetches what this server lacks of the audit records of the others: from whoever wrote them, and
 * of servers that do not answer from whoever has most. A page at a time, with a rest after each,
 * longer while people sign in. Used by one thread; {@link #lags} by any.
 */
final class Puller {
  private static final Logger LOG = LoggerFactory.getLogger(Puller.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration TROUBLE = Duration.ofSeconds(5);
  private static final Duration OLDER = Duration.ofMinutes(2);
  private static final Duration REFUSED = Duration.ofMinutes(1);
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** After so long it is asked again what there is, however much is left to fetch. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final int LIMIT = 1_000;

  /** More records between two looks than administrators and probes make. */
  private static final long BUSY = 10;

  private final Links links;
  private final Supplier<Optional<AuditExchange>> audit;
  private final Supplier<String> self;
  private final InstantSource clock;
  private final Paths paths;
  private final Deque<Want> queue = new ArrayDeque<>();
  private final Map<String, Long> known = new HashMap<>();
  private Instant looked = Instant.MIN;
  private boolean busy = true;
  private volatile Map<String, AuditLag> lags = Map.of();

  /** Records of one server that are not here. */
  private record Want(String server, String from, Head held, long last) {}

  /**
   * Fetches over these.
   *
   * @param audit the records of this server, while they are there
   * @param self name of this server
   */
  Puller(
      Links links,
      Supplier<Optional<AuditExchange>> audit,
      Supplier<String> self,
      InstantSource clock) {
    this.links = links;
    this.audit = audit;
    this.self = self;
    this.clock = clock;
    this.paths = new Paths(clock);
  }

  /** How far this server is behind each other, by name, as far as it knows. */
  Map<String, AuditLag> lags() {
    return lags;
  }

  /**
   * Does one thing: looks what there is, or fetches a page.
   *
   * @return how long to rest
   */
  Duration turn() throws InterruptedException {
    Optional<AuditExchange> here = audit.get();
    if (here.isEmpty() || here.get().server().isEmpty()) {
      queue.clear();
      return AGAIN;
    }
    try {
      if (queue.isEmpty() || !clock.instant().isBefore(looked.plus(LOOK))) {
        queue.clear();
        look(here.get());
        looked = clock.instant();
        return queue.isEmpty() ? AGAIN : Duration.ZERO;
      }
      long began = System.nanoTime();
      page(here.get(), queue.remove());
      return rest(Duration.ofNanos(System.nanoTime() - began));
    } catch (StoreUnavailableException away) {
      LOG.debug("Audit records cannot be fetched now.", away);
      queue.clear();
      return TROUBLE;
    }
  }

  /** At most a fifth of the time is spent while people sign in, and half of it otherwise. */
  private Duration rest(Duration spent) {
    Duration least = Duration.ofMillis(busy ? 250 : 10);
    Duration share = spent.multipliedBy(busy ? 4 : 1);
    return share.compareTo(least) > 0 ? share : least;
  }

  private void look(AuditExchange here) throws InterruptedException {
    Map<String, Head> held = here.heads();
    Map<String, Held> said = askAll();
    Map<String, String> names = new HashMap<>();
    names.put(here.server(), self.get());
    said.forEach(
        (name, it) -> {
          if (!it.own().isEmpty()) {
            names.put(it.own(), name);
          }
        });
    here.called(names);
    compare(here, held, said);
    Map<String, Long> last = new TreeMap<>();
    said.forEach((name, it) -> it.numbers().forEach((id, no) -> last.merge(id, no, Math::max)));
    said.forEach((name, it) -> it.numbers().forEach((id, no) -> origin(it, id, no, last)));
    last.remove(here.server());
    last.forEach((id, no) -> want(id, no, held, said));
    busy = busy(held, said);
    lags(names, last, held);
  }

  /** Whoever wrote the records knows best how many there are. */
  private static void origin(Held it, String id, long number, Map<String, Long> last) {
    if (it.own().equals(id)) {
      last.put(id, number);
    }
  }

  private void want(String id, long last, Map<String, Head> held, Map<String, Held> said) {
    Head head = held.getOrDefault(id, new Head(0, new byte[ChainedRecord.HASH_LENGTH]));
    if (last <= head.number()) {
      return;
    }
    said.entrySet().stream()
        .filter(it -> it.getValue().numbers().getOrDefault(id, 0L) > head.number())
        .filter(it -> paths.open(way(it.getKey(), id)))
        .max(
            Comparator.comparing((Map.Entry<String, Held> it) -> it.getValue().own().equals(id))
                .thenComparing(it -> it.getValue().numbers().getOrDefault(id, 0L)))
        .ifPresent(it -> queue.add(new Want(id, it.getKey(), head, last)));
  }

  private static String way(String name, String id) {
    return name + "/" + id;
  }

  /** Finds servers that have fewer of their own records than others hold of them. */
  private static void compare(AuditExchange here, Map<String, Head> held, Map<String, Held> said) {
    // Read after the others have answered: they cannot hold what was written since.
    Head own = here.heads().get(here.server());
    said.forEach(
        (name, it) -> {
          long ofThis = it.numbers().getOrDefault(here.server(), 0L);
          if (own != null && ofThis > own.number()) {
            here.parted(name, here.server(), own.number());
          }
          Head mine = held.get(it.own());
          Long theirs = it.numbers().get(it.own());
          if (mine != null && theirs != null && mine.number() > theirs) {
            here.parted(name, it.own(), theirs);
          }
        });
  }

  /** Whether anybody signs in, here or elsewhere. */
  private boolean busy(Map<String, Head> held, Map<String, Held> said) {
    Map<String, Long> now = new HashMap<>();
    held.forEach((id, head) -> now.put(id, head.number()));
    said.values()
        .forEach(
            it ->
                Optional.ofNullable(it.numbers().get(it.own()))
                    .ifPresent(number -> now.merge(it.own(), number, Math::max)));
    String own = audit.get().map(AuditExchange::server).orElse("");
    boolean grows =
        now.entrySet().stream()
            .filter(
                it ->
                    it.getKey().equals(own)
                        || said.values().stream().anyMatch(one -> one.own().equals(it.getKey())))
            .anyMatch(
                it -> it.getValue() - known.getOrDefault(it.getKey(), Long.MIN_VALUE / 2) > BUSY);
    known.putAll(now);
    return grows;
  }

  private void lags(Map<String, String> names, Map<String, Long> last, Map<String, Head> held) {
    Map<String, AuditLag> now = new HashMap<>(lags);
    now.keySet().retainAll(links.others());
    last.forEach(
        (id, number) -> {
          Head head = held.get(id);
          note(now, names.get(id), number - (head == null ? 0 : head.number()));
        });
    lags = Map.copyOf(now);
  }

  private void note(Map<String, AuditLag> all, @Nullable String name, long missing) {
    if (name != null) {
      AuditLag before = all.getOrDefault(name, new AuditLag(0, Optional.empty()));
      all.put(
          name,
          missing > 0
              ? new AuditLag(missing, before.fetched())
              : new AuditLag(0, Optional.of(clock.instant())));
    }
  }

  private Map<String, Held> askAll() throws InterruptedException {
    Map<String, CompletionStage<byte[]>> asked = new TreeMap<>();
    for (String name : links.others()) {
      if (paths.open(name)) {
        asked.put(name, links.ask(name, PeerMethod.AUDIT, Request.ofHeads().toBytes(), DEADLINE));
      }
    }
    Map<String, Held> said = new TreeMap<>();
    for (Map.Entry<String, CompletionStage<byte[]>> each : asked.entrySet()) {
      Optional<byte[]> answer = await(each.getKey(), each.getValue());
      if (answer.isPresent()) {
        try {
          said.put(each.getKey(), Held.read(answer.get()));
        } catch (MalformedRecordException newer) {
          paths.close(each.getKey(), OLDER);
        }
      }
    }
    return said;
  }

  /** Waits for an answer; empty when there is none, or it says nothing. */
  private Optional<byte[]> await(String name, CompletionStage<byte[]> asked)
      throws InterruptedException {
    try {
      byte[] answer =
          asked.toCompletableFuture().get(2 * DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.length > 0) {
        paths.good(name);
        return Optional.of(answer);
      }
      paths.failed(name);
    } catch (ExecutionException failure) {
      if (Status.fromThrowable(failure).getCode() == Status.Code.UNIMPLEMENTED) {
        // A server of the version before.
        paths.close(name, OLDER);
      } else {
        paths.failed(name);
      }
    } catch (TimeoutException silent) {
      paths.failed(name);
    }
    return Optional.empty();
  }

  private void page(AuditExchange here, Want want) throws InterruptedException {
    Request request = new Request(want.server(), want.held().number(), want.held().hash(), LIMIT);
    Optional<byte[]> answer =
        await(want.from(), links.ask(want.from(), PeerMethod.AUDIT, request.toBytes(), DEADLINE));
    if (answer.isEmpty()) {
      return;
    }
    String way = way(want.from(), want.server());
    try {
      Page page = Page.read(want.server(), answer.get());
      if (page.parted()) {
        here.parted(want.from(), want.server(), want.held().number());
        paths.close(way, REFUSED);
        return;
      }
      List<ChainedRecord> records = page.records();
      boolean stored =
          here.take(want.from(), want.server(), records)
              .match(
                  taken -> true,
                  refused -> {
                    paths.close(way, REFUSED);
                    return false;
                  });
      if (stored && !records.isEmpty()) {
        goOn(want, records.get(records.size() - 1));
      }
    } catch (MalformedRecordException | IllegalArgumentException odd) {
      LOG.debug("A page of audit records cannot be read.", new IOException(want.from(), odd));
      paths.close(way, REFUSED);
    }
  }

  private void goOn(Want want, ChainedRecord last) {
    if (last.number() < want.last()) {
      queue.add(
          new Want(want.server(), want.from(), new Head(last.number(), last.hash()), want.last()));
    }
  }
}
