package org.vedette.state.share;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.state.Forced;
import org.vedette.api.state.SharedState;
import org.vedette.api.state.StatePeers;
import org.vedette.state.journal.OpenState;
import org.vedette.state.journal.StateRule;

/**
 * Servers in one process whose news travel in memory: late, twice, in another order between
 * servers, and not at all while they are cut apart. Thread-safe.
 */
final class MemoryPeers {
  private final Map<String, OpenState> states = new HashMap<>();
  private final Map<String, Deque<byte[]>> lines = new HashMap<>();
  private final Set<String> cut = new HashSet<>();
  private final Random random;

  MemoryPeers(long seed) {
    random = new Random(seed);
  }

  synchronized void add(String name, OpenState state) {
    states.put(name, state);
    state.sharing().join(new Line(name));
  }

  synchronized void cut(String one, String other) {
    cut.add(one + other);
    cut.add(other + one);
  }

  /** All can reach each other again, and each is given the whole of the others. */
  void heal() {
    synchronized (this) {
      cut.clear();
      lines.clear();
    }
    for (String from : states.keySet()) {
      for (String to : states.keySet()) {
        if (!from.equals(to)) {
          giveWhole(from, to);
        }
      }
    }
  }

  /** Gives one everything that the other has. */
  void giveWhole(String from, String to) {
    try (SharedState.Whole whole = states.get(from).sharing().whole()) {
      whole.forEachRemaining(piece -> merge(to, piece));
    }
    states.get(to).sharing().caughtUp(from);
  }

  /** Delivers some of what waits: of a random line, the next, and sometimes once more. */
  void deliverSome() {
    byte[] news = null;
    String to = "";
    synchronized (this) {
      List<String> waiting =
          lines.keySet().stream()
              .filter(line -> !lines.get(line).isEmpty() && !cut.contains(line))
              .sorted()
              .toList();
      if (!waiting.isEmpty()) {
        String line = waiting.get(random.nextInt(waiting.size()));
        to = line.substring(1);
        news = random.nextInt(4) == 0 ? lines.get(line).peek() : lines.get(line).remove();
      }
    }
    if (news != null) {
      merge(to, news);
    }
  }

  synchronized boolean waits() {
    return lines.entrySet().stream()
        .anyMatch(line -> !line.getValue().isEmpty() && !cut.contains(line.getKey()));
  }

  private void merge(String to, byte[] news) {
    Forced forced =
        StateRule.get(states.get(to).sharing().merge(List.of(news)).toCompletableFuture());
    if (forced instanceof Forced.Unavailable failed) {
      throw new AssertionError(failed.why());
    }
  }

  private final class Line implements StatePeers {
    private final String self;

    Line(String self) {
      this.self = self;
    }

    @Override
    public boolean any() {
      return true;
    }

    @Override
    public boolean strict() {
      return false;
    }

    @Override
    public CompletionStage<Void> told(byte[] news, boolean awaited) {
      synchronized (MemoryPeers.this) {
        for (String other : states.keySet()) {
          if (!other.equals(self)) {
            lines.computeIfAbsent(self + other, line -> new ArrayDeque<>()).add(news);
          }
        }
      }
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Answers> ask(byte[] question) {
      List<CompletableFuture<byte[]>> asked = new ArrayList<>();
      int silent = 0;
      synchronized (MemoryPeers.this) {
        for (String other : states.keySet()) {
          if (other.equals(self)) {
            continue;
          }
          if (cut.contains(self + other)) {
            silent++;
          } else {
            asked.add(states.get(other).sharing().asked(question).toCompletableFuture());
          }
        }
      }
      int unreachable = silent;
      return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
          .thenApply(
              all ->
                  new Answers(asked.stream().map(CompletableFuture::join).toList(), unreachable));
    }
  }
}
