package org.vedette.ldap;

import com.unboundid.asn1.ASN1Exception;
import com.unboundid.ldap.sdk.DN;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vedette.api.secret.Secret;
import org.vedette.ldap.Counters.Count;
import org.vedette.ldap.Running.Rewrite;
import org.vedette.listener.ldap.BrokenException;

/**
 * Binds of one connection, any number of them one after the other (RFC 4511 section 4.2): of
 * programs, which pass to the directory; of people, for whom the core is asked first. For the
 * thread of its loop alone.
 */
final class Binder {
  private static final String DENIED = "Sign-in failed.";
  private static final String LATER = "Try again shortly.";
  private static final int VERSION = 3;
  private static final long DIRECTORY_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** A bind that is not decided yet. */
  private static final class Pending {
    private final Message message;
    private final Client client;
    private final String identity;
    private @Nullable Secret password;
    private SignIns.@Nullable Ticket ticket;

    /** Since when the directory has it, in nanoseconds; 0 before. */
    private long passed;

    Pending(Message message, Client client, String name, @Nullable Secret password) {
      this.message = message;
      this.identity = name.isEmpty() ? "" : (DN.isValidDN(name) ? "dn:" : "u:") + name;
      this.client = client;
      this.password = password;
    }

    void wipe() {
      Secret held = password;
      if (held != null) {
        held.close();
        password = null;
      }
    }
  }

  private final Shared shared;
  private final Line line;
  private final Relay relay;
  private @Nullable Pending pending;
  private boolean bound;
  private String identity = "";

  Binder(Shared shared, Line line, Relay relay) {
    this.shared = shared;
    this.line = line;
    this.relay = relay;
  }

  /** Whether a bind is being decided. */
  boolean isPending() {
    return pending != null;
  }

  /** Whether somebody has bound. */
  boolean isBound() {
    return bound;
  }

  /**
   * Who has bound: {@code dn:} or {@code u:} and the name; empty: nobody (RFC 4532 section 2.1).
   */
  String identity() {
    return bound ? identity : "";
  }

  /** The directory's connection is over: nobody has bound any more. */
  void unbound() {
    bound = false;
  }

  /** Begins a bind. From now on nobody has bound (RFC 4511 section 4.2.1). */
  void bind(Message message, Client client) throws BrokenException {
    boolean before = bound;
    bound = false;
    BindRequest request = BindRequest.read(message);
    if (request.version() != VERSION) {
      refuse(message, client, before, Replies.PROTOCOL_ERROR, "LDAP version 3 is spoken here.");
    } else if (isProxied(message)) {
      refuse(message, client, before, Replies.UNWILLING, "Nobody acts as another here.");
    } else if (request.password().isEmpty()) {
      refuse(
          message,
          client,
          before,
          Replies.AUTH_METHOD_NOT_SUPPORTED,
          "Simple binds are served here.");
    } else {
      simple(message, client, before, request.name(), request.password().get());
    }
  }

  private void simple(
      Message message, Client client, boolean before, String name, Secret password) {
    boolean empty = password.length() == 0;
    if (name.isEmpty() && empty) {
      // RFC 4513 section 5.1.1.
      if (client.anonymous()) {
        toDirectory(new Pending(message, client, name, null), message.bytes());
      } else {
        refuse(
            message,
            client,
            before,
            Replies.INAPPROPRIATE_AUTHENTICATION,
            "Anonymous binds are not open here.");
      }
    } else if (empty) {
      // RFC 4513 section 5.1.2: it would succeed, and prove nothing.
      refuse(message, client, before, Replies.UNWILLING, "A password is needed.");
    } else if (client.tlsRequired() && !line.isSecured()) {
      refuse(
          message,
          client,
          before,
          Replies.CONFIDENTIALITY_REQUIRED,
          "Passwords are taken over TLS only: use LDAPS or StartTLS.");
    } else if (name.isEmpty()) {
      refuse(message, client, before, Replies.INVALID_CREDENTIALS, DENIED);
    } else if (client.services().include(name, line.source())) {
      shared.counters().add(Count.SERVICE);
      toDirectory(new Pending(message, client, name, null), message.bytes());
    } else {
      Pending next = new Pending(message, client, name, password);
      pending = next;
      shared
          .names()
          .find(client, name)
          .whenComplete(
              (found, failure) ->
                  line.later(
                      () ->
                          named(
                              next, found, user -> signIn(next, name, user), () -> noRule(next))));
    }
  }

  /** Goes on by what a name means, unless that cannot be found out, or nobody waits any more. */
  private void named(
      Pending bind, Names.@Nullable Found found, Consumer<String> one, Runnable nobody) {
    if (pending != bind) {
      return;
    }
    if (found == null) {
      conclude(bind, Replies.OTHER, LATER);
      return;
    }
    found
        .<Runnable>match(
            name -> () -> one.accept(name.name()),
            none -> nobody,
            unknown ->
                () -> {
                  shared.notices().unavailable(bind.client, line.source(), "", unknown.why());
                  shared.counters().add(Count.UNAVAILABLE);
                  conclude(bind, Replies.UNAVAILABLE, LATER);
                })
        .run();
  }

  private void noRule(Pending bind) {
    shared.notices().refused(bind.client, line.source(), "no dnRule fits the name");
    shared.counters().add(Count.DENIED);
    conclude(bind, Replies.INVALID_CREDENTIALS, DENIED);
  }

  private void signIn(Pending bind, String typed, String username) {
    Secret password = bind.password;
    if (password == null) {
      return;
    }
    SignIns.Ticket ticket =
        shared
            .signIns()
            .begin(new SignIns.Bind(bind.client, line.source(), typed, username, password));
    bind.ticket = ticket;
    ticket.verdict().whenComplete((verdict, failure) -> line.later(() -> decided(bind, verdict)));
  }

