package org.vedette.replication.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vedette.api.state.Forced;
import org.vedette.api.state.SharedState;

/** Fast records that are a set of words: merging adds them. */
final class FakeState implements SharedState {
  final Set<String> words = new ConcurrentSkipListSet<>();
  final List<String> inOrder = new CopyOnWriteArrayList<>();
  final List<String> caughtUp = new CopyOnWriteArrayList<>();
  volatile boolean full;
  private final String server;

  FakeState(String server) {
    this.server = server;
  }

  static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }

  static String word(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  Set<String> copy() {
    return new TreeSet<>(words);
  }

  @Override
  public String server() {
    return server;
  }

  @Override
  public boolean shared() {
    return true;
  }

  @Override
  public Forced shared(boolean on) {
    return new Forced.Done();
  }

  @Override
  public CompletionStage<Forced> merge(List<byte[]> news) {
    if (full) {
      return CompletableFuture.completedStage(new Forced.Unavailable("disk full"));
    }
    for (byte[] each : news) {
      if (words.add(word(each))) {
        inOrder.add(word(each));
      }
    }
    return CompletableFuture.completedStage(new Forced.Done());
  }

  @Override
  public void caughtUp(String from) {
    caughtUp.add(from);
  }

  @Override
  public Whole whole() {
    Iterator<String> each = new ArrayList<>(words).iterator();
    return new Whole() {
      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public byte[] next() {
        return bytes(each.next());
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  @Override
  public CompletionStage<byte[]> asked(byte[] question) {
    return CompletableFuture.completedStage(bytes(server + " heard " + word(question)));
  }
}
