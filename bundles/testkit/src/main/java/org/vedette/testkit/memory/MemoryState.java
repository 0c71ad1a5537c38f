package org.vedette.testkit.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.ChallengeStore;
import org.vedette.api.state.Claim;
import org.vedette.api.state.ClaimVerdict;
import org.vedette.api.state.Claims;
import org.vedette.api.state.Forced;
import org.vedette.api.state.Journal;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.state.Registers;

/**
 * The fast records in memory, with the rules of the real state: pending claims, single use,
 * merging. Can be told to fail. Thread-safe.
 */
public final class MemoryState implements Journal, Claims, Registers, ChallengeStore {
  private static final Duration OUTCOME_LIFE = Duration.ofSeconds(30);

  private record ClaimKey(String key, String value) {}

  private record Held(byte[] owner, Optional<byte[]> outcome, Instant at) {}

  private final InstantSource clock;
  private final Map<ClaimKey, Held> claims = new HashMap<>();
  private final Map<RegisterKey, RegisterValue> registers = new HashMap<>();
  private final Map<ChallengeToken, Challenge> challenges = new HashMap<>();
  private final Map<ChallengeToken, CompletableFuture<Void>> elsewhere = new HashMap<>();
  private final Set<ChallengeToken> taken = new HashSet<>();
  private final List<MemoryState> peers = new CopyOnWriteArrayList<>();
  private final Queue<JournalEntry> untold = new ConcurrentLinkedQueue<>();
  private volatile boolean late;
  private final List<ChainedRecord> chain = new ArrayList<>();
  private final List<AuditRecord> audit = new ArrayList<>();
  private boolean full;

  /** Works by {@code clock}. */
  public MemoryState(InstantSource clock) {
    this.clock = clock;
  }

  /** Makes every append Unavailable, as a full disk does, or works again. */
  public synchronized void full(boolean value) {
    full = value;
  }

  /** All audit records, oldest first. */
  public synchronized List<AuditRecord> audit() {
    return List.copyOf(audit);
  }

  @Override
  public CompletionStage<Forced> append(JournalEntry entry) {
    Forced forced = write(entry);
    if (forced instanceof Forced.Done) {
      untold.add(entry);
      if (!late) {
        tell();
      }
    }
    return CompletableFuture.completedFuture(forced);
  }

  /** News for the other servers wait from now on for {@link #tell}; questions do not. */
  public void late() {
    late = true;
  }

  /** Tells the other servers what they have not been told. */
  public void tell() {
    for (JournalEntry told = untold.poll(); told != null; told = untold.poll()) {
      JournalEntry news = told;
      peers.forEach(peer -> peer.merge(news));
    }
  }

  private synchronized Forced write(JournalEntry entry) {
    if (full) {
      return new Forced.Unavailable("disk full");
    }
    for (Claim claim : entry.claims()) {
      claims.put(
          new ClaimKey(claim.key(), claim.value()),
          new Held(claim.owner(), Optional.of(entry.outcome()), clock.instant()));
    }
    entry.registers().forEach(this::merge);
    entry.closed().forEach(challenges::remove);
    entry.closed().forEach(taken::remove);
    entry.opened().forEach(open -> challenges.put(open.token(), open));
    entry.audit().forEach(this::chain);
    return new Forced.Done();
  }

  /** Makes this and the other two servers of a cluster that always reach each other. */
  public void join(MemoryState other) {
    peers.add(other);
    other.peers.add(this);
  }

  /** The other server is gone: nothing is told or asked any more. */
  public void part(MemoryState other) {
    peers.remove(other);
    other.peers.remove(this);
  }

  private void merge(RegisterWrite write) {
    registers.merge(
        write.key(),
        write.value(),
        (old, next) ->
            switch (write.merge()) {
              case MAX -> next.value() > old.value() ? next : old;
              case LATEST -> next.stamp() >= old.stamp() ? next : old;
              case COUNT -> count(old, next);
            });
  }

  private static RegisterValue count(RegisterValue old, RegisterValue next) {
    if (next.stamp() > old.stamp()) {
      return next;
    }
    return next.stamp() == old.stamp()
        ? new RegisterValue(old.stamp(), old.value() + next.value())
        : old;
  }

  private void chain(AuditRecord record) {
    byte[] previous =
        chain.isEmpty() ? new byte[ChainedRecord.HASH_LENGTH] : chain.get(chain.size() - 1).hash();
    long number = chain.size() + 1L;
    byte[] bytes = record.toBytes();
    byte[] hash = ChainedRecord.hash(server(), 1, number, previous, bytes);
    chain.add(new ChainedRecord(server(), 1, number, previous, hash, bytes));
    audit.add(record);
  }

