package org.vedette.itests.durability;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.vedette.client.radius.Exchange;
import org.vedette.client.radius.RadiusClient;
import org.vedette.client.radius.RadiusRequest;
import org.vedette.itests.blackbox.Server;
import org.vedette.itests.blackbox.Site;

/**
 * People who sign in with one code after the other. A request without a reply is sent again every
 * second, the same octets, until one comes: after a kill it is the next process that answers.
 */
final class SignInLoad implements AutoCloseable {
  /** For so long a server repeats the first outcome to a request that is sent again. */
  static final Duration REPEATED = Duration.ofSeconds(30);

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int SENDS = 180;

  private final List<Member> members;
  private final RadiusClient client;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger resent = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile boolean paused = true;

  SignInLoad(Server server, List<Member> members) {
    this.members = members;
    this.client =
        RadiusClient.to(server.radius(), Site.SECRET).ports(4).sends(SENDS).timeout(TIMEOUT).open();
  }

  /** Everybody begins. */
  void resume() {
    paused = false;
    members.forEach(this::next);
  }

  /** Nobody begins anew; what runs goes on. */
  void pause() {
    paused = true;
  }

  /** Waits until what ran at the pause has ended. */
  void awaitEnd() {
    Awaitility.await("every sign-in that was begun ends")
        .atMost(TIMEOUT.multipliedBy(SENDS))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> running.get() == 0);
  }

  /** How many wait for their reply. */
  int running() {
    return running.get();
  }

  /** Sends a code in a request of its own. */
  Exchange send(Member member, String code) {
    return client.exchange(RadiusRequest.access(member.name(), code));
  }

  private void next(Member member) {
    if (paused) {
      return;
    }
    running.incrementAndGet();
    String code = member.nextCode();
    client
        .send(RadiusRequest.access(member.name(), code))
        .whenComplete(
            (exchange, failure) -> {
              if (failure == null) {
                judge(member, code, exchange);
              } else {
                wrong.add(member.name() + ": " + failure);
              }
              // The next begins before this one is counted as ended: nobody begins twice.
              next(member);
              running.decrementAndGet();
            });
  }

  private void judge(Member member, String code, Exchange exchange) {
    if (exchange.sends() > 1) {
      resent.incrementAndGet();
    }
    if (exchange.accepted() && exchange.problems().isEmpty()) {
      member.accepted(code);
      accepted.incrementAndGet();
    } else if (exchange.rejected() && exchange.took().compareTo(REPEATED) > 0) {
      late.incrementAndGet();
    } else {
      wrong.add(member.name() + ": " + exchange);
    }
  }

  /** How many codes were accepted. */
  int accepted() {
    return accepted.get();
  }

  /** How many requests had to be sent again. */
  int resent() {
    return resent.get();
  }

  /** How many were rejected because the server was away for longer than it repeats an outcome. */
  int late() {
    return late.get();
  }

  /** What ended otherwise. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  @Override
  public void close() {
    paused = true;
    client.close();
  }
}
