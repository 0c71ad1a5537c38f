package org.vedette.ldap;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.auth.AppendedTail;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.AuthRequest;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Outcome;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.auth.Waiting;
import org.vedette.api.lifecycle.InFlight;
import org.vedette.api.primary.PasswordExpired;
import org.vedette.api.primary.RefusalText;
import org.vedette.api.secret.Secret;
import org.vedette.ldap.Counters.Count;
import org.vedette.listener.CoreCalls;

/** Sign-ins behind binds: equal ones are asked once. Thread-safe. */
final class SignIns {
  /** Longest part of a name that is kept as a fact of the record. */
  private static final int LONGEST = 256;

  /**
   * A bind of a person.
   *
   * @param client the application
   * @param source where it comes from
   * @param typed the name as it was typed
   * @param username the name of the user
   * @param password what was typed as the password; stays the caller's
   */
  record Bind(Client client, InetAddress source, String typed, String username, Secret password) {}

  /** One who waits for the verdict on a bind. */
  final class Ticket {
    private final Remembered.Entry entry;
    private final Caller caller;

    private Ticket(Remembered.Entry entry, Caller caller) {
      this.entry = entry;
      this.caller = caller;
    }

    /** What becomes of it. */
    CompletableFuture<Verdict> verdict() {
      return entry.verdict();
    }

    /** The client has gone: when nobody waits any more, nobody is asked any more. */
    void leave() {
      if (remembered.leave(entry)) {
        counters.add(Count.GIVEN_UP);
        core.withdraw(caller);
      }
    }

    /** The directory refused the password all the same. */
    void forget() {
      remembered.forget(entry);
    }
  }

  private final CoreCalls core;
  private final Remembered remembered;
  private final BindKeys keys;
  private final Owners owners;
  private final Notices notices;
  private final Counters counters;
  private final InstantSource clock;
  private final InFlight inFlight = new InFlight();

  SignIns(
      CoreCalls core,
      Remembered remembered,
      BindKeys keys,
      Owners owners,
      Notices notices,
      Counters counters,
      InstantSource clock) {
    this.core = core;
    this.remembered = remembered;
    this.keys = keys;
    this.owners = owners;
    this.notices = notices;
    this.counters = counters;
    this.clock = clock;
  }

  /** How many are being decided. */
  int inFlight() {
    return inFlight.count();
  }

  /** Begins a sign-in, or joins an equal one. */
  Ticket begin(Bind bind) {
    Client client = bind.client();
    ByteBuffer key = keys.of(client, bind.source().getAddress(), bind.typed(), bind.password());
    Remembered.Joined joined = remembered.join(key, client.remembering(), () -> owners.of(key));
    Caller caller =
        new Caller(
            Fields.LISTENER,
            client.application(),
            bind.source().getHostAddress(),
            "",
            joined.entry().owner());
    if (joined.fresh()) {
      ask(bind, caller, joined.entry());
    } else if (joined.entry().verdict().isDone()) {
      counters.add(Count.REMEMBERED);
      counters.add(Count.GRANTED);
    }
    return new Ticket(joined.entry(), caller);
  }

  /** Forgets all that was granted: a password was changed, or who may come in. */
  void forgetAll() {
    remembered.forgetAll();
  }

  /** Waits until none is left, or what is left waits for a person. */
  void drain(Duration limit, Duration quiet) {
    inFlight.drain(limit, quiet);
  }

  private void ask(Bind bind, Caller caller, Remembered.Entry entry) {
    String id = AuditIds.of(ThreadLocalRandom.current().nextLong());
    Duration life = bind.client().deadline();
    Instant deadline = clock.instant().plus(life);
    byte[] shown = bind.password().bytes();
    AuthRequest request =
        new AuthRequest(
            id,
            caller,
            bind.username(),
            Optional.of(new Credential.Typed(Secret.of(shown))),
            Map.of("ldap-bind-name", printable(bind.typed())),
            Waiting.HOLD,
            Asking.NEVER,
            deadline);
    Arrays.fill(shown, (byte) 0);
    CoreCalls.Question question =
        new CoreCalls.Question(
            service -> service.authenticate(request),
            (service, prompt) -> service.hold(prompt, request.username(), caller, deadline));
    var unused =
        inFlight.track(
            () ->
                core.ask(question, life)
                    .whenComplete(
                        (outcome, failure) ->
                            remembered.settle(entry, read(bind, id, outcome, failure))));
  }

  private Verdict read(
      Bind bind, String id, @Nullable Outcome outcome, @Nullable Throwable failure) {
    if (outcome == null) {
      notices.fault("request " + id, failure == null ? new IllegalStateException() : failure);
      counters.add(Count.UNAVAILABLE);
      return new Verdict.Fault(id);
    }
    return outcome.match(
        granted -> {
          counters.add(Count.GRANTED);
          return new Verdict.Granted(granted.username(), AppendedTail.read(granted.attributes()));
        },
        challenged -> {
          notices.cannotAsk(bind.client(), bind.source(), id);
          counters.add(Count.DENIED);
          return new Verdict.Denied(Optional.empty(), false);
        },
        denied -> {
          if (denied.result() == ResultCode.CANNOT_ASK) {
            notices.cannotAsk(bind.client(), bind.source(), denied.auditId());
          }
          counters.add(Count.DENIED);
          return new Verdict.Denied(
              RefusalText.in(denied.attributes()), PasswordExpired.isIn(denied.attributes()));
        },
        unavailable -> unavailable(bind, id, unavailable.why()),
        moved -> unavailable(bind, id, "the core is being replaced"));
  }

  private Verdict unavailable(Bind bind, String id, String why) {
    notices.unavailable(bind.client(), bind.source(), id, why);
    counters.add(Count.UNAVAILABLE);
    return new Verdict.Unavailable();
  }

  private static String printable(String typed) {
    String cut = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
