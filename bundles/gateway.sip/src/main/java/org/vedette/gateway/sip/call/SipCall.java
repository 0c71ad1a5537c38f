package org.vedette.gateway.sip.call;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.vedette.gateway.sip.link.Link;
import org.vedette.gateway.sip.message.Headers;
import org.vedette.gateway.sip.message.NameAddr;
import org.vedette.gateway.sip.message.SipRequest;
import org.vedette.gateway.sip.message.SipResponse;
import org.vedette.gateway.sip.message.Text;

/**
 * One call that this side makes: the signalling of it, from INVITE to BYE (RFC 3261 sections 9, 12
 * to 15). On the loop only.
 */
public final class SipCall implements ClientTransaction.User {
  /** Told of what happens, on the loop. */
  public interface Listener {
    /** The trunk is trying. Told once. */
    void trying();

    /** The call was answered. */
    void answered(String description);

    /**
     * The peer changes the media.
     *
     * @param description what it offers; empty when it asks for an offer
     * @return what is answered or offered; empty to refuse
     */
    Optional<String> changed(String description);

    /** A key arrived by a message instead of media. */
    void pressed(char key);

    /** It is over. Told once, and not after {@link SipCall#end}. */
    void over(CallEnd how);
  }

  private enum State {
    INVITING,
    TALKING,
    OVER
  }

  private final UserAgent agent;
  private final Listener listener;
  private final String callId;
  private final String tag;
  private State state = State.INVITING;
  private boolean tried;
  private boolean unwanted;
  private boolean cancelled;
  private long number = 1;
  private long remoteNumber = -1;
  private @Nullable Exchange invite;
  private @Nullable Dialog dialog;
  private @Nullable SipRequest ack;
  private @Nullable Future<?> success;

  /** Prepares a call. */
  public SipCall(UserAgent agent, Listener listener) {
    this.agent = agent;
    this.listener = listener;
    this.callId = agent.random(16);
    this.tag = agent.random(8);
  }

  /** Returns its Call-ID. */
  public String callId() {
    return callId;
  }

  /**
   * Sends the INVITE.
   *
   * @param number as the trunk wants it
   * @param offer session description
   */
  public void start(Link link, String number, String offer) {
    Account account = agent.account();
    boolean shown = account.identity() != Account.Identity.ASSERTED;
    String from = account.address(shown ? account.caller() : account.self());
    String name = account.callerName().isEmpty() ? "" : Text.quoted(account.callerName()) + " ";
    String to = account.address(number);
    Headers headers =
        agent
            .common()
            .with("From", name + "<" + from + ">;tag=" + tag)
            .with("To", "<" + to + ">")
            .with("Call-ID", callId)
            .with("CSeq", this.number + " INVITE")
            .with("Contact", agent.contact(link))
            .with("Allow", UserAgent.ALLOW);
    if (account.identity() != Account.Identity.FROM) {
      // RFC 3325 section 9.1.
      headers =
          headers.with("P-Asserted-Identity", name + "<" + account.address(account.caller()) + ">");
    }
    SipRequest request =
        new SipRequest("INVITE", to, headers.with("Content-Type", "application/sdp"), offer);
    Exchange exchange = new Exchange(agent, link, request, this::nextNumber, this);
    invite = exchange;
    agent.add(this);
    exchange.start();
  }

  private long nextNumber() {
    return ++number;
  }

  @Override
  public void response(SipResponse response) {
    if (response.provisional()) {
      tried();
      if (unwanted) {
        cancel();
      }
    } else if (response.success()) {
      succeeded(response);
    } else {
      over(new CallEnd.Refused(response.status(), response.words()));
    }
  }

  private void tried() {
    boolean first = !tried;
    tried = true;
    if (first && state == State.INVITING) {
      listener.trying();
    }
  }

  @Override
  public void failed(String why) {
    over(new CallEnd.NotReached(why));
  }

  private void succeeded(SipResponse response) {
    Exchange exchange = invite;
    if (exchange == null) {
      return;
    }
    Optional<Dialog> made = Dialog.of(exchange.request(), response);
    if (made.isEmpty()) {
      over(new CallEnd.NotReached("the trunk answered without a tag"));
      return;
    }
    dialog = made.get();
    SipRequest acknowledgement = acknowledgement(made.get(), exchange);
    ack = acknowledgement;
    exchange.link().send(acknowledgement);
    if (unwanted || state == State.OVER) {
      // 9.1: answered before the CANCEL arrived.
      bye(made.get());
      return;
    }
    tried();
    state = State.TALKING;
    listener.answered(response.body());
  }

  /** Makes the ACK of a success (13.2.2.4): number and credentials are those of the INVITE. */
  private SipRequest acknowledgement(Dialog of, Exchange exchange) {
    SipRequest sent = exchange.request();
    long own = sent.cseq().map(each -> each.number()).orElse(1L);
    Headers headers =
        agent
            .via(exchange.link())
            .and(agent.common())
            .and(sent.headers().only("Authorization"))
            .and(sent.headers().only("Proxy-Authorization"));
    return of.request("ACK", own, headers);
  }

  /** A success came again, or one from another branch of the way. */
  void successAgain(SipResponse response) {
    Dialog own = dialog;
    SipRequest acknowledgement = ack;
    Exchange exchange = invite;
    if (own == null || acknowledgement == null || exchange == null) {
      return;
    }
    if (own.remoteTag().equals(response.tag("To"))) {
      exchange.link().send(acknowledgement);
      return;
    }
    // 13.2.2.4: only one is talked to.
    Dialog.of(exchange.request(), response)
        .ifPresent(
            other -> {
              exchange.link().send(acknowledgement(other, exchange));
              bye(other);
            });
  }

