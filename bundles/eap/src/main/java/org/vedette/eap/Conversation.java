package org.vedette.eap;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.Outcome;
import org.vedette.api.eap.EapMessage;
import org.vedette.api.eap.EapQuestion;
import org.vedette.api.eap.EapReply;
import org.vedette.codec.eap.EapCode;
import org.vedette.codec.eap.EapPacket;
import org.vedette.codec.eap.EapType;
import org.vedette.codec.eap.TypedText;

/**
 * One supplicant from its identity to success or failure (RFC 3748 section 2). One message at a
 * time is worked on; a repetition of the last one joins it, or gets the same reply. Thread-safe.
 */
final class Conversation {
  /** More rounds than the longest chain of certificates needs on the narrowest path. */
  private static final int MOST_ROUNDS = 500;

  private final byte[] id;
  private final UUID application;
  private final Methods methods;
  private final List<Integer> refused = new ArrayList<>();
  private String identity = "";
  private int identifier;
  private int type = EapType.IDENTITY;
  private boolean offered;
  private @Nullable Method method;
  private byte[] last = {};
  private CompletableFuture<EapReply> lastReply = new CompletableFuture<>();
  private @Nullable EapQuestion question;
  private int rounds;
  private volatile boolean busy;
  private boolean ended;
  private volatile Duration patience = Move.SOON;

  /**
   * Begins.
   *
   * @param id 16 octets that nobody can guess
   */
  Conversation(byte[] id, UUID application, Methods methods) {
    this.id = id;
    this.application = application;
    this.methods = methods;
  }

  UUID application() {
    return application;
  }

  /** How long the next message may take. */
  Duration patience() {
    return patience;
  }

  /** Whether the core is being asked. */
  boolean isBusy() {
    return busy;
  }

  /** Takes a message; completes with what to do. */
  CompletionStage<EapReply> receive(
      EapMessage message, Function<EapQuestion, CompletionStage<Outcome>> ask) {
    CompletableFuture<EapReply> reply = new CompletableFuture<>();
    EapQuestion asked;
    synchronized (this) {
      byte[] digest = digest(message.eap());
      if (MessageDigest.isEqual(digest, last)) {
        if (busy || ended || question == null) {
          return lastReply;
        }
        // Nothing was decided the last time: the same is asked again.
      } else {
        Optional<EapPacket> packet = EapPacket.decode(message.eap());
        Optional<EapReply> refusal = outOfTurn(packet);
        if (refusal.isPresent() || packet.isEmpty()) {
          reply.complete(refusal.orElseGet(() -> new EapReply.Silent(false, "no EAP packet")));
          return reply;
        }
        last = digest;
        lastReply = reply;
        Move move = step(packet.get(), message);
        if (!(move instanceof Move.Ask one)) {
          reply.complete(settle(move));
          return reply;
        }
        question = one.question();
      }
      lastReply = reply;
      busy = true;
      asked = question;
    }
    ask(asked, ask, reply);
    return reply;
  }

  /** RFC 3748 section 4.1: what answers another request than the last one is discarded. */
  private Optional<EapReply> outOfTurn(Optional<EapPacket> packet) {
    if (ended) {
      return Optional.of(new EapReply.Rejected(Optional.empty(), "the conversation is over"));
    }
    if (busy) {
      return Optional.of(new EapReply.Silent(false, "another message is being worked on"));
    }
    boolean fits =
        packet.isPresent()
            && packet.get().code() == EapCode.RESPONSE
            && (rounds == 0 || packet.get().identifier() == identifier);
    return fits
        ? Optional.empty()
        : Optional.of(new EapReply.Silent(false, "no answer to the last request"));
  }

  private Move step(EapPacket packet, EapMessage message) {
    identifier = packet.identifier() + 1 & 0xFF;
    if (++rounds > MOST_ROUNDS) {
      return new Move.Fail("the conversation takes too long");
    }
    try {
      if (type == EapType.IDENTITY) {
        return identity(packet, message);
      }
      if (packet.type() == EapType.NAK && offered) {
        return other(packet, message);
      }
      Method running = method;
      if (running == null || packet.type() != type) {
        return new Move.Fail("an EAP type that was not asked for");
      }
      offered = false;
      return running.receive(packet.data(), identifier);
    } catch (IOException | RuntimeException fault) {
      // Whatever a library does not foresee ends this conversation and nothing else.
      return fault(fault);
    }
  }

