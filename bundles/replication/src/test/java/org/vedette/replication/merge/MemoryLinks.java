package org.vedette.replication.merge;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.vedette.replication.peer.PeerMethod;
import org.vedette.replication.peer.PeerService;

/**
 * Servers in one process; what they ask each other may be lost, delivered twice, or never answered.
 */
final class MemoryLinks {
  private final Map<String, StateExchange> servers = new ConcurrentHashMap<>();
  private final Map<String, Map<PeerMethod, PeerService.Answerer>> answerers =
      new ConcurrentHashMap<>();
  private final Set<String> down = ConcurrentHashMap.newKeySet();
  private final Set<String> mute = ConcurrentHashMap.newKeySet();
  private final Random random = new Random(7);
  volatile int lossPercent;

  /** How long the last question about a code was to be waited for. */
  volatile Duration patience = Duration.ZERO;

  void add(String name, StateExchange exchange) {
    servers.put(name, exchange);
    answerers.put(name, exchange.answerers());
  }

  /** Whoever asks it is refused at once, and it reaches nobody. */
  void down(String name, boolean is) {
    set(down, name, is);
  }

  /** It takes what it is asked and never answers. */
  void mute(String name, boolean is) {
    set(mute, name, is);
  }

  private static void set(Set<String> all, String name, boolean is) {
    if (is) {
      all.add(name);
    } else {
      all.remove(name);
    }
  }

  Links of(String self, List<String> others) {
    return new Links() {
      @Override
      public List<String> others() {
        return others;
      }

      @Override
      public CompletionStage<byte[]> ask(
          String name, PeerMethod method, byte[] question, Duration deadline) {
        return MemoryLinks.this.ask(self, name, method, question, deadline);
      }
    };
  }

  private synchronized boolean loses() {
    return random.nextInt(100) < lossPercent;
  }

  private CompletionStage<byte[]> ask(
      String from, String name, PeerMethod method, byte[] question, Duration deadline) {
    if (method == PeerMethod.CLAIM) {
      patience = deadline;
    }
    Map<PeerMethod, PeerService.Answerer> asked = answerers.get(name);
    if (asked == null || down.contains(name) || down.contains(from) || loses()) {
      return CompletableFuture.failedStage(new IOException(name + " cannot be reached"));
    }
    CompletionStage<byte[]> answer = asked.get(method).answer(from, question.clone());
    if (loses()) {
      answer = asked.get(method).answer(from, question.clone());
    }
    if (mute.contains(name)) {
      return new CompletableFuture<byte[]>().orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }
    return loses()
        ? CompletableFuture.failedStage(new IOException("the answer of " + name + " is lost"))
        : answer;
  }
}
