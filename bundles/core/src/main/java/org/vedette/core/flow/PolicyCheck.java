package org.vedette.core.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.policy.PolicyInput;
import org.vedette.api.policy.PolicyRule.EffectKind;
import org.vedette.api.policy.RiskFlag;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.checks.KnownNetworks;
import org.vedette.core.policy.Facts;
import org.vedette.core.policy.Rulebook;
import org.vedette.core.policy.Ruling;
import org.vedette.core.policy.Truth;

/** Asks the rules of policy about a sign-in that runs. */
final class PolicyCheck {
  private static final int MANY_FAILURES = 3;
  private static final Duration NEW = Duration.ofHours(24);

  private final Ports ports;
  private final Failures failures;
  private final Candidates candidates;
  private final KnownNetworks networks;
  private final Supplier<Rulebook> books;
  private final Optional<List<String>> madeUp;

  /**
   * @param madeUp methods that users are taken to have, instead of those enrolled
   */
  PolicyCheck(
      Ports ports, Failures failures, Supplier<Rulebook> books, Optional<List<String>> madeUp) {
    this.ports = ports;
    this.failures = failures;
    this.candidates = new Candidates(ports);
    this.networks = new KnownNetworks(ports.registers(), ports.vault());
    this.books = books;
    this.madeUp = madeUp;
  }

  /** Returns what the rules decide; what they demand is noted in the sign-in. */
  Optional<ResultCode> look(SignIn signIn, Instant now) {
    Rulebook book = books.get();
    if (!book.active()) {
      return Optional.empty();
    }
    Ruling ruling = book.decide(facts(signIn, now));
    signIn.ruling(ruling);
    if (!ruling.observed().isEmpty()) {
      signIn.trace().add("rules that observe match: " + String.join(", ", ruling.observed()));
    }
    if (ruling.effect().isEmpty()) {
      return Optional.empty();
    }
    EffectKind effect = ruling.effect().get();
    signIn.trace().add("rule " + ruling.rule() + ": " + words(effect, ruling));
    return switch (effect) {
      case PERMIT -> Optional.of(ResultCode.POLICY_PERMITTED);
      case DENY -> Optional.of(ResultCode.POLICY_DENIED);
      case REQUIRE -> Optional.empty();
    };
  }

  private static String words(EffectKind effect, Ruling ruling) {
    return switch (effect) {
      case PERMIT -> "permits without a second factor";
      case DENY -> "denies";
      case REQUIRE ->
          "requires a second factor"
              + (ruling.always() ? ", never skipped" : "")
              + ruling.methods().map(it -> ", by " + String.join(", ", it)).orElse("");
    };
  }

  /** The methods that the user has and may use here, in the order they are asked. */
  List<String> methods(SignIn signIn) {
    return madeUp.orElseGet(
        () ->
            candidates.allowed(signIn.user().orElseThrow(), signIn.application()).stream()
                .map(Enrollment::method)
                .distinct()
                .toList());
  }

  Facts facts(SignIn signIn, Instant now) {
    User user = signIn.user().orElseThrow();
    PolicyInput input =
        new PolicyInput(
            user,
            Facts.groups(user.groups(), signIn.groups()),
            signIn.application(),
            signIn.caller().listener(),
            signIn.caller().clientAddress(),
            now);
    return Facts.of(input, () -> methods(signIn), flag -> Truth.of(holds(flag, input)));
  }

  private boolean holds(RiskFlag flag, PolicyInput input) {
    return switch (flag) {
      case NO_ADDRESS -> input.address().isEmpty();
      case RECENT_FAILURES -> failures.inARow(input.user().id()) >= MANY_FAILURES;
      case NEW_NETWORK -> networks.isNew(input.user().id(), input.address(), input.at());
      case NEW_ENROLLMENT ->
          ports.records().ownedBy(Enrollment.TYPE, input.user().id()).stream()
              .filter(Enrollment::enabled)
              .anyMatch(it -> input.at().isBefore(it.created().plus(NEW)));
    };
  }
}
