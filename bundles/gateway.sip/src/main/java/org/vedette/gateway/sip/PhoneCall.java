package org.vedette.gateway.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.gateway.sip.call.CallEnd;
import org.vedette.gateway.sip.call.SipCall;
import org.vedette.gateway.sip.link.Link;
import org.vedette.gateway.sip.link.LinkException;
import org.vedette.gateway.sip.media.Media;
import org.vedette.gateway.sip.media.MediaStream;
import org.vedette.gateway.sip.media.Sdp;
import org.vedette.gateway.sip.media.SdpWriter;

/** One message on its way to a person: the call from its turn to its end. On the loop only. */
final class PhoneCall implements SipCall.Listener {
  private static final int SEED_OCTETS = 8;
  private static final Duration SPARE = Duration.ofSeconds(10);

  private final Trunk trunk;
  private final Message message;
  private final ChallengeToken question;
  private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();

  /** All that is told to others, one after the other, on threads of theirs. */
  private CompletionStage<?> told = CompletableFuture.completedFuture(true);

  private boolean answeredSender;
  private boolean over;
  private @Nullable SipCall call;
  private @Nullable MediaStream stream;
  private @Nullable SdpWriter descriptions;
  private @Nullable Conversation conversation;
  private @Nullable Future<?> deadline;
  private @Nullable Future<?> last;

  PhoneCall(Trunk trunk, Message message, ChallengeToken question) {
    this.trunk = trunk;
    this.message = message;
    this.question = question;
  }

  /** What becomes of the message: whether the trunk takes it. */
  CompletableFuture<Delivery> delivery() {
    return delivery;
  }

  /** Completes when it is over. */
  CompletableFuture<Boolean> done() {
    return done;
  }

  /** Its time begins to run. */
  void limit() {
    SipSettings.Times times = trunk.settings().times();
    deadline = trunk.loop().after(times.trying(), this::late);
    // Every step has its own limit; should a fault keep one from coming, no place is lost for good.
    last = trunk.loop().after(times.all().plus(SPARE), () -> abort("it did not end"));
  }

  private void late() {
    if (over) {
      return;
    }
    if (call == null) {
      unsent("its turn did not come in time, or the trunk could not be reached in time");
      return;
    }
    call.end();
    trunk.watch().silent("it does not answer");
    unsent("the trunk did not answer in time");
  }

  /** It is its turn. */
  void begin() {
    if (over) {
      return;
    }
    trunk.agent().withLink(this::place, this::unreachable);
  }

  private void unreachable(LinkException why) {
    trunk.watch().down(String.valueOf(why.getMessage()), why.lasting());
    if (!over) {
      unsent(String.valueOf(why.getMessage()));
    }
  }

  private void place(Link link) {
    if (over) {
      return;
    }
    SipSettings settings = trunk.settings();
    SipCall made = new SipCall(trunk.agent(), this);
    try {
      var channel = settings.ports().open(link.local(), trunk.random());
      int port = channel.socket().getLocalPort();
      MediaStream sound =
          new MediaStream(
              channel,
              address -> welcome(link, address),
              trunk.random().apply(SEED_OCTETS),
              trunk.loop(),
              this::pressed);
      stream = sound;
      long session =
          ByteBuffer.wrap(trunk.random().apply(Integer.BYTES)).getInt() & Integer.MAX_VALUE;
      descriptions = new SdpWriter(link.host(), port, settings.codecs(), session);
    } catch (IOException none) {
      unsent("no port for sound is free");
      return;
    }
    call = made;
    made.start(link, settings.numbers().write(message.to()), descriptions.offer());
  }

  private boolean welcome(Link link, InetAddress address) {
    return address.equals(link.peer())
        || trunk.settings().mediaNetworks().stream().anyMatch(each -> each.holds(address));
  }

  @Override
  public void trying() {
    trunk.watch().answered();
    sent();
    stopDeadline();
    SipCall own = call;
    if (own != null) {
      deadline = trunk.loop().after(trunk.settings().times().ringing(), own::giveUp);
    }
  }

