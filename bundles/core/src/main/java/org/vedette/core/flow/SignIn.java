package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vedette.api.auth.AppendedTail;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.Credential;
import org.vedette.api.auth.Memberships;
import org.vedette.api.primary.AccountEntry;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.Claim;
import org.vedette.api.user.Bypass;
import org.vedette.api.user.User;
import org.vedette.core.flow.RunningSignIns.Start;
import org.vedette.core.policy.Ruling;

/**
 * One request on its way through the flow. Handed from stage to stage, so fields are volatile; only
 * one stage works on it at a time.
 */
final class SignIn {
  private enum Gate {
    OPEN,
    COMMITTING,
    MOVED
  }

  private final String requestId;
  private final Caller caller;
  private final Application application;
  private final String typedName;
  private final Optional<String> name;
  private final Instant deadline;
  private final Map<String, String> facts;
  private final boolean holds;
  private final Asking asking;
  private final boolean groupsAsked;
  private final Trace trace = new Trace();
  private final AtomicReference<Gate> gate = new AtomicReference<>(Gate.OPEN);
  private volatile Optional<User> user = Optional.empty();
  private volatile Optional<Bypass> bypass = Optional.empty();
  private volatile Optional<Challenge> challenge = Optional.empty();
  private volatile Map<String, String> attributes = Map.of();
  private volatile Set<String> groups = Set.of();
  private volatile Optional<String> refusal = Optional.empty();
  private volatile Ruling ruling = Ruling.NONE;
  private volatile Optional<Credential> credential = Optional.empty();
  private volatile int tail;
  private volatile @Nullable Claim requestClaim;

  SignIn(Start start, Application application, Optional<String> name, Instant deadline) {
    this.requestId = start.requestId();
    this.caller = start.caller();
    this.application = application;
    this.typedName = start.username();
    this.name = name;
    this.facts = start.facts();
    this.holds = start.holds();
    this.asking = start.asking();
    this.groupsAsked = start.groups();
    this.deadline = deadline;
  }

  String requestId() {
    return requestId;
  }

  Caller caller() {
    return caller;
  }

  Application application() {
    return application;
  }

  /** The name as it was typed. */
  String typedName() {
    return typedName;
  }

  /** The normal form of the name; empty when it can be nobody's. */
  Optional<String> name() {
    return name;
  }

  /** What the protocol said beside name and password, for the record. */
  Map<String, String> facts() {
    return facts;
  }

  /** Whether the listener can wait while the person answers elsewhere. */
  boolean holds() {
    return holds;
  }

  /** Whether a code can be asked for. */
  boolean asks() {
    return asking == Asking.TYPED;
  }

  /** What the first request showed to prove the password. */
  Optional<Credential> credential() {
    return credential;
  }

  void credential(Optional<Credential> shown) {
    credential = shown;
  }

  /** The claim of the request, made when it is first asked for. */
  Claim requestClaim(Function<byte[], Claim> make) {
    Claim made = requestClaim;
    if (made == null) {
      made = make.apply(caller.owner());
      requestClaim = made;
    }
    return made;
  }

  Trace trace() {
    return trace;
  }

  Optional<User> user() {
    return user;
  }

  void user(Optional<User> found) {
    user = found;
  }

  /** The challenge that is being answered; it was taken and must be closed or put back. */
  Optional<Challenge> challenge() {
    return challenge;
  }

  void challenge(Challenge taken) {
    challenge = Optional.of(taken);
    attributes = Ownership.without(Ruling.without(taken.attributes()));
    ruling = Ruling.read(taken.attributes());
  }

  /** Why primary authentication refused, for the record. */
  void refused(String why) {
    refusal = Optional.of(why);
  }

  Optional<String> refusal() {
    return refusal;
  }

  /** Whether only the primary authenticator can read what was shown. */
  boolean opaque() {
    return credential.filter(shown -> shown instanceof Credential.Opaque).isPresent();
  }

  /** Notes how many octets of the field followed the password. */
  void tail(int octets) {
    tail = octets;
  }

  /** What primary authentication said of the user. */
  Map<String, String> attributes() {
    return attributes;
  }

  /** What is kept of a sign-in while the person is asked. */
  Map<String, String> kept() {
    Map<String, String> all = ruling.with(attributes);
    return user.map(it -> Ownership.with(all, name, it.name())).orElse(all);
  }

  /** What policy says. */
  Ruling ruling() {
    return ruling;
  }

  void ruling(Ruling said) {
    ruling = said;
  }

  /** Whether nothing may skip the second factor. */
  boolean requireAlways() {
    return application.requireAlways() || ruling.always();
  }

  /** Whether the application, or the listener, needs the user's groups. */
  boolean wantsGroups() {
    return groupsAsked || !application.groups().isEmpty();
  }

  Set<String> groups() {
    return groups;
  }

  void said(Map<String, String> said, Set<String> memberOf) {
    Map<String, String> all = new HashMap<>(Ownership.without(AccountEntry.without(said)));
    if (groupsAsked) {
      all.putAll(Memberships.write(memberOf));
    }
    all.putAll(AppendedTail.write(tail));
    attributes = Map.copyOf(all);
    groups = memberOf;
  }

  /** Notes the bypass that lets the person in; the grant uses it up. */
  void bypass(Bypass found) {
    bypass = Optional.of(found);
  }

  Optional<Bypass> bypass() {
    return bypass;
  }

  /** Whether the user was found by another form of the name than the exact one. */
  boolean resolved() {
    return user.isPresent() && !name.equals(Optional.of(user.get().name()));
  }

  /** Returns the name to report: as stored, else as typed, made fit to print. */
  String reportedName() {
    return user.map(User::username).orElseGet(() -> Printable.of(typedName, 256));
  }

  /** Returns the time left, at most {@code limit}. */
  Duration left(Instant now, Duration limit) {
    Duration left = Duration.between(now, deadline);
    return left.compareTo(limit) < 0 ? left : limit;
  }

  Instant deadline() {
    return deadline;
  }

  /** Enters the part that cannot be repeated; false when the sign-in was handed on meanwhile. */
  boolean enterCommit() {
    return gate.compareAndSet(Gate.OPEN, Gate.COMMITTING) || gate.get() == Gate.COMMITTING;
  }

  /** Hands the sign-in to the next core; false when it is being concluded here. */
  boolean move() {
    return gate.compareAndSet(Gate.OPEN, Gate.MOVED);
  }
}