  private Move identity(EapPacket packet, EapMessage message) throws IOException {
    if (packet.type() != EapType.IDENTITY) {
      return new Move.Fail("the supplicant does not say its identity");
    }
    // An empty one is allowed outside a tunnel (RFC 3748 section 5.1).
    identity = TypedText.name(packet.data()).orElse("");
    List<Integer> types = Methods.types(message);
    return types.isEmpty()
        ? new Move.Fail("no EAP method is allowed")
        : offer(types.get(0), message);
  }

  /** The peer wants another method (RFC 3748 section 5.3.1). */
  private Move other(EapPacket nak, EapMessage message) throws IOException {
    refused.add(type);
    closeMethod();
    List<Integer> allowed = new ArrayList<>(Methods.types(message));
    allowed.removeAll(refused);
    for (int each : allowed) {
      for (byte wanted : nak.data()) {
        if ((wanted & 0xFF) == each) {
          return offer(each, message);
        }
      }
    }
    return new Move.Fail(
        "the supplicant wants an EAP method that is not allowed; see eapMethods of the application");
  }

  private Move offer(int next, EapMessage message) throws IOException {
    Optional<Method> made = methods.make(next, message, identity);
    if (made.isEmpty()) {
      return new Move.Fail("there is no certificate; see the health of eap");
    }
    type = next;
    offered = true;
    method = made.get();
    return made.get().start(identifier);
  }

  private void ask(
      EapQuestion asked,
      Function<EapQuestion, CompletionStage<Outcome>> ask,
      CompletableFuture<EapReply> reply) {
    CompletionStage<Outcome> stage;
    try {
      stage = ask.apply(asked);
    } catch (RuntimeException fault) {
      stage = CompletableFuture.failedFuture(fault);
    }
    stage.whenComplete((outcome, failure) -> finish(outcome, failure, reply));
  }

  private void finish(
      @Nullable Outcome outcome, @Nullable Throwable failure, CompletableFuture<EapReply> reply) {
    EapReply result;
    synchronized (this) {
      busy = false;
      Method running = method;
      if (ended || running == null) {
        closeMethod();
        return;
      }
      result = undecided(outcome, failure);
      if (result == null && outcome != null) {
        question = null;
        result = settle(conclude(running, outcome));
      }
    }
    reply.complete(result == null ? new EapReply.Silent(true, "no outcome") : result);
  }

  private Move conclude(Method running, Outcome outcome) {
    try {
      return running.concluded(outcome, identifier);
    } catch (RuntimeException fault) {
      return fault(fault);
    }
  }

  /** Names the place and not the message, which may hold what the supplicant sent. */
  private static Move fault(Exception fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return new Move.Fail(
        "an error of ours, "
            + fault.getClass().getSimpleName()
            + (trace.length == 0 ? "" : " at " + trace[0]));
  }

  private static @Nullable EapReply undecided(
      @Nullable Outcome outcome, @Nullable Throwable failure) {
    if (outcome == null) {
      return new EapReply.Silent(true, "an error of ours: " + failure);
    }
    return outcome.<@Nullable EapReply>match(
        granted -> null,
        challenged -> null,
        denied -> null,
        unavailable -> new EapReply.Silent(true, unavailable.why()),
        moved -> new EapReply.Silent(true, "the core is being replaced"));
  }

  private EapReply settle(Move move) {
    return move.match(
        this::say,
        ask -> fail(new Move.Fail("a question at the wrong time")),
        this::done,
        this::fail);
  }

  private EapReply say(Move.Say say) {
    patience = say.patience();
    return new EapReply.Continue(
        EapPacket.request(identifier, type, say.data()).encode(), id.clone(), say.patience());
  }

  private EapReply done(Move.Done done) {
    Method running = method;
    Optional<byte[]> key = running == null ? Optional.empty() : running.key();
    end();
    // RFC 3748 section 4.2: with the identifier of the answer.
    byte[] success = EapPacket.success(identifier - 1 & 0xFF).encode();
    return new EapReply.Accepted(success, key, done.granted());
  }

  private EapReply fail(Move.Fail fail) {
    end();
    return new EapReply.Rejected(fail.denied(), fail.why());
  }

  private void end() {
    ended = true;
    question = null;
    patience = Move.SOON;
    closeMethod();
  }

  private void closeMethod() {
    Method running = method;
    if (running != null && !busy) {
      running.close();
      method = null;
    }
  }

  /** Ends it; whoever waits for a reply is told why. */
  void close(String why) {
    CompletableFuture<EapReply> waiting;
    synchronized (this) {
      ended = true;
      question = null;
      closeMethod();
      waiting = lastReply;
    }
    waiting.complete(new EapReply.Rejected(Optional.empty(), why));
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java offers SHA-256", missing);
    }
  }
}
