package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Caller;
import org.vedette.api.state.Challenge;
import org.vedette.api.user.User;
import org.vedette.api.user.UserNames;

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
  private final Trace trace = new Trace();
  private final AtomicReference<Gate> gate = new AtomicReference<>(Gate.OPEN);
  private volatile Optional<User> user = Optional.empty();
  private volatile Optional<Challenge> challenge = Optional.empty();
  private volatile Map<String, String> attributes = Map.of();
  private volatile Set<String> groups = Set.of();

  SignIn(
      String requestId,
      Caller caller,
      Application application,
      String typedName,
      Map<String, String> facts,
      Instant deadline) {
    this.requestId = requestId;
    this.caller = caller;
    this.application = application;
    this.typedName = typedName;
    this.name = UserNames.normalise(typedName);
    this.facts = facts;
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
    attributes = taken.attributes();
  }

  /** What primary authentication said of the user. */
  Map<String, String> attributes() {
    return attributes;
  }

  Set<String> groups() {
    return groups;
  }

  void confirmed(Map<String, String> said, Set<String> memberOf) {
    attributes = said;
    groups = memberOf;
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
