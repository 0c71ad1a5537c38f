package org.vedette.api.state;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the servers of a cluster share of their fast records: this server's side of it. What they
 * tell each other are octets whose form {@code state} alone knows, schema number first. Implemented
 * by {@code state}; thread-safe.
 */
@ProviderType
public interface SharedState {
  /** Most octets of one piece of news, so that a carrier knows what it must be able to carry. */
  int LONGEST_NEWS = 2 << 20;

  /** Id of this server, as in {@link Journal#server}. */
  String server();

  /** Returns whether this server is one of several. */
  boolean shared();

  /**
   * Says whether this server is one of several; durable, and kept when the bundle is replaced.
   * Blocks while a file is written. A server that shares and starts anew decides nothing until it
   * has {@linkplain #caughtUp caught up} with one other, or 10 s have passed.
   */
  Forced shared(boolean on);

  /**
   * Merges what another server tells. The stage completes when it is on disk and in effect; never
   * completes exceptionally. News may be merged twice, and those of several servers in any order;
   * malformed ones, and those of a newer schema, are {@link Forced.Unavailable} as a whole.
   *
   * @param news at most {@link #LONGEST_NEWS} octets each
   */
  CompletionStage<Forced> merge(List<byte[]> news);

  /**
   * Says that everything another server held was merged.
   *
   * @param from its name, for the log
   */
  void caughtUp(String from);

  /**
   * Returns everything that is known here, for a server that was away. What changes meanwhile may
   * be in it or not, and is told as news besides.
   */
  Whole whole();

  /**
   * Answers whether something that can be used once is free for a request at another server. The
   * stage completes at once, or, where the same request is being answered here, when it was, at the
   * latest after 400 ms; exceptionally where the question is malformed, or nothing can be said now.
   *
   * @param question what the other's {@link StatePeers#ask} was given
   */
  CompletionStage<byte[]> asked(byte[] question);

  /** Everything, piece by piece, made as it is asked for. For one thread at a time; close it. */
  @ProviderType
  interface Whole extends Iterator<byte[]>, AutoCloseable {
    @Override
    void close();
  }
}
