package org.vedette.core.flow;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.checks.Bypasses;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.FraudBlocks;
import org.vedette.core.checks.RecentSuccess;
import org.vedette.core.policy.Rulebook;

/**
 * The checks after primary authentication, in the order in which they are made. They come after the
 * password so that no answer reveals who is enrolled. A check that has nothing to say leaves the
 * decision to the next; when all have passed, the second factor is asked for.
 */
final class OrderOfChecks {
  /** Looks at one thing; empty when it has nothing to say, a grant skips the second factor. */
  @FunctionalInterface
  private interface Check {
    Optional<ResultCode> look(SignIn signIn, Instant now);
  }

  private final Ports ports;
  private final Failures failures;
  private final Bypasses bypasses;
  private final RecentSuccess recent;
  private final FraudBlocks fraud;
  private final Supplier<Rulebook> books;
  private final List<Check> order;

  OrderOfChecks(Ports ports, Failures failures) {
    this(
        ports,
        failures,
        ports.policies()::current,
        new PolicyCheck(ports, failures, ports.policies()::current, Optional.empty()));
  }

  OrderOfChecks(Ports ports, Failures failures, Supplier<Rulebook> books, PolicyCheck policy) {
    this.ports = ports;
    this.failures = failures;
    this.books = books;
    this.bypasses = new Bypasses(ports.records(), ports.registers());
    this.recent = new RecentSuccess(ports.registers(), ports.vault());
    this.fraud = new FraudBlocks(ports.registers());
    this.order =
        List.of(
            this::blocked,
            this::lockedOut,
            this::match,
            this::complete,
            this::groupRule,
            policy::look,
            this::bypass,
            this::trustedNetwork,
            this::cached);
  }

  /** Returns the first decision; empty when the second factor decides. */
  Optional<ResultCode> decide(SignIn signIn) {
    return decide(signIn, ports.clock().instant());
  }

  /** Returns what is decided at a time. */
  Optional<ResultCode> decide(SignIn signIn, Instant now) {
    for (Check check : order) {
      Optional<ResultCode> decision = check.look(signIn, now);
      if (decision.isPresent()) {
        return decision;
      }
    }
    return Optional.empty();
  }

  /** Returns what denies an answer to a challenge that was opened before: block and lockout. */
  Optional<ResultCode> stillBarred(SignIn signIn) {
    Instant now = ports.clock().instant();
    return blocked(signIn, now).or(() -> lockedOut(signIn, now));
  }

  private Optional<ResultCode> blocked(SignIn signIn, Instant now) {
    return signIn
        .user()
        .flatMap(
            user ->
                user.block().filter(block -> block.holds(now)).or(() -> fraud.find(user.id(), now)))
        .map(
            block -> {
              signIn.trace().add("blocked until " + block.until() + ": " + block.reason());
              return ResultCode.BLOCKED;
            });
  }

  private Optional<ResultCode> lockedOut(SignIn signIn, Instant now) {
    if (signIn.user().isEmpty()) {
      return Optional.empty();
    }
    var id = signIn.user().get().id();
    Optional<Instant> locked = failures.lockedUntil(id, now);
    if (locked.isPresent()) {
      signIn.trace().add("locked out until " + locked.get());
      return Optional.of(ResultCode.LOCKED_OUT);
    }
    return failures
        .waitsUntil(id, ports.settings().get(), now)
        .map(
            until -> {
              signIn.trace().add("too many wrong codes: must wait until " + until);
              return ResultCode.THROTTLED;
            });
  }

  /**
   * The user-match table. Where the client has checked the password itself nobody unknown is let
   * in: the password field would hold a code that nobody looks at.
   */
  private Optional<ResultCode> match(SignIn signIn, Instant now) {
    Application application = signIn.application();
    boolean required =
        application.userMatch() || application.primary().equals(Application.PRIMARY_NONE);
    if (signIn.user().isEmpty()) {
      signIn.trace().add("user is not in the data, match required: " + required);
      return Optional.of(required ? ResultCode.UNKNOWN_USER : ResultCode.PRIMARY_ONLY);
    }
    if (!signIn.user().get().enabled()) {
      signIn.trace().add("user is disabled, match required: " + required);
      return Optional.of(required ? ResultCode.DISABLED : ResultCode.PRIMARY_ONLY);
    }
    return Optional.empty();
  }

  /** An incomplete user is denied whatever match says, or removing a token would be a bypass. */
  private Optional<ResultCode> complete(SignIn signIn, Instant now) {
    User user = signIn.user().orElseThrow();
    boolean complete =
        ports.records().ownedBy(Enrollment.TYPE, user.id()).stream().anyMatch(Enrollment::enabled);
    if (!complete) {
      signIn.trace().add("user has no enabled enrollment");
      return Optional.of(ResultCode.INCOMPLETE);
    }
    return Optional.empty();
  }

  /** The stored groups united with those of this bind. */
  private Optional<ResultCode> groupRule(SignIn signIn, Instant now) {
    Set<String> allowed = signIn.application().groups();
    if (allowed.isEmpty()) {
      return Optional.empty();
    }
    Set<String> groups = new HashSet<>(signIn.user().orElseThrow().groups());
    groups.addAll(signIn.groups());
    if (Collections.disjoint(groups, allowed)) {
      signIn.trace().add("user is in none of the application's groups");
      return Optional.of(ResultCode.POLICY_DENIED);
    }
    return Optional.empty();
  }

  private Optional<ResultCode> bypass(SignIn signIn, Instant now) {
    if (signIn.requireAlways()) {
      return Optional.empty();
    }
    return bypasses
        .open(signIn.user().orElseThrow().id(), now)
        .map(
            bypass -> {
              signIn.trace().add("bypass of " + bypass.by() + ": " + bypass.reason());
              signIn.bypass(bypass);
              return ResultCode.BYPASSED;
            });
  }

  private Optional<ResultCode> trustedNetwork(SignIn signIn, Instant now) {
    Application application = signIn.application();
    List<String> trusted = application.trustedNetworks();
    if (signIn.requireAlways()
        || trusted.isEmpty()
        || !books.get().trusts(trusted, signIn.caller().clientAddress())) {
      return Optional.empty();
    }
    signIn.trace().add("trusted network: " + signIn.caller().clientAddress());
    return Optional.of(ResultCode.TRUSTED_NETWORK);
  }

  private Optional<ResultCode> cached(SignIn signIn, Instant now) {
    Application application = signIn.application();
    if (signIn.requireAlways()) {
      return Optional.empty();
    }
    return recent
        .counting(
            application, signIn.user().orElseThrow().id(), signIn.caller().clientAddress(), now)
        .map(
            at -> {
              signIn.trace().add("cached by " + application.cache().by() + " since " + at);
              return ResultCode.CACHED;
            });
  }
}
