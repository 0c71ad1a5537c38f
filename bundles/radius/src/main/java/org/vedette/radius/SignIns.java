package org.vedette.radius;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.eap.EapReply;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.net.ReplyTable;
import org.vedette.listener.CoreCalls;
import org.vedette.radius.Counters.Count;

/** Sign-ins from the request to the reply, and those that wait between. Thread-safe. */
final class SignIns {
  private static final byte NOTE_SCHEMA = 1;

  /** Longer than a directory takes: what is not over then waits for a person. */
  private static final Duration QUIET = Duration.ofMillis(400);

  private final RequestReader reader;
  private final Answers answers;
  private final CoreCalls core;
  private final EapRounds rounds;
  private final Onlooker onlooker;
  private final Exercises exercises;
  private final Notices notices;
  private final Counters counters;
  private final InstantSource clock;
  private final Map<ByteBuffer, Waiting> waiting = new ConcurrentHashMap<>();
  private final InFlight inFlight = new InFlight();

  SignIns(
      RequestReader reader,
      Answers answers,
      CoreCalls core,
      EapRounds rounds,
      Onlooker onlooker,
      Exercises exercises,
      Notices notices,
      Counters counters,
      InstantSource clock) {
    this.reader = reader;
    this.answers = answers;
    this.core = core;
    this.rounds = rounds;
    this.onlooker = onlooker;
    this.exercises = exercises;
    this.notices = notices;
    this.counters = counters;
    this.clock = clock;
  }

  /** How many wait. */
  int count() {
    return inFlight.count();
  }

  /** Begins the sign-in of a request that was not seen before. */
  void begin(Arrival arrival, byte[] key) {
    String requestId = AuditIds.of(ThreadLocalRandom.current().nextLong());
    begin(new Waiting(arrival, key, requestId, clock.instant()));
  }

  /** Notes that the client sent a request again, which is still being worked on. */
  void repeated(byte[] key) {
    Waiting sign = waiting.get(ByteBuffer.wrap(key));
    if (sign != null) {
      sign.repeated(clock.instant());
    }
  }

  /**
   * Goes on with a request that a predecessor left.
   *
   * @param note what the predecessor noted
   */
  void resume(Arrival arrival, byte[] key, byte[] note) {
    if (note.length < 10 || note[0] != NOTE_SCHEMA) {
      begin(arrival, key);
      return;
    }
    Instant began = Instant.ofEpochMilli(ByteBuffer.wrap(note, 1, 8).getLong());
    String id = new String(note, 9, note.length - 9, StandardCharsets.US_ASCII);
    begin(new Waiting(arrival, key, id, began));
  }

  /**
   * Waits until none is left, none has ended for a while, or the time is over; then leaves the rest
   * for the successor.
   */
  void hand(Duration patience) {
    inFlight.drain(patience, QUIET);
    for (Waiting each : waiting.values()) {
      if (waiting.remove(each.index(), each)) {
        byte[] id = each.requestId().getBytes(StandardCharsets.US_ASCII);
        byte[] note =
            ByteBuffer.allocate(9 + id.length)
                .put(NOTE_SCHEMA)
                .putLong(each.began().toEpochMilli())
                .put(id)
                .array();
        each.arrival()
            .replies()
            .leave(new ReplyTable.Left(each.key(), each.arrival().packet().bytes(), note));
      }
    }
  }

  private void begin(Waiting sign) {
    Arrival arrival = sign.arrival();
    Instant deadline = sign.began().plus(arrival.client().deadline());
    Duration left = Duration.between(clock.instant(), deadline);
    if (left.isNegative() || left.isZero()) {
      arrival.replies().forget(sign.key());
      return;
    }
    Optional<CompletionStage<Outcome>> exercise = exercises.answer(sign);
    if (exercise.isPresent()) {
      await(sign, exercise::get);
      return;
    }
    try {
      if (EapRounds.takes(arrival)) {
        round(sign, deadline, left);
        return;
      }
      reader
          .read(arrival, sign.requestId(), deadline)
          .<Runnable>match(
              ask -> () -> ask(sign, ask, left),
              unsupported ->
                  () -> reply(sign, answers.reject(arrival, sign.requestId()), Count.REJECTED),
              unreadable -> () -> drop(sign, Count.UNPROVEN))
          .run();
    } catch (RuntimeException fault) {
      waiting.remove(sign.index(), sign);
      fault(sign, fault);
    }
  }

  private void ask(Waiting sign, SignInRequest.Ask ask, Duration left) {
    await(sign, () -> core.ask(ask.question(), left));
  }

  private void await(Waiting sign, Supplier<CompletionStage<Outcome>> asked) {
    waiting.put(sign.index(), sign);
    inFlight.track(
        () -> asked.get().whenComplete((outcome, failure) -> conclude(sign, outcome, failure)));
  }

