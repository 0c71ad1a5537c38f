package org.vedette.gateway.sip.call;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.vedette.gateway.sip.link.Link;
import org.vedette.gateway.sip.message.Headers;
import org.vedette.gateway.sip.message.SipRequest;
import org.vedette.gateway.sip.message.SipResponse;

/**
 * One request and its responses (RFC 3261 section 17.1), with or without the repetitions that an
 * unreliable transport needs. On the loop only.
 */
final class ClientTransaction {
  /** Told of what matters. */
  interface User {
    /** A response; the same final one is not told twice. */
    void response(SipResponse response);

    /** Nothing came in time (timers B and F), or its connection has ended. */
    void failed(String why);
  }

  private enum State {
    CALLING,
    PROCEEDING,
    COMPLETED,
    TERMINATED
  }

  private final Loop loop;
  private final Timers timers;
  private final Link link;
  private final SipRequest request;
  private final User user;
  private final Runnable ended;
  private final boolean invite;
  private State state = State.CALLING;
  private Duration wait;
  private @Nullable Future<?> again;
  private @Nullable Future<?> limit;

  /**
   * Prepares.
   *
   * @param ended run once when nothing more is expected
   */
  ClientTransaction(
      Loop loop, Timers timers, Link link, SipRequest request, User user, Runnable ended) {
    this.loop = loop;
    this.timers = timers;
    this.link = link;
    this.request = request;
    this.user = user;
    this.ended = ended;
    this.invite = request.method().equals("INVITE");
    this.wait = timers.t1();
  }

  Link link() {
    return link;
  }

  /** Tells whether a final response is still to come. */
  boolean open() {
    return state == State.CALLING || state == State.PROCEEDING;
  }

  void start() {
    link.send(request);
    if (!link.reliable()) {
      // 17.1.1.2 timer A, 17.1.2.2 timer E.
      again = loop.after(wait, this::repeat);
    }
    // 17.1.1.2 timer B, 17.1.2.2 timer F.
    limit = loop.after(timers.longest(), this::late);
  }

  private void repeat() {
    if (state == State.CALLING || (state == State.PROCEEDING && !invite)) {
      link.send(request);
      // Timer A doubles without a bound, E up to T2; once provisionally answered E is T2.
      wait =
          state == State.PROCEEDING
              ? timers.t2()
              : invite ? wait.multipliedBy(2) : timers.next(wait);
      again = loop.after(wait, this::repeat);
    }
  }

  private void late() {
    if (state == State.CALLING || (state == State.PROCEEDING && !invite)) {
      fail("no response came in time");
    }
  }

  /** Ends it for a reason that the user is told, unless all is said already. */
  void fail(String why) {
    boolean open = open();
    terminate();
    if (open) {
      user.failed(why);
    }
  }

  void received(SipResponse response) {
    if (state == State.TERMINATED) {
      return;
    }
    if (response.provisional()) {
      if (state != State.COMPLETED) {
        state = State.PROCEEDING;
        user.response(response);
      }
      return;
    }
    if (invite && response.success()) {
      // 17.1.1.2: its ACK is the dialog's, and so are its repetitions.
      terminate();
      user.response(response);
      return;
    }
    if (invite) {
      link.send(ack(response));
    }
    if (state != State.COMPLETED) {
      complete();
      user.response(response);
    }
  }

  /** Keeps on absorbing repetitions: timer D (17.1.1.2) or K (17.1.2.2). */
  private void complete() {
    state = State.COMPLETED;
    stop();
    if (link.reliable()) {
      terminate();
    } else {
      limit = loop.after(invite ? timers.longest() : timers.t4(), this::terminate);
    }
  }

  /** Ends without a word: its link is gone, or nobody wants to know. */
  void terminate() {
    if (state != State.TERMINATED) {
      state = State.TERMINATED;
      stop();
      ended.run();
    }
  }

  private void stop() {
    if (again != null) {
      again.cancel(false);
    }
    if (limit != null) {
      limit.cancel(false);
    }
  }

  /** Makes the ACK for a final response that is no success (17.1.1.3). */
  private SipRequest ack(SipResponse response) {
    Headers sent = request.headers();
    Headers headers =
        Headers.none()
            .with("Via", sent.lines("Via").get(0))
            .with("Max-Forwards", "70")
            .and(sent.only("Route"))
            .and(sent.only("From"))
            .and(response.headers().only("To"))
            .and(sent.only("Call-ID"))
            .with("CSeq", request.cseq().map(each -> each.number() + " ACK").orElse("1 ACK"));
    return new SipRequest("ACK", request.uri(), headers, "");
  }
}
