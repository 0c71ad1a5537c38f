package org.vedette.core.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.DeliveryDesk;
import org.vedette.api.delivery.Receipt;
import org.vedette.api.delivery.Reply;

/** Brings what comes back by a gateway to the question that it answers. */
public final class IncomingDesk implements DeliveryDesk {
  private static final int LISTEN_SECONDS = 10;
  private static final String VOICE = "voice";
  private static final int LONGEST_REPLY = 1000;

  private final Outbox outbox;
  private final OpenQuestions questions;
  private final BiFunction<ChallengeToken, Answer.Signal, CompletionStage<Outcome>> answers;

  /** Hands answers to {@code answers}. */
  public IncomingDesk(
      Outbox outbox,
      OpenQuestions questions,
      BiFunction<ChallengeToken, Answer.Signal, CompletionStage<Outcome>> answers) {
    this.outbox = outbox;
    this.questions = questions;
    this.answers = answers;
  }

  @Override
  public CompletionStage<Boolean> replied(Reply reply) {
    Optional<ChallengeToken> asked = questions.sentTo(reply.channel(), reply.from());
    if (asked.isEmpty() || reply.text().length() > LONGEST_REPLY) {
      return CompletableFuture.completedFuture(false);
    }
    return answers
        .apply(asked.get(), new Answer.Signal(Reply.SIGNAL, reply.text()))
        .thenApply(outcome -> !isUnknown(outcome));
  }

  private static boolean isUnknown(Outcome outcome) {
    return outcome instanceof Outcome.Denied denied
        && denied.result() == ResultCode.CHALLENGE_INVALID;
  }

  @Override
  public void receipt(Receipt receipt) {
    outbox.arrived(receipt);
  }

  @Override
  public CompletionStage<CallStep> called(ChallengeToken question, CallEvent event) {
    String language = questions.language(question).orElse("");
    boolean over = event instanceof CallEvent.HungUp || event instanceof CallEvent.Unanswered;
    return answers
        .apply(question, event.signal())
        .thenApply(outcome -> over ? CallStep.hangUp() : next(outcome, language));
  }

  private CallStep next(Outcome outcome, String language) {
    if (outcome instanceof Outcome.Challenged again) {
      return say(again.prompt().text(), language, Optional.of(LISTEN_SECONDS));
    }
    if (outcome instanceof Outcome.Granted) {
      return say("success", language, Optional.empty());
    }
    if (outcome instanceof Outcome.Denied denied) {
      return denied.result() == ResultCode.FRAUD_REPORTED
          ? say("fraud.reported", language, Optional.empty())
          : denied.result() == ResultCode.CALL_SILENT
              ? CallStep.hangUp()
              : say("denied", language, Optional.empty());
    }
    return say("unavailable", language, Optional.empty());
  }

  private CallStep say(String prompt, String language, Optional<Integer> listen) {
    return new CallStep(prompt, outbox.words(VOICE, prompt, language, Map.of()).orElse(""), listen);
  }
}
