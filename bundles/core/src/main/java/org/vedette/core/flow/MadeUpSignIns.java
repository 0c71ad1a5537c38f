package org.vedette.core.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.Asking;
import org.vedette.api.auth.Caller;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.policy.PolicyDesk;
import org.vedette.api.policy.PolicyExplanation;
import org.vedette.api.policy.PolicyQuestion;
import org.vedette.api.user.User;
import org.vedette.core.checks.Failures;
import org.vedette.core.flow.RunningSignIns.Start;
import org.vedette.core.policy.Explainer;
import org.vedette.core.policy.Rulebook;

/**
 * Sends sign-ins that nobody makes through the very checks of the flow, and tells what became of
 * them. Checks only look: nothing is used up, counted or written.
 */
final class MadeUpSignIns implements Explainer {
  /** How long a check took says nothing here. */
  private static final String TIMES = "^\\+[0-9]+ ms ";

  /** How long a directory may take to tell whose name it is. */
  private static final int PATIENCE_SECONDS = 5;

  private final Ports ports;
  private final Failures failures;
  private final NameResolver names;

  MadeUpSignIns(Ports ports, Failures failures, NameResolver names) {
    this.ports = ports;
    this.names = names;
    this.failures = failures;
  }

  @Override
  public PolicyExplanation explain(PolicyQuestion question, Rulebook book) {
    Application application =
        ports
            .records()
            .find(Application.TYPE, question.application())
            .orElseThrow(() -> new IllegalArgumentException("no such application"));
    SignIn signIn = signIn(question, application);
    PolicyCheck policy =
        new PolicyCheck(
            ports,
            failures,
            () -> book,
            Optional.of(question.methods()).filter(it -> !it.isEmpty()));
    OrderOfChecks checks = new OrderOfChecks(ports, failures, () -> book, policy);
    Optional<ResultCode> undecided = named(signIn);
    Optional<ResultCode> result =
        undecided.isPresent() ? undecided : checks.decide(signIn, question.at());
    List<PolicyExplanation.Line> lines =
        signIn.user().isEmpty() ? List.of() : book.explain(policy.facts(signIn, question.at()));
    List<String> asked =
        result.isPresent()
            ? List.of()
            : policy.methods(signIn).stream().filter(signIn.ruling()::allows).toList();
    boolean nobodyAsks = result.isEmpty() && asked.isEmpty();
    Optional<ResultCode> end = nobodyAsks ? Optional.of(ResultCode.NO_USABLE_METHOD) : result;
    String rule = signIn.ruling().rule();
    return new PolicyExplanation(
        end.map(ResultCode::name).orElse(""),
        end.map(ResultCode::granted).orElse(false),
        rule.isEmpty() ? Optional.empty() : Optional.of(rule),
        signIn.ruling().observed(),
        asked,
        lines,
        signIn.trace().lines().stream().map(it -> it.replaceFirst(TIMES, "")).toList());
  }

  /** Finds whose name it is as sign-ins do; returns the result when that cannot be told. */
  private Optional<ResultCode> named(SignIn signIn) {
    if (!names.needed(signIn)) {
      return Optional.empty();
    }
    NameResolver.Resolved resolved;
    try {
      resolved =
          names
              .resolve(signIn, Optional.empty())
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException late) {
      resolved = new NameResolver.Resolved.Unknown("no directory has told whose name it is");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      resolved = new NameResolver.Resolved.Unknown("interrupted");
    }
    return resolved.match(
        known -> {
          signIn.user(Optional.of(known.user()));
          signIn.trace().add(known.how());
          return Optional.empty();
        },
        nobody -> Optional.empty(),
        ambiguous -> {
          signIn.trace().add(ambiguous.why());
          return Optional.of(ResultCode.AMBIGUOUS);
        },
        unknown -> {
          signIn.trace().add(unknown.why());
          return Optional.of(ResultCode.UNAVAILABLE);
        });
  }

  private SignIn signIn(PolicyQuestion question, Application application) {
    Caller caller =
        new Caller(
            question.listener().orElse(application.listener()),
            application.id(),
            "",
            question.address(),
            new byte[0]);
    Start start =
        new Start(
            caller,
            "made-up",
            question.username(),
            Map.of(),
            Optional.empty(),
            false,
            Asking.TYPED,
            false);
    SignIn signIn =
        new SignIn(
            start,
            application,
            ports.settings().get().names().normal(question.username()),
            question.at());
    signIn.user(
        signIn.name().flatMap(name -> ports.records().findByKey(User.TYPE, User.key(name))));
    signIn.said(Map.of(), Set.copyOf(question.groups()));
    return signIn;
  }

  @Override
  public PolicyDesk.Judge judge(Rulebook book) {
    return new PolicyReplay(ports, book);
  }
}
