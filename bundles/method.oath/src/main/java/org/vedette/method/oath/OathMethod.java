package org.vedette.method.oath;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Answer;
import org.vedette.api.auth.ResultCode;
import org.vedette.api.lifecycle.Capability;
import org.vedette.api.lifecycle.Health;
import org.vedette.api.lifecycle.ReplicatedSettings;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Resynchroniser;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Enrollment;

/** Codes of OATH tokens: time-based (RFC 6238) and counter-based (RFC 4226). */
@Component(
    immediate = true,
    configurationPid = OathConfig.PID,
    property = {
      AuthenticationMethod.PROPERTY + "=" + OathMethod.ID,
      Capability.PROPERTY + "=method." + OathMethod.ID
    })
@Designate(ocd = OathConfig.class)
@ReplicatedSettings(OathConfig.PID)
public final class OathMethod implements AuthenticationMethod, Resynchroniser, Capability {
  static final String ID = "oath";

  private static final Logger LOG = LoggerFactory.getLogger(OathMethod.class);
  private static final MethodInfo INFO =
      new MethodInfo(
          ID,
          "Code of a token or authenticator app",
          Set.of(Enrollment.STANDARD, Enrollment.PIN),
          MethodInfo.AnswerKind.TYPED,
          false);
  private static final Verification NOT_TYPED =
      new Verification.Refused(ResultCode.OATH_WRONG, "a typed code is expected");
  private static final Set<String> REGISTERS =
      Set.of(TimedCheck.STEP, TimedCheck.DRIFT, CountedCheck.COUNTER);

  private final Prompts prompts = new Prompts();
  private final String version;
  private volatile OathSettings settings = OathSettings.DEFAULTS;
  private volatile Health health = Health.ok();

  /** Started by DS. */
  @Activate
  public OathMethod(BundleContext context, OathConfig config) {
    this(context.getBundle().getVersion().toString());
    modified(config);
  }

  OathMethod(String version) {
    this.version = version;
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(OathConfig config) {
    try {
      settings = OathSettings.of(config);
      health = Health.ok();
    } catch (OathSettings.BadSettingException bad) {
      LOG.error(
          "A setting is not valid; the last good settings, or the defaults, stay in force."
              + " pid={} key={} problem=\"{}\"",
          OathConfig.PID,
          bad.key(),
          bad.getMessage());
      health =
          Health.critical("Mend the setting " + OathConfig.PID + ": " + bad.getMessage() + ".");
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
    Optional<Verification> unusable = unusable(enrollment);
    return unusable.orElseGet(
        () ->
            new Verification.Pending(
                prompts.enterCode(context.language()), Optional.empty(), new byte[0], List.of()));
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    return answer.match(
        typed -> checkOne(enrollment, digits -> Guess.typed(typed.text(), digits), context),
        proof -> checkOne(enrollment, digits -> Guess.proof(proof.chap(), digits), context),
        opaque -> NOT_TYPED,
        signal -> NOT_TYPED);
  }

  @Override
  public Verification resynchronise(
      Enrolled enrollment, List<Secret> codes, MethodContext context) {
    Optional<Token> token = Token.parse(enrollment.params()).token();
    if (token.isEmpty() || enrollment.secret().isEmpty()) {
      return cannotUse(enrollment);
    }
    if (codes.size() != 2) {
      return new Verification.Refused(ResultCode.OATH_WRONG, "two consecutive codes are needed");
    }
    int digits = token.get().digits();
    Optional<Guess> older = Guess.typed(codes.get(0), digits);
    Optional<Guess> newer = Guess.typed(codes.get(1), digits);
    if (older.isEmpty() || newer.isEmpty()) {
      return notACode(digits);
    }
    OathSettings now = settings;
    CodeGenerator generator = generator(token.get(), enrollment.secret().get());
    return token.get().timed()
        ? timed(token.get(), generator, enrollment, context)
            .find(older.get(), newer.get(), now.resyncSteps(), now.windowSteps())
        : counted(generator, enrollment, context)
            .find(older.get(), newer.get(), now.resyncWindow());
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
  public Health health() {
    return health;
  }

  private Verification checkOne(
      Enrolled enrollment, IntFunction<Optional<Guess>> read, MethodContext context) {
    Optional<Token> token = Token.parse(enrollment.params()).token();
    if (token.isEmpty() || enrollment.secret().isEmpty()) {
      return cannotUse(enrollment);
    }
    Optional<Guess> guess = read.apply(token.get().digits());
    if (guess.isEmpty()) {
      return notACode(token.get().digits());
    }
    OathSettings now = settings;
    CodeGenerator generator = generator(token.get(), enrollment.secret().get());
    return token.get().timed()
        ? timed(token.get(), generator, enrollment, context).check(guess.get(), now.windowSteps())
        : counted(generator, enrollment, context).check(guess.get(), now.hotpLookAhead());
  }

  private static Optional<Verification> unusable(Enrolled enrollment) {
    return Token.parse(enrollment.params()).token().isPresent() && enrollment.secret().isPresent()
        ? Optional.empty()
        : Optional.of(cannotUse(enrollment));
  }

  private static Verification cannotUse(Enrolled enrollment) {
    return Token.parse(enrollment.params())
        .bad()
        .map(bad -> new Verification.Unable("the enrollment is damaged: " + bad.message()))
        .orElseGet(() -> new Verification.Unable("the enrollment has no secret"));
  }

  private static Verification notACode(int digits) {
    return new Verification.Refused(
        ResultCode.OATH_WRONG, "what was typed is not a code of " + digits + " digits");
  }

  private static CodeGenerator generator(Token token, Secret secret) {
    return new CodeGenerator(secret, token.algorithm(), token.digits());
  }

  private static TimedCheck timed(
      Token token, CodeGenerator generator, Enrolled enrollment, MethodContext context) {
    long step = Math.floorDiv(context.now().getEpochSecond(), (long) token.period());
    return new TimedCheck(
        generator,
        token.period(),
        step,
        enrollment.register(TimedCheck.DRIFT),
        enrollment.register(TimedCheck.STEP));
  }

  private static CountedCheck counted(
      CodeGenerator generator, Enrolled enrollment, MethodContext context) {
    return new CountedCheck(generator, enrollment.register(CountedCheck.COUNTER), context.now());
  }
}
