package org.vedette.method.recovery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.EnrollmentState;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Register;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.state.Merge;
import org.vedette.api.user.Enrollment;

/** Codes from a sheet, each good for one sign-in. */
@Component(
    immediate = true,
    configurationPid = RecoveryConfig.PID,
    property = {
      AuthenticationMethod.PROPERTY + "=" + RecoveryMethod.ID,
      Capability.PROPERTY + "=method." + RecoveryMethod.ID
    })
@Designate(ocd = RecoveryConfig.class)
@ReplicatedSettings(RecoveryConfig.PID)
public final class RecoveryMethod
    implements AuthenticationMethod, Enroller, EnrollmentState, Capability {
  static final String ID = "recovery";
  static final int FEWEST = 5;
  static final int MOST = 20;

  private static final Logger LOG = LoggerFactory.getLogger(RecoveryMethod.class);
  private static final String USED = "used.";
  private static final Set<String> REGISTERS =
      IntStream.range(0, MOST).mapToObj(at -> USED + at).collect(Collectors.toUnmodifiableSet());
  private static final MethodInfo INFO =
      new MethodInfo(
          ID, "Recovery codes", Set.of(Enrollment.STANDARD), MethodInfo.AnswerKind.TYPED, true);

  private final String version;
  private final Prompts prompts = new Prompts();
  private volatile int codes = 10;
  private volatile Health health = Health.ok();

  /** Started by DS. */
  @Activate
  public RecoveryMethod(BundleContext context, RecoveryConfig config) {
    this(context.getBundle().getVersion().toString());
    modified(config);
  }

  RecoveryMethod(String version) {
    this.version = version;
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(RecoveryConfig config) {
    int next = config.codes();
    if (next >= FEWEST && next <= MOST) {
      codes = next;
      health = Health.ok();
    } else {
      String problem = "codes: " + FEWEST + " to " + MOST + ", not " + next;
      LOG.error(
          "Settings are wrong, the last good ones stay. pid={} {}", RecoveryConfig.PID, problem);
      health = Health.critical("settings " + RecoveryConfig.PID + " are wrong: " + problem);
    }
  }

  @Override
  public MethodInfo info() {
    return INFO;
  }

  @Override
  public Set<String> registers() {
    return REGISTERS;
  }

  @Override
  public Verification begin(Enrolled enrollment, MethodContext context) {
    return new Verification.Pending(
        prompts.enterCode(context.language()), Optional.empty(), new byte[0], List.of());
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    Optional<String> code =
        answer instanceof Answer.Typed typed ? Sheet.normal(typed.text().text()) : Optional.empty();
    if (code.isEmpty() || enrollment.secret().isEmpty()) {
      return new Verification.Unable("what was typed is no recovery code");
    }
    OptionalInt at = Sheet.find(enrollment.secret().get(), code.get());
    if (at.isEmpty()) {
      return new Verification.Refused(ResultCode.RECOVERY_WRONG, "recovery code wrong");
    }
    String register = USED + at.getAsInt();
    return enrollment.register(register) > 0
        ? new Verification.Refused(ResultCode.RECOVERY_WRONG, "recovery code was used before")
        : new Verification.Accepted(
            ResultCode.RECOVERY_VERIFIED,
            Integer.toString(at.getAsInt()),
            Optional.empty(),
            List.of(new Register(register, Merge.MAX, 0, context.now().toEpochMilli())));
  }

  /** Says how many codes are left. */
  @Override
  public Map<String, String> state(Enrolled enrollment) {
    int all = enrollment.secret().map(Sheet::size).orElse(0);
    long used = IntStream.range(0, all).filter(at -> enrollment.register(USED + at) > 0).count();
    return Map.of("left", Long.toString(all - used));
  }

  @Override
  public List<Param> params() {
    return List.of();
  }

  @Override
  public EnrollStep begin(EnrollRequest request) {
    if (!request.params().isEmpty()) {
      return new EnrollStep.Failed(
          request.params().keySet().iterator().next(),
          "not known: recovery codes have no settings of a user");
    }
    if (request.secret().isPresent()) {
      return new EnrollStep.Failed("secret", "recovery codes are made here, and shown once");
    }
    Sheet.Made sheet = Sheet.make(codes, request.context().random());
    return new EnrollStep.Done(
        request.label().isBlank() ? INFO.label() : request.label(),
        0,
        Map.of(),
        Optional.empty(),
        Optional.of(sheet.kept()),
        List.of(),
        Map.of("codes", Secret.of(String.join("\n", sheet.codes()))));
  }

  @Override
  public EnrollStep advance(Secret state, Map<String, Secret> entered, MethodContext context) {
    return new EnrollStep.Failed("state", "recovery codes are enrolled in one step: begin again");
  }

  @Override
  public String id() {
    return "method." + ID;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> addresses() {
    return List.of();
  }

  @Override
  public Health health() {
    return health;
  }
}
