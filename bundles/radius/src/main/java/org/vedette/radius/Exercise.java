package org.vedette.radius;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.Prompt;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.radius.ClientState;
import org.vedette.api.radius.RadiusDesk;
import org.vedette.api.secret.SecretVault;
import org.vedette.codec.radius.AttributeTypes;
import org.vedette.codec.radius.Packet;
import org.vedette.codec.radius.UserPassword;

/** One test of a client. Never lets anybody in. Thread-safe. */
final class Exercise {
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final String username;
  private final Instant until;
  private final SecretVault vault;
  private final InstantSource clock;
  private final List<String> facts = new ArrayList<>();
  private RadiusDesk.Step step = RadiusDesk.Step.REJECT;
  private Duration wait = Duration.ZERO;
  private boolean finished = true;
  private byte @Nullable [] state;
  private String expected = "";

  Exercise(String username, Instant until, SecretVault vault, InstantSource clock) {
    this.username = username;
    this.until = until;
    this.vault = vault;
    this.clock = clock;
  }

  String username() {
    return username;
  }

  Instant until() {
    return until;
  }

  synchronized void begin(RadiusDesk.Step next, Duration hold) {
    step = next;
    wait = hold;
    finished = false;
    state = null;
    facts.clear();
  }

  synchronized RadiusDesk.ClientTest state() {
    return new RadiusDesk.ClientTest(username, until, step, finished, facts);
  }

  /** Answers a request with the name of this test. */
  synchronized CompletionStage<Outcome> answer(Waiting sign) {
    if (finished) {
      return done(denied(sign));
    }
    return switch (step) {
      case REJECT -> {
        describe(sign.arrival());
        facts.add("It was sent Access-Reject.");
        finished = true;
        yield done(denied(sign));
      }
      case CHALLENGE -> done(challenge(sign));
      case WAIT -> hold(sign);
    };
  }

  private Outcome challenge(Waiting sign) {
    Arrival arrival = sign.arrival();
    Optional<byte[]> came = arrival.packet().first(AttributeTypes.STATE);
    byte[] open = state;
    if (open == null) {
      describe(arrival);
      if (Protocol.of(arrival.packet()).filter(Protocol.PAP::equals).isEmpty()) {
        facts.add("It does not use PAP, so that it cannot be asked for a code.");
        finished = true;
        return denied(sign);
      }
      byte[] fresh = vault.random(ChallengeToken.LENGTH);
      state = fresh;
      int number = ByteBuffer.wrap(vault.random(2)).getShort() & 0xFFFF;
      expected = String.format("%04d", number % 10_000);
      facts.add("It was sent Access-Challenge with the question to type " + expected + ".");
      return new Outcome.Challenged(
          new Prompt("Vedette test: type " + expected, true, "test"),
          new ChallengeToken(fresh),
          clock.instant().plus(ANSWER));
    }
    finished = true;
    if (came.filter(it -> Arrays.equals(it, open)).isEmpty()) {
      facts.add("It began anew instead of answering: it cannot show a challenge.");
    } else {
      facts.add("Its answer carried State: it can show a challenge.");
      facts.add(
          typed(arrival).filter(expected::equals).isPresent()
              ? "The answer was what the person was asked to type."
              : "The answer was not what the person was asked to type.");
    }
    return denied(sign);
  }

  private CompletionStage<Outcome> hold(Waiting sign) {
    if (!facts.isEmpty()) {
      facts.add("It began anew with another request while the first was held.");
      return done(denied(sign));
    }
    describe(sign.arrival());
    facts.add("The answer is held back for " + wait.toSeconds() + " s.");
    CompletableFuture<Outcome> later = new CompletableFuture<>();
    return later
        .completeOnTimeout(denied(sign), wait.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((outcome, failure) -> waited(sign));
  }

  private synchronized void waited(Waiting sign) {
    Rhythm rhythm = new Rhythm();
    Optional<ClientState.Rhythm> seen = sign.learn(rhythm, clock.instant());
    if (seen.isEmpty()) {
      facts.add(
          "It sent the request once and did not repeat it: its time-out is "
              + wait.toSeconds()
              + " s or more, or it gave up without a word.");
    } else {
      ClientState.Rhythm known = seen.get();
      facts.add(
          String.format(
              Locale.ROOT,
              "It sent the request %d times, every %.1f s.",
              known.sends(),
              known.interval().toMillis() / 1000.0));
      facts.add(
          known.gaveUp()
              ? "It gave up after about " + known.waits().toSeconds() + " s."
              : "It still waited after " + known.waits().toSeconds() + " s.");
    }
    facts.add("It was then sent Access-Reject.");
    finished = true;
  }

  private void describe(Arrival arrival) {
    Packet packet = arrival.packet();
    facts.add(
        "A request came from "
            + RadiusSettings.name(arrival.source())
            + " by "
            + Protocol.name(packet)
            + (packet.has(AttributeTypes.MESSAGE_AUTHENTICATOR)
                ? ", with Message-Authenticator."
                : ", without Message-Authenticator."));
  }

  private static Optional<String> typed(Arrival arrival) {
    return arrival
        .packet()
        .first(AttributeTypes.USER_PASSWORD)
        .flatMap(
            hidden ->
                UserPassword.reveal(
                        hidden,
                        arrival.secret(),
                        arrival.packet().authenticator(),
                        arrival.client().charset())
                    .match(
                        clear ->
                            Optional.of(new String(clear.utf8(), StandardCharsets.UTF_8).strip()),
                        garbled -> Optional.empty()));
  }

  private static Outcome denied(Waiting sign) {
    return new Outcome.Denied(ResultCode.PRIMARY_REFUSED, sign.requestId());
  }

  private static CompletionStage<Outcome> done(Outcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