  @Override
  public CompletionStage<ClaimVerdict> claim(Claim claim) {
    for (MemoryState peer : peers) {
      if (peer.knows(claim)) {
        return peer.claimHere(claim);
      }
    }
    return claimHere(claim);
  }

  private synchronized boolean knows(Claim claim) {
    return claims.containsKey(new ClaimKey(claim.key(), claim.value()));
  }

  private synchronized CompletionStage<ClaimVerdict> claimHere(Claim claim) {
    ClaimKey key = new ClaimKey(claim.key(), claim.value());
    Held held = claims.get(key);
    ClaimVerdict verdict;
    if (held == null) {
      claims.put(key, new Held(claim.owner(), Optional.empty(), clock.instant()));
      verdict = new ClaimVerdict.Won();
    } else {
      boolean fresh = clock.instant().isBefore(held.at().plus(OUTCOME_LIFE));
      boolean mine = fresh && Arrays.equals(held.owner(), claim.owner());
      verdict =
          mine && held.outcome().isPresent()
              ? new ClaimVerdict.Mine(held.outcome().get())
              : new ClaimVerdict.Used();
    }
    return CompletableFuture.completedFuture(verdict);
  }

  @Override
  public synchronized CompletionStage<Optional<byte[]>> outcomeOf(Claim claim) {
    Held held = claims.get(new ClaimKey(claim.key(), claim.value()));
    return CompletableFuture.completedFuture(
        Optional.ofNullable(held)
            .filter(each -> clock.instant().isBefore(each.at().plus(OUTCOME_LIFE)))
            .filter(each -> Arrays.equals(each.owner(), claim.owner()))
            .flatMap(Held::outcome));
  }

  @Override
  public synchronized void release(Claim claim) {
    ClaimKey key = new ClaimKey(claim.key(), claim.value());
    Held held = claims.get(key);
    if (held != null && held.outcome().isEmpty() && Arrays.equals(held.owner(), claim.owner())) {
      claims.remove(key);
    }
  }

  @Override
  public synchronized Optional<RegisterValue> read(RegisterKey key) {
    return Optional.ofNullable(registers.get(key));
  }

  @Override
  public synchronized Optional<Challenge> find(ChallengeToken token) {
    return Optional.ofNullable(challenges.get(token))
        .filter(open -> !taken.contains(token) && clock.instant().isBefore(open.expires()));
  }

  @Override
  public synchronized Optional<Challenge> take(ChallengeToken token) {
    Optional<Challenge> found = find(token);
    found.ifPresent(open -> taken.add(open.token()));
    return found;
  }

  @Override
  public synchronized boolean known(ChallengeToken token) {
    return challenges.containsKey(token);
  }

  @Override
  public synchronized void putBack(Challenge challenge) {
    taken.remove(challenge.token());
  }

  @Override
  public synchronized Optional<Challenge> openFor(UUID user, UUID application) {
    return challenges.values().stream()
        .filter(open -> open.user().equals(user) && open.application().equals(application))
        .findFirst();
  }

  @Override
  public synchronized CompletionStage<Void> closedElsewhere(ChallengeToken token) {
    return challenges.containsKey(token)
        ? elsewhere.computeIfAbsent(token, each -> new CompletableFuture<>())
        : CompletableFuture.completedFuture(null);
  }

  /**
   * Does what news of another server do: claims become final, challenges open and close, and who
   * waits for that is told.
   */
  private void merge(JournalEntry told) {
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    synchronized (this) {
      for (Claim claim : told.claims()) {
        claims.put(
            new ClaimKey(claim.key(), claim.value()),
            new Held(claim.owner(), Optional.of(told.outcome()), clock.instant()));
      }
      told.registers().forEach(this::merge);
      for (ChallengeToken token : told.closed()) {
        challenges.remove(token);
        taken.remove(token);
        Optional.ofNullable(elsewhere.remove(token)).ifPresent(waiting::add);
      }
      told.opened().forEach(open -> challenges.put(open.token(), open));
    }
    waiting.forEach(each -> each.complete(null));
  }

  @Override
  public synchronized int open() {
    return challenges.size();
  }

  @Override
  public String server() {
    return "memory";
  }

  @Override
  public synchronized List<ChainedRecord> auditAfter(long after, int max) {
    return chain.stream().skip(after).limit(max).toList();
  }

  @Override
  public void keepAuditFrom(long number) {
    // Everything is kept.
  }

  @Override
  public synchronized long lastAudit() {
    return chain.size();
  }

  @Override
  public AutoCloseable onAudit(Runnable listener) {
    return () -> {};
  }
}