  private void round(Waiting sign, Instant deadline, Duration left) {
    waiting.put(sign.index(), sign);
    inFlight.track(
        () ->
            rounds
                .receive(sign.arrival(), sign.requestId(), deadline, left)
                .whenComplete((said, failure) -> conclude(sign, failure, () -> say(sign, said))));
  }

  private void say(Waiting sign, EapReply said) {
    Arrival arrival = sign.arrival();
    said.<Runnable>match(
            goOn -> () -> reply(sign, answers.challenge(arrival, goOn), Count.CHALLENGED),
            accepted -> () -> reply(sign, answers.accept(arrival, accepted), Count.ACCEPTED),
            rejected -> () -> rejected(sign, rejected),
            silent ->
                silent.unavailable()
                    ? () -> unavailable(sign, silent.why())
                    : () -> drop(sign, Count.MALFORMED))
        .run();
  }

  private void rejected(Waiting sign, EapReply.Rejected rejected) {
    Arrival arrival = sign.arrival();
    if (!rejected.why().isEmpty()) {
      notices.eapEnded(arrival.client(), arrival.source(), rejected.why());
    }
    String id = rejected.denied().map(Outcome.Denied::auditId).orElse(sign.requestId());
    reply(sign, answers.reject(arrival, id), Count.REJECTED);
  }

  private void conclude(Waiting sign, @Nullable Outcome outcome, @Nullable Throwable failure) {
    boolean none = outcome == null && failure == null;
    Throwable why = none ? new IllegalStateException("no outcome") : failure;
    conclude(
        sign,
        why,
        () -> {
          if (outcome != null) {
            answer(sign, outcome);
          }
        });
  }

  private void conclude(Waiting sign, @Nullable Throwable failure, Runnable answer) {
    if (!waiting.remove(sign.index(), sign)) {
      // It was left for the successor, which asks again.
      return;
    }
    Client client = sign.arrival().client();
    sign.learn(onlooker.of(client).rhythm(), clock.instant())
        .ifPresent(learned -> notices.patience(client, sign.arrival().source(), learned));
    if (failure != null) {
      fault(sign, failure);
      return;
    }
    try {
      answer.run();
    } catch (RuntimeException fault) {
      fault(sign, fault);
    }
  }

  private void answer(Waiting sign, Outcome outcome) {
    Arrival arrival = sign.arrival();
    outcome
        .<Runnable>match(
            granted -> () -> reply(sign, answers.accept(arrival, granted), Count.ACCEPTED),
            challenged -> () -> challenge(sign, challenged),
            denied -> () -> deny(sign, denied),
            unavailable -> () -> unavailable(sign, unavailable.why()),
            moved -> () -> unavailable(sign, "the core is being replaced"))
        .run();
  }

  private void challenge(Waiting sign, Outcome.Challenged challenged) {
    byte[] reply = answers.challenge(sign.arrival(), challenged, sign.requestId(), clock.instant());
    reply(sign, reply, Count.CHALLENGED);
  }

  private void deny(Waiting sign, Outcome.Denied denied) {
    Arrival arrival = sign.arrival();
    if (denied.result() == ResultCode.CANNOT_ASK) {
      notices.cannotAsk(arrival.client(), arrival.source(), Protocol.name(arrival.packet()));
    }
    reply(sign, answers.reject(arrival, denied.auditId(), denied.attributes()), Count.REJECTED);
  }

  private void reply(Waiting sign, byte[] reply, Count count) {
    Arrival arrival = sign.arrival();
    arrival.replies().answered(sign.key(), reply);
    counters.add(count);
    send(arrival, reply);
  }

  /** Sends a reply; one that is lost is sent again when the client repeats its request. */
  void send(Arrival arrival, byte[] reply) {
    onlooker.leaves(arrival.client(), arrival.source(), reply);
    try {
      arrival.send(reply);
    } catch (IOException failure) {
      notices.socketTrouble(String.valueOf(arrival.source()), failure);
    }
  }

  private void unavailable(Waiting sign, String why) {
    Arrival arrival = sign.arrival();
    notices.unavailable(arrival.client(), arrival.source(), sign.requestId(), why);
    drop(sign, Count.UNAVAILABLE);
  }

  private void fault(Waiting sign, Throwable failure) {
    notices.fault(sign.requestId(), failure);
    drop(sign, Count.UNAVAILABLE);
  }

  /** Forgets a request without a reply, so that a repetition is a fresh try. */
  private void drop(Waiting sign, Count count) {
    sign.arrival().replies().forget(sign.key());
    counters.add(count);
  }
}