  /** Ends it, whatever it is at; the listener is told nothing more. */
  public void end() {
    if (state == State.TALKING && dialog != null) {
      bye(dialog);
    } else if (state == State.INVITING) {
      unwanted = true;
      cancel();
    }
    finish();
  }

  /** The time for answering is over. */
  public void giveUp() {
    if (state == State.INVITING) {
      unwanted = true;
      cancel();
      over(tried ? new CallEnd.NotAnswered() : new CallEnd.NotReached("the trunk did not answer"));
    }
  }

  /** Sends the CANCEL (9.1): not before a first response, or it could overtake the INVITE. */
  private void cancel() {
    Exchange exchange = invite;
    if (exchange == null || !tried || cancelled) {
      return;
    }
    cancelled = true;
    SipRequest sent = exchange.request();
    Headers headers =
        sent.headers()
            .only("Via")
            .with("Max-Forwards", "70")
            .and(sent.headers().only("Route"))
            .and(sent.headers().only("From"))
            .and(sent.headers().only("To"))
            .and(sent.headers().only("Call-ID"))
            .with("CSeq", sent.cseq().map(each -> each.number()).orElse(1L) + " CANCEL");
    agent.transact(
        exchange.link(), new SipRequest("CANCEL", sent.uri(), headers, ""), Unheard.INSTANCE);
    // 9.1: whoever does not end the INVITE within 64 * T1 never will.
    agent.loop().after(agent.timers().longest(), exchange::abandon);
  }

  /** Sends a BYE (15.1.1), by a new link where the one before has ended. */
  private void bye(Dialog of) {
    agent.withLink(
        link ->
            new Exchange(
                    agent,
                    link,
                    of.request("BYE", nextNumber(), agent.common()),
                    this::nextNumber,
                    Unheard.INSTANCE)
                .start(),
        unreachable -> {});
  }

  private void over(CallEnd how) {
    if (state != State.OVER) {
      finish();
      listener.over(how);
    }
  }

  private void finish() {
    if (state != State.OVER) {
      state = State.OVER;
      agent.forget(this);
    }
    if (success != null) {
      success.cancel(false);
    }
  }

  /** Tells whether a request belongs to this dialog (12.2.2). */
  boolean isPartOf(SipRequest request) {
    return dialog != null
        && request.tag("To").equals(tag)
        && request.tag("From").equals(dialog.remoteTag());
  }

  /** Answers a request of the peer within the dialog. */
  SipResponse answer(SipRequest request) {
    long its = request.cseq().map(each -> each.number()).orElse(0L);
    if (its <= remoteNumber) {
      // 12.2.2: out of order.
      return SipResponse.to(request, 500, "Out Of Order", tag);
    }
    remoteNumber = its;
    if (request.method().equals("BYE")) {
      // 15.1.2.
      SipResponse answer = SipResponse.to(request, 200, "OK", tag);
      over(new CallEnd.HungUp());
      return answer;
    }
    if (state != State.TALKING) {
      return SipResponse.to(request, 481, "Call/Transaction Does Not Exist", tag);
    }
    return switch (request.method()) {
      case "INVITE" -> changed(request);
      case "OPTIONS" -> Answers.options(request, tag);
      case "INFO" -> {
        KeyInfo.read(request).ifPresent(listener::pressed);
        yield SipResponse.to(request, 200, "OK", tag);
      }
      default -> Answers.notAllowed(request, tag);
    };
  }

  /** Answers a re-INVITE (14.2). */
  private SipResponse changed(SipRequest request) {
    Optional<String> description = listener.changed(request.body());
    Exchange exchange = invite;
    Dialog own = dialog;
    if (description.isEmpty() || exchange == null || own == null) {
      return SipResponse.to(request, 488, "Not Acceptable Here", tag);
    }
    request
        .headers()
        .first("Contact")
        .flatMap(NameAddr::parse)
        .ifPresent(contact -> dialog = own.at(contact.uri()));
    SipResponse answer =
        SipResponse.to(request, 200, "OK", tag)
            .with("Contact", agent.contact(exchange.link()))
            .with("Allow", UserAgent.ALLOW)
            .with(description.get());
    repeatLater(exchange.link(), answer, agent.timers().t1(), agent.timers().longest());
    return answer;
  }

  /** Sends a success again until it is acknowledged (13.3.1.4), whatever the transport. */
  private void repeatLater(Link link, SipResponse answer, Duration wait, Duration left) {
    if (success != null) {
      success.cancel(false);
    }
    success =
        agent
            .loop()
            .after(
                wait,
                () -> {
                  if (state == State.TALKING && !left.isNegative()) {
                    link.send(answer);
                    repeatLater(link, answer, agent.timers().next(wait), left.minus(wait));
                  }
                });
  }

  /** The peer has seen our success; it may bring the answer to what we offered. */
  void acknowledged(SipRequest acknowledgement) {
    if (success != null) {
      success.cancel(false);
    }
    if (state == State.TALKING
        && isPartOf(acknowledgement)
        && !acknowledgement.body().isEmpty()
        && listener.changed(acknowledgement.body()).isEmpty()) {
      end();
      listener.over(new CallEnd.NotReached("the media cannot be changed like that"));
    }
  }
}
