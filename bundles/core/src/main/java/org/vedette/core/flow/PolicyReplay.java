package org.vedette.core.flow;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.Application;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.policy.PolicyDesk;
import org.vedette.api.policy.PolicyDesk.Judgement;
import org.vedette.api.policy.PolicyInput;
import org.vedette.api.policy.PolicyRule.EffectKind;
import org.vedette.api.policy.RiskFlag;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.User;
import org.vedette.core.policy.Facts;
import org.vedette.core.policy.Rulebook;
import org.vedette.core.policy.Ruling;
import org.vedette.core.policy.Truth;

/**
 * Judges recorded sign-ins by other rules. What a record does not tell is taken as it is now
 * (stored groups, enrollments) or counts as not to be told (risk flags, groups of the directory).
 */
final class PolicyReplay implements PolicyDesk.Judge {
  /** What ends a sign-in before policy is asked, or without asking it. */
  private static final Set<ResultCode> BEFORE =
      EnumSet.of(
          ResultCode.PRIMARY_ONLY,
          ResultCode.PRIMARY_REFUSED,
          ResultCode.UNKNOWN_USER,
          ResultCode.DISABLED,
          ResultCode.INCOMPLETE,
          ResultCode.AMBIGUOUS,
          ResultCode.BLOCKED,
          ResultCode.LOCKED_OUT,
          ResultCode.THROTTLED,
          ResultCode.CHALLENGE_INVALID);

  private static final Set<ResultCode> SKIPS =
      EnumSet.of(
          ResultCode.BYPASSED,
          ResultCode.TRUSTED_NETWORK,
          ResultCode.CACHED,
          ResultCode.FAILED_OPEN);

  private final Ports ports;
  private final Candidates candidates;
  private final Rulebook book;

  PolicyReplay(Ports ports, Rulebook book) {
    this.ports = ports;
    this.candidates = new Candidates(ports);
    this.book = book;
  }

  @Override
  public Optional<Judgement> judge(AuditRecord record) {
    Optional<ResultCode> result =
        Arrays.stream(ResultCode.values())
            .filter(it -> it.name().equals(record.result()))
            .filter(it -> it.isFinal() && !BEFORE.contains(it))
            .findFirst();
    boolean byApplication =
        result.equals(Optional.of(ResultCode.POLICY_DENIED))
            && !record.fields().containsKey("policy");
    if (record.kind() != AuditRecord.Kind.SIGN_IN || result.isEmpty() || byApplication) {
      return Optional.empty();
    }
    Optional<Application> application =
        ports.records().findByKey(Application.TYPE, Application.key(record.application()));
    Optional<User> user = record.user().flatMap(it -> ports.records().find(User.TYPE, it));
    if (application.isEmpty() || user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(judge(record, result.get(), user.get(), application.get()));
  }

  private Judgement judge(
      AuditRecord record, ResultCode result, User user, Application application) {
    AtomicBoolean doubt = new AtomicBoolean();
    Supplier<List<String>> methods =
        () ->
            candidates.allowed(user, application).stream()
                .map(Enrollment::method)
                .distinct()
                .toList();
    Ruling ruling =
        book.active()
            ? book.decide(facts(record, user, application, methods, () -> doubt.set(true)))
            : Ruling.NONE;
    String would = would(record, result, ruling, application, methods);
    return new Judgement(
        !would.equals(result.name()),
        would,
        ruling.rule().isEmpty() ? Optional.empty() : Optional.of(ruling.rule()),
        doubt.get());
  }

  private static Facts facts(
      AuditRecord record,
      User user,
      Application application,
      Supplier<List<String>> methods,
      Runnable doubt) {
    String said = record.fields().getOrDefault("policy.groups", "");
    Set<String> groups =
        said.isEmpty() ? Set.of() : new HashSet<>(Arrays.asList(said.split("\n", -1)));
    boolean all = Set.of("local", Application.PRIMARY_NONE).contains(application.primary());
    PolicyInput input =
        new PolicyInput(
            user,
            Facts.groups(user.groups(), groups),
            application,
            record.listener(),
            record.clientAddress(),
            record.at());
    return Facts.of(
        input,
        all,
        methods,
        flag -> flag == RiskFlag.NO_ADDRESS ? Truth.of(input.address().isEmpty()) : Truth.UNKNOWN,
        doubt);
  }

  private String would(
      AuditRecord record,
      ResultCode result,
      Ruling ruling,
      Application application,
      Supplier<List<String>> methods) {
    Optional<EffectKind> effect = ruling.effect();
    if (effect.equals(Optional.of(EffectKind.DENY))) {
      return ResultCode.POLICY_DENIED.name();
    }
    if (effect.equals(Optional.of(EffectKind.PERMIT))) {
      return ResultCode.POLICY_PERMITTED.name();
    }
    boolean skipped = SKIPS.contains(result);
    if (skipped && !ruling.always()) {
      return result.name();
    }
    boolean byPolicy = result == ResultCode.POLICY_DENIED || result == ResultCode.POLICY_PERMITTED;
    if (byPolicy
        && !ruling.always()
        && !application.requireAlways()
        && book.trusts(application.trustedNetworks(), record.clientAddress())) {
      return ResultCode.TRUSTED_NETWORK.name();
    }
    if (ruling.methods().isPresent() && methods.get().stream().noneMatch(ruling::allows)) {
      return ResultCode.NO_USABLE_METHOD.name();
    }
    boolean otherMethod = !record.method().isEmpty() && !ruling.allows(record.method());
    boolean wasNarrowed =
        result == ResultCode.NO_USABLE_METHOD && record.fields().containsKey("policy");
    return byPolicy || skipped || otherMethod || wasNarrowed ? Judgement.ASKED : result.name();
  }
}
