package org.vedette.gateway.sip;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.delivery.CallEvent;
import org.vedette.api.delivery.CallStep;
import org.vedette.api.delivery.Delivery;
import org.vedette.api.delivery.Message;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.secret.Secret;
import org.vedette.gateway.sip.call.Account;
import org.vedette.gateway.sip.call.Loop;
import org.vedette.gateway.sip.call.Prober;
import org.vedette.gateway.sip.call.Registration;
import org.vedette.gateway.sip.call.Timers;
import org.vedette.gateway.sip.call.UserAgent;
import org.vedette.gateway.sip.link.Dialer;
import org.vedette.gateway.sip.media.Pacer;
import org.vedette.gateway.sip.prompt.Prompts;

/**
 * Calls people over one trunk: so many at a time, so many waiting, each with its deadline.
 * Thread-safe; no caller waits.
 */
final class Gateway implements AutoCloseable {
  static final String CHANNEL = "voice";

  private static final String ENDING = "the gateway is being replaced";

  /** What becomes of messages that were not sent because this gateway ends. */
  static final Delivery REPLACED = new Delivery.Unreachable(ENDING);

  private static final Delivery NOT_YET = new Delivery.Unreachable("");
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{3,14}");
  private static final Pattern EXTENSION = Pattern.compile("[0-9*#,]{0,40}");
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final long LEAVING_MILLIS = 1000;
  private static final int LOOKS = 40;
  private static final long ABORTING_MILLIS = 500;

  /**
   * What a gateway needs of others.
   *
   * @param password gives the password for each request; empty while it cannot be read
   * @param prompts what can be said
   * @param desk told of events
   * @param random gives so many octets of a strong source
   * @param clock time
   * @param timers times of the protocol
   */
  record Outside(
      Supplier<Optional<Secret>> password,
      Prompts prompts,
      BiFunction<ChallengeToken, CallEvent, CompletionStage<CallStep>> desk,
      IntFunction<byte[]> random,
      InstantSource clock,
      Timers timers) {}

  private final SipSettings settings;
  private final Trunk trunk;
  private final Prober prober;
  private final Optional<Registration> registration;
  private final InFlight calls = new InFlight();
  private final AtomicInteger taken = new AtomicInteger();

  /** These are used on the loop only. */
  private final Deque<PhoneCall> waiting = new ArrayDeque<>();

  private final Set<PhoneCall> running = new HashSet<>();
  private int ticks;
  private boolean ending;

  /** Begins. */
  Gateway(String name, SipSettings settings, Outside outside) {
    String threads = "vedette-gateway-sip-" + name;
    this.settings = settings;
    Loop loop = new Loop(threads);
    Account account =
        new Account(
            settings.domain(),
            settings.user(),
            outside.password(),
            settings.caller(),
            settings.callerName(),
            settings.identity());
    UserAgent agent =
        new UserAgent(
            loop,
            new Dialer(settings.target(), threads),
            account,
            outside.timers(),
            outside.random(),
            threads);
    Watch watch =
        new Watch(
            "sip:" + name,
            settings.target().host() + ":" + settings.target().port(),
            outside.clock());
    this.trunk =
        new Trunk(
            settings,
            loop,
            agent,
            new Pacer(threads + "-sound"),
            watch,
            outside.prompts(),
            outside.desk(),
            outside.random());
    this.prober = new Prober(agent, this::probed);
    this.registration =
        settings.registering() == 0
            ? Optional.empty()
            : Optional.of(new Registration(agent, settings.registering()));
    loop.execute(() -> registration.ifPresent(Registration::begin));
    loop.execute(this::tick);
  }

  /** Asks the trunk whether it is there, when it is time. */
  private void tick() {
    long every = settings.times().probing().toSeconds();
    boolean down = trunk.watch().trouble().isPresent();
    if (down ? trunk.watch().retryDue() : every > 0 && ticks % every == 0) {
      prober.ask();
    }
    ticks++;
    trunk.loop().after(TICK, this::tick);
  }

