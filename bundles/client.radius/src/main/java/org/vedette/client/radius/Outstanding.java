package org.vedette.client.radius;

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
  /** What is told of a reply that was demanded to be protected and was not. */
  static final String UNPROTECTED = "a reply without Message-Authenticator was ignored";

  private final SourcePort source;
  private final int identifier;
  private final byte[] authenticator;
  private final byte[] bytes;
  private final Patience patience;
  private final long began = System.nanoTime();
  private final List<String> problems = new ArrayList<>();
  private final CompletableFuture<Exchange> exchange = new CompletableFuture<>();
  private int sends = 1;
  private volatile long due;

  Outstanding(
      SourcePort source, int identifier, byte[] authenticator, byte[] bytes, Patience patience) {
    this.source = source;
    this.identifier = identifier;
    this.authenticator = authenticator;
    this.bytes = bytes;
    this.patience = patience;
    this.due = began + patience.each().toNanos();
    // Whoever does not wait any longer gives the identifier back.
    exchange.whenComplete((ended, failure) -> source.release(this));
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

  boolean ended() {
    return exchange.isDone();
  }

  /** Takes a reply, unless it is not proven: then it is noted and ignored (RFC 2865 section 3). */
  void receive(Packet reply, SharedSecret secret, Protection protection) {
    if (!Authenticators.provesReply(reply, authenticator, secret)) {
      problems.add("a reply with a wrong response authenticator was ignored");
      return;
    }
    MessageAuthenticator.Check check = check(reply, secret);
    if (check == MessageAuthenticator.Check.WRONG) {
      problems.add("a reply with a wrong Message-Authenticator was ignored");
      return;
    }
    boolean access = isAccess(reply.code());
    if (access && demands(protection) && check == MessageAuthenticator.Check.ABSENT) {
      problems.add(UNPROTECTED);
      return;
    }
    boolean judged = access && protection == Protection.JUDGED;
    if (judged && check == MessageAuthenticator.Check.ABSENT) {
      problems.add("Message-Authenticator is missing");
    } else if (judged && !MessageAuthenticator.isFirst(reply)) {
      problems.add("Message-Authenticator is not the first attribute");
    }
    end(Optional.of(reply));
  }

  /** No RFC defines one in an acknowledgement of a report, and servers compute it differently. */
  private MessageAuthenticator.Check check(Packet reply, SharedSecret secret) {
    return bytes[0] == Code.ACCOUNTING_REQUEST.number()
        ? MessageAuthenticator.Check.ABSENT
        : MessageAuthenticator.ofReply(reply, authenticator, secret);
  }

  /** That a server lives may be said without: nobody is let in by it. */
  private boolean demands(Protection protection) {
    return protection == Protection.DEMANDED && bytes[0] != Code.STATUS_SERVER.number();
  }

  /** Sends the same octets again, or gives up; returns whether it still waits. */
  boolean timedOut(long now) {
    if (sends >= patience.sends()) {
      end(Optional.empty());
      return false;
    }
    sends++;
    due = now + patience.each().toNanos();
    source.write(bytes);
    return true;
  }

  /** Hears that nothing listens there, which ends the waiting only if nobody is to come. */
  void nobodyListens() {
    if (patience.failFast()) {
      problems.add("nothing listens there");
      end(Optional.empty());
    }
  }

  void fail(RuntimeException why) {
    exchange.completeExceptionally(why);
  }

  private void end(Optional<Packet> reply) {
    exchange.complete(
        new Exchange(
            reply, sends, Duration.ofNanos(System.nanoTime() - began), authenticator, problems));
  }

  private static boolean isAccess(Code code) {
    return code == Code.ACCESS_ACCEPT
        || code == Code.ACCESS_REJECT
        || code == Code.ACCESS_CHALLENGE;
  }
}