  @Override
  public void answered(String description) {
    stopDeadline();
    Optional<Media> media =
        Sdp.parse(description).flatMap(sdp -> sdp.choose(trunk.settings().codecs()));
    MediaStream sound = stream;
    if (media.isEmpty() || sound == null) {
      endCall();
      trunk.watch().complain("the trunk answered without sound that both sides know");
      tellDesk(new CallEvent.Unanswered(CallEvent.Why.FAILED, "no sound that both sides know"));
      finish();
      return;
    }
    if (media.get().keys() < 0) {
      trunk.watch().complain("the trunk takes no telephone events, so keys may not be heard");
    } else {
      trunk.watch().works();
    }
    SipSettings.Times times = trunk.settings().times();
    Conversation talk =
        new Conversation(
            trunk.loop(),
            sound,
            trunk
                .prompts()
                .of(message.fields().getOrDefault(Message.APPLICATION, ""), message.language()),
            new Conversation.Plan(
                message.template(),
                message.fields().getOrDefault("extension", ""),
                times.listening(),
                times.longest()),
            this::tellDesk,
            () -> {
              endCall();
              finish();
            });
    conversation = talk;
    sound.connect(media.get());
    trunk.pacer().add(sound);
    talk.begin();
  }

  @Override
  public Optional<String> changed(String description) {
    SdpWriter writer = descriptions;
    MediaStream sound = stream;
    if (writer == null || sound == null) {
      return Optional.empty();
    }
    if (description.isEmpty()) {
      // RFC 3261 section 14.2: without an offer we make one.
      return Optional.of(writer.offer());
    }
    Optional<Sdp> offer = Sdp.parse(description);
    Optional<Media> media = offer.flatMap(sdp -> sdp.choose(trunk.settings().codecs()));
    media.ifPresent(sound::connect);
    return media.map(chosen -> writer.answer(offer.orElseThrow(), chosen));
  }

  @Override
  public void pressed(char key) {
    Conversation talk = conversation;
    if (talk != null) {
      talk.pressed(key);
    }
  }

  @Override
  public void over(CallEnd how) {
    Conversation talk = conversation;
    if (talk != null) {
      talk.peerHungUp();
      finish();
      return;
    }
    CallEvent.Unanswered event = Ends.event(how);
    boolean known = event.why() != CallEvent.Why.FAILED;
    if (how instanceof CallEnd.Refused refused && !known) {
      trunk.watch().complain("the trunk answered " + refused.words());
    }
    if (!answeredSender && !known) {
      if (how instanceof CallEnd.NotReached) {
        trunk.watch().silent(event.detail());
      }
      unsent("the trunk answered: " + event.detail());
      return;
    }
    if (known) {
      trunk.watch().works();
    }
    sent();
    tellDesk(event);
    finish();
  }

  /** Ends it, whatever it is at; what is still asked is answered by a failure. */
  void abort(String why) {
    if (over) {
      return;
    }
    if (!answeredSender) {
      endCall();
      answer(Gateway.REPLACED);
      finish();
      return;
    }
    Conversation talk = conversation;
    CallEvent event = new CallEvent.Unanswered(CallEvent.Why.FAILED, why);
    if (talk == null) {
      tellDesk(event);
    } else {
      talk.ended(event);
    }
    endCall();
    finish();
  }

  private void endCall() {
    if (call != null) {
      call.end();
    }
  }

  private String reference() {
    return call == null ? "" : call.callId();
  }

  private CompletionStage<CallStep> tellDesk(CallEvent event) {
    CompletionStage<CallStep> step =
        told.thenComposeAsync(before -> trunk.desk().apply(question, event));
    told = step.handle((next, failure) -> true);
    return step;
  }

  private void sent() {
    answer(new Delivery.Sent(reference()));
  }

  private void unsent(String why) {
    answer(new Delivery.Unreachable(why));
    finish();
  }

  private void answer(Delivery what) {
    if (!answeredSender) {
      answeredSender = true;
      told = told.thenRunAsync(() -> delivery.complete(what));
    }
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  private void finish() {
    if (over) {
      return;
    }
    over = true;
    stopDeadline();
    if (last != null) {
      last.cancel(false);
    }
    if (stream != null) {
      trunk.pacer().remove(stream);
    }
    told.whenComplete((all, failure) -> done.complete(true));
  }
}