  private void decided(Pending bind, @Nullable Verdict verdict) {
    if (pending != bind) {
      return;
    }
    if (verdict == null) {
      conclude(bind, Replies.OTHER, LATER);
      return;
    }
    verdict
        .<Runnable>match(
            granted -> () -> granted(bind, granted.tail()),
            denied -> () -> denied(bind, denied),
            unavailable -> () -> conclude(bind, Replies.UNAVAILABLE, LATER),
            fault ->
                () ->
                    conclude(
                        bind,
                        Replies.OTHER,
                        "Something went wrong. Reference " + fault.reference()))
        .run();
  }

  /** Whoever's password is right is told what stands against it, in words that clients know. */
  private void denied(Pending bind, Verdict.Denied denied) {
    int id = bind.message.id();
    conclude(
        bind,
        denied.expired()
            ? Replies.expired(id, denied.text(), Gate.has(bind.message, Extensions.PASSWORD_POLICY))
            : Replies.result(
                id, Op.BIND, Replies.INVALID_CREDENTIALS, denied.text().orElse(DENIED)));
  }

  /**
   * Finds the entry of a person who may come in, and binds as it. A name that is no DN may mean
   * another account to the directory than to the core, or nothing at all.
   */
  private void granted(Pending bind, int tail) {
    try {
      String typed = BindRequest.read(bind.message).name();
      if (DnRules.isDn(typed) && tail == 0) {
        toDirectory(bind, bind.message.bytes());
        return;
      }
      if (DnRules.isDn(typed)) {
        bindAs(bind, tail, typed);
        return;
      }
      shared
          .names()
          .entry(bind.client, typed)
          .whenComplete(
              (found, failure) ->
                  line.later(
                      () ->
                          named(
                              bind,
                              found,
                              dn -> bindAs(bind, tail, dn),
                              () -> bindAs(bind, tail, typed))));
    } catch (BrokenException impossible) {
      throw new IllegalStateException("a bind was read before", impossible);
    }
  }

  /** Binds at the directory as the person, who then sees what the directory lets the person see. */
  private void bindAs(Pending bind, int tail, String name) {
    Secret typed = bind.password;
    if (typed == null || tail >= typed.length()) {
      conclude(bind, Replies.INVALID_CREDENTIALS, DENIED);
      return;
    }
    try (Secret alone = typed.part(0, typed.length() - tail)) {
      byte[] password = alone.bytes();
      byte[] request = Replies.bind(bind.message.id(), name, password, bind.message.controls());
      Arrays.fill(password, (byte) 0);
      toDirectory(bind, request);
    }
  }

  private void toDirectory(Pending bind, byte[] request) {
    pending = bind;
    bind.passed = Math.max(1, shared.nanoTime().getAsLong());
    Consumer<Integer> ended = code -> ended(bind, code);
    relay.pass(
        bind.message.id(), request, bind.client, new Running(Op.BIND, Rewrite.NONE, ended::accept));
  }

  private void ended(Pending bind, int code) {
    if (pending != bind) {
      return;
    }
    pending = null;
    bind.wipe();
    bound = code == Replies.SUCCESS;
    identity = bind.identity;
    SignIns.Ticket ticket = bind.ticket;
    if (code != Replies.SUCCESS && ticket != null) {
      // What was granted before counts no more: the password may have been changed elsewhere.
      ticket.forget();
    }
  }

  /** The client takes its bind back: nobody is asked any more, and it is answered as denied. */
  boolean abandon(int id) {
    Pending bind = pending;
    if (bind == null || bind.message.id() != id) {
      return false;
    }
    if (bind.passed == 0) {
      leave(bind);
      conclude(bind, Replies.INVALID_CREDENTIALS, DENIED);
    }
    return true;
  }

  /**
   * The connection is over.
   *
   * @param stays whether the client is expected to come again, so that the prompt stays open
   */
  void end(boolean stays) {
    Pending bind = pending;
    pending = null;
    bound = false;
    if (bind != null) {
      if (!stays) {
        leave(bind);
      }
      bind.wipe();
    }
  }

  private static void leave(Pending bind) {
    SignIns.Ticket ticket = bind.ticket;
    if (ticket != null && bind.passed == 0) {
      ticket.leave();
    }
  }

  /** Looks at deadlines. */
  void tick() {
    Pending bind = pending;
    if (bind != null
        && bind.passed != 0
        && shared.nanoTime().getAsLong() - bind.passed > DIRECTORY_NANOS) {
      conclude(bind, Replies.UNAVAILABLE, LATER);
    }
  }

  private void refuse(Message message, Client client, boolean before, int code, String text) {
    shared.counters().add(Count.REFUSED);
    shared.notices().refused(client, line.source(), text);
    line.send(Replies.result(message.id(), Op.BIND, code, text));
    if (before) {
      relay.reset();
    }
  }

  private void conclude(Pending bind, int code, String text) {
    conclude(bind, Replies.result(bind.message.id(), Op.BIND, code, text));
  }

  private void conclude(Pending bind, byte[] answer) {
    pending = null;
    bind.wipe();
    // Whoever had bound at the directory before has done so no longer.
    relay.reset();
    line.send(answer);
  }

  private static boolean isProxied(Message message) throws BrokenException {
    try {
      return Gate.proxied(message);
    } catch (ASN1Exception | ArrayIndexOutOfBoundsException damaged) {
      throw new BrokenException("the controls of a bind cannot be read");
    }
  }
}