  private void probed(Optional<String> trouble, boolean lasting) {
    trouble.ifPresentOrElse(why -> trunk.watch().down(why, lasting), trunk.watch()::answered);
  }

  /**
   * Sends a message; empty when this gateway has ended and another has taken its place, so that
   * nothing was done.
   */
  Optional<CompletionStage<Delivery>> offer(Message message) {
    CompletableFuture<Delivery> sent = send(message).toCompletableFuture();
    return sent.getNow(NOT_YET) == REPLACED ? Optional.empty() : Optional.of(sent);
  }

  private CompletionStage<Delivery> send(Message message) {
    if (!message.channel().equals(CHANNEL)) {
      return rejected("this gateway calls on channel voice only");
    }
    if (!NUMBER.matcher(message.to()).matches()) {
      return rejected("the number is not + and 4 to 15 digits");
    }
    if (!EXTENSION.matcher(message.fields().getOrDefault("extension", "")).matches()) {
      return rejected("the extension is not at most 40 of 0 to 9, *, # and comma");
    }
    if (message.challenge().isEmpty()) {
      return rejected("the call is about no question");
    }
    if (trunk.prompts().of("", message.language()).apply(message.template()).isEmpty()) {
      return rejected("there is no sound of that name: " + message.template());
    }
    if (calls.closed()) {
      return CompletableFuture.completedFuture(REPLACED);
    }
    Optional<String> trouble = trunk.watch().trouble();
    if (trouble.isPresent()) {
      return unreachable(trouble.get());
    }
    if (taken.incrementAndGet() > settings.calls() + settings.waiting()) {
      taken.decrementAndGet();
      return unreachable("too many calls wait already");
    }
    PhoneCall call = new PhoneCall(trunk, message, message.challenge().get());
    calls.track(call::done);
    trunk.loop().execute(() -> accept(call));
    return call.delivery();
  }

  private void accept(PhoneCall call) {
    call.done().whenComplete((yes, failure) -> trunk.loop().execute(() -> left(call)));
    call.limit();
    if (ending) {
      call.abort(ENDING);
      return;
    }
    waiting.add(call);
    startNext();
  }

  private void left(PhoneCall call) {
    taken.decrementAndGet();
    running.remove(call);
    waiting.remove(call);
    startNext();
  }

  private void startNext() {
    while (running.size() < settings.calls() && !waiting.isEmpty()) {
      PhoneCall next = waiting.remove();
      running.add(next);
      next.begin();
    }
  }

  /** Returns how the trunk is. */
  Health health() {
    return trunk.watch().health(registration.flatMap(Registration::trouble));
  }

  /** Returns how long a call can last at most. */
  Duration longestCall() {
    return settings.times().all();
  }

  /** Takes no more, and waits for what runs. */
  void drain(Duration limit) {
    calls.drain(limit);
  }

  /** Ends what runs, its connections and threads. Blocks for a second and a half at most. */
  @Override
  public void close() {
    calls.drain(Duration.ZERO);
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    trunk
        .loop()
        .execute(
            () -> {
              ending = true;
              Set.copyOf(running).forEach(each -> each.abort(ENDING));
              Set.copyOf(waiting).forEach(each -> each.abort(ENDING));
              registration.ifPresent(Registration::leave);
              trunk.agent().quiet(LOOKS).whenComplete((quiet, failure) -> left.complete(true));
            });
    await(left);
    // What was aborted is told to the desk.
    calls.drain(Duration.ofMillis(ABORTING_MILLIS));
    trunk.agent().close();
    trunk.pacer().close();
    trunk.loop().close();
  }

  private static void await(CompletableFuture<Boolean> left) {
    try {
      left.get(LEAVING_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException never) {
      // What was not answered by now ends by itself at the trunk.
      return;
    }
  }

  private static CompletionStage<Delivery> rejected(String why) {
    return CompletableFuture.completedFuture(new Delivery.Rejected(why));
  }

  private static CompletionStage<Delivery> unreachable(String why) {
    return CompletableFuture.completedFuture(new Delivery.Unreachable(why));
  }
}
