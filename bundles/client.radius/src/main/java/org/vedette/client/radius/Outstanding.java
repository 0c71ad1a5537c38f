package org.vedette.testkit.radius;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.vedette.codec.radius.Authenticators;
import org.vedette.codec.radius.Code;
import org.vedette.codec.radius.MessageAuthenticator;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.SharedSecret;

/** A request that waits for its reply. Replies and timeouts are told to it by the loop alone. */
final class Outstanding {
  private final SourcePort source;
  private final int identifier;
  private final byte[] authenticator;
  private final byte[] bytes;
  private final long began = System.nanoTime();
  private final List<String> problems = new ArrayList<>();
  private final CompletableFuture<Exchange> exchange = new CompletableFuture<>();
  private int sends = 1;
  private long due;

  Outstanding(SourcePort source, int identifier, byte[] authenticator, byte[] bytes) {
    this.source = source;
    this.identifier = identifier;
    this.authenticator = authenticator;
    this.bytes = bytes;
  }

  CompletableFuture<Exchange> exchange() {
    return exchange;
  }

  int identifier() {
    return identifier;
  }

  byte[] bytes() {
    return bytes;
  }

  long due() {
    return due;
  }

  void waitUntil(long nanos) {
    due = nanos;
  }

  boolean ended() {
    return exchange.isDone();
  }

  /** Takes a reply, unless it is not proven: then it is noted and ignored (RFC 2865 section 3). */
  void receive(Packet reply, SharedSecret secret, boolean strict) {
    if (!Authenticators.provesReply(reply, authenticator, secret)) {
      problems.add("a reply with a wrong response authenticator was ignored");
      return;
    }
    MessageAuthenticator.Check check = MessageAuthenticator.ofReply(reply, authenticator, secret);
    if (check == MessageAuthenticator.Check.WRONG) {
      problems.add("a reply with a wrong Message-Authenticator was ignored");
      return;
    }
    boolean demanded = strict && isAccess(reply.code());
    if (demanded && check == MessageAuthenticator.Check.ABSENT) {
      problems.add("Message-Authenticator is missing");
    } else if (demanded && !MessageAuthenticator.isFirst(reply)) {
      problems.add("Message-Authenticator is not the first attribute");
    }
    end(Optional.of(reply));
  }

  /** Sends the same octets again, or gives up; returns whether it still waits. */
  boolean timedOut(int mostSends) {
    if (sends >= mostSends) {
      end(Optional.empty());
      return false;
    }
    sends++;
    source.write(bytes);
    return true;
  }

  void fail(RuntimeException why) {
    source.release(this);
    exchange.completeExceptionally(why);
  }

  private void end(Optional<Packet> reply) {
    source.release(this);
    exchange.complete(
        new Exchange(reply, sends, Duration.ofNanos(System.nanoTime() - began), problems));
  }

  private static boolean isAccess(Code code) {
    return code == Code.ACCESS_ACCEPT
        || code == Code.ACCESS_REJECT
        || code == Code.ACCESS_CHALLENGE;
  }
}
