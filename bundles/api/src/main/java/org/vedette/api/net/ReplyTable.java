package org.vedette.api.net;

import java.util.List;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Requests seen lately, and what they were answered (RFC 5080, section 2.2.2). Bounded;
 * thread-safe. A reply is kept 30 s, a pending request 120 s.
 */
@ProviderType
public interface ReplyTable {
  /** What is known of a request. */
  sealed interface Seen permits New, Pending, Answered, Full {
    /** Handles every case. */
    default <R> R match(
        Function<New, R> fresh,
        Function<Pending, R> pending,
        Function<Answered, R> answered,
        Function<Full, R> full) {
      if (this instanceof New one) {
        return fresh.apply(one);
      }
      if (this instanceof Pending one) {
        return pending.apply(one);
      }
      if (this instanceof Answered one) {
        return answered.apply(one);
      }
      return full.apply((Full) this);
    }
  }

  /** Not seen before; it is pending now. */
  record New() implements Seen {}

  /** It is being worked on: say nothing. */
  record Pending() implements Seen {}

  /**
   * It was answered.
   *
   * @param reply the very bytes to send again
   */
  record Answered(byte[] reply) implements Seen {}

  /** The table is full of pending requests: drop this one. */
  record Full() implements Seen {}

  /**
   * A pending request that a listener left behind.
   *
   * @param key its key
   * @param packet its bytes
   * @param note what else the successor needs, in the listener's own form; may be empty
   */
  record Left(byte[] key, byte[] packet, byte[] note) {}

  /**
   * Looks a request up and, if it is new, enters it as pending.
   *
   * @param key source address and port, identifier and request authenticator
   */
  Seen enter(byte[] key);

  /** Keeps the reply of a pending request. */
  void answered(byte[] key, byte[] reply);

  /** Forgets a request that got no answer, so that a repetition is a fresh try. */
  void forget(byte[] key);

  /** Leaves a pending request for the successor of this listener. */
  void leave(Left request);

  /** Takes what a predecessor left, oldest first; each is taken once. */
  List<Left> takeLeft();

  /** How many requests are pending. */
  int pending();
}
