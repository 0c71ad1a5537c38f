package org.vedette.gateway.call;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.GatewayCallback.Request;
import org.vedette.api.delivery.GatewayCallback.Response;
import org.vedette.api.secret.Secret;
import org.vedette.api.secret.SecretVault;
import org.vedette.client.http.callback.Desks;
import org.vedette.client.http.callback.FormFields;
import org.vedette.client.http.callback.PublicAddress;
import org.vedette.client.http.callback.TwilioSignature;

/**
 * Leads calls: the provider asks what to say, tells what was pressed, and how the call ended.
 * Nothing of a request is believed before its signature is right. Thread-safe.
 */
final class Conversation {
  /** How long keys are awaited after the first words, in seconds. */
  private static final int LISTEN = 10;

  /** The provider waits 15 s for an answer, the web server 10 s. */
  private static final int LONGEST_SECONDS = 8;

  private static final Pattern PATH = Pattern.compile("(start|keys|over)/([A-Za-z0-9_-]{1,4096})");
  private static final Pattern DIGITS = Pattern.compile("[0-9*]{0,32}");
  private static final Response OK = Response.empty(200);
  private static final Response LATER = Response.empty(503);

  /** Says that nobody decides now. */
  private static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingException() {
      super("the core is missing", null, false, false);
    }
  }

  private final String gateway;
  private final PublicAddress address;
  private final Twiml twiml;
  private final SecretVault vault;
  private final Calls calls;
  private final Desks desks;
  private final InstantSource clock;

  Conversation(
      String gateway,
      CallSettings settings,
      SecretVault vault,
      Calls calls,
      Desks desks,
      InstantSource clock) {
    this.gateway = gateway;
    this.address = settings.address();
    this.twiml = settings.twiml();
    this.vault = vault;
    this.calls = calls;
    this.desks = desks;
    this.clock = clock;
  }

  /** Returns where the provider asks what to say first. */
  String start(Call call) {
    return address.of("start/" + call.seal(vault, gateway));
  }

  /** Returns where the provider tells how the call ended. */
  String over(Call call) {
    return address.of("over/" + call.next().seal(vault, gateway));
  }

  /**
   * Takes a request.
   *
   * @param signing what the provider signs with; empty while it cannot be read
   */
  CompletionStage<Response> take(Request request, Optional<Secret> signing) {
    if (signing.isEmpty() || signing.get().length() == 0) {
      return done(LATER);
    }
    Optional<FormFields> form = FormFields.read(request.body());
    String signature = request.header(TwilioSignature.HEADER).orElse("");
    if (form.isEmpty()
        || !TwilioSignature.genuine(signing.get(), address.of(request), form.get(), signature)) {
      return done(Response.empty(403));
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches() || !request.query().isEmpty()) {
      return done(Response.empty(404));
    }
    Optional<Call> call = Call.open(vault, gateway, path.group(2), clock.instant());
    if (call.isEmpty()) {
      // Signed by the provider, and over for long.
      return done(path.group(1).equals("over") ? OK : say(Twiml.HANG_UP));
    }
    return switch (path.group(1)) {
      case "start" -> done(say(ask(call.get())));
      case "keys" -> keys(call.get(), form.get());
      default -> over(call.get(), form.get());
    };
  }

  private String ask(Call call) {
    return twiml.ask(
        new Twiml.Words(call.prompt(), call.text(), call.language()), LISTEN, action(call));
  }

  private String action(Call call) {
    return address.of("keys/" + call.next().seal(vault, gateway));
  }

  private CompletionStage<Response> keys(Call call, FormFields form) {
    Optional<CallEvent> event = pressed(form);
    if (event.isEmpty()) {
      return done(Response.empty(400));
    }
    return calls
        .step(call.id(), call.step(), () -> tell(call, event.get()).thenApply(it -> next(call, it)))
        .toCompletableFuture()
        .completeOnTimeout(Twiml.HANG_UP, LONGEST_SECONDS, TimeUnit.SECONDS)
        .exceptionally(missing -> Twiml.HANG_UP)
        .thenApply(Conversation::say);
  }

  /**
   * Reads what was pressed ("Gather" of Twilio's documentation). The key that ended the digits is
   * not among them. Where nothing tells that it was pressed, an empty result is silence: a mailbox
   * must never say yes.
   */
  static Optional<CallEvent> pressed(FormFields form) {
    String digits = form.only("Digits").orElse("");
    Optional<String> end = form.only("FinishedOnKey");
    if (!DIGITS.matcher(digits).matches()) {
      return Optional.empty();
    }
    if (digits.isEmpty() && !end.equals(Optional.of("#"))) {
      return Optional.of(new CallEvent.Silence());
    }
    return Optional.of(
        new CallEvent.Keys(Secret.of(digits), end.isEmpty() || end.get().equals("#")));
  }

  private CompletionStage<CallStep> tell(Call call, CallEvent event) {
    return desks
        .await()
        .thenCompose(
            desk ->
                desk.map(it -> it.called(call.question(), event))
                    .orElseGet(() -> CompletableFuture.failedFuture(new MissingException())));
  }

  private String next(Call call, CallStep step) {
    Twiml.Words words = new Twiml.Words(step.prompt(), step.text(), call.language());
    if (step.listen().isEmpty()) {
      calls.done(call.id());
      return twiml.last(words);
    }
    return twiml.ask(words, step.listen().get(), action(call));
  }

  private CompletionStage<Response> over(Call call, FormFields form) {
    Optional<CallEvent> end = CallEnd.of(form);
    if (end.isEmpty()) {
      return done(OK);
    }
    CallEvent event = end.get();
    return calls
        .ended(call.id(), event instanceof CallEvent.HungUp)
        .thenCompose(news -> news ? tellEnd(call, event) : done(OK))
        .toCompletableFuture()
        .completeOnTimeout(OK, LONGEST_SECONDS, TimeUnit.SECONDS);
  }

  private CompletionStage<Response> tellEnd(Call call, CallEvent event) {
    return tell(call, event)
        .thenApply(step -> OK)
        .exceptionally(
            missing -> {
              calls.again(call.id());
              return LATER;
            });
  }

  private static Response say(String document) {
    return new Response(200, "text/xml", document);
  }

  private static CompletionStage<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
