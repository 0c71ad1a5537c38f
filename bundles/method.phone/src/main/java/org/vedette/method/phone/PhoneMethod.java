package org.vedette.method.phone;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.page.MessageFiles;
import org.vedette.api.secret.Secret;
import org.vedette.api.user.Enrollment;
import org.vedette.api.user.Phone;

/** Calls the user's telephone; the person presses {@code #}, or types the PIN. */
@Component(
    immediate = true,
    configurationPid = PhoneConfig.PID,
    property = {
      AuthenticationMethod.PROPERTY + "=" + PhoneMethod.ID,
      Capability.PROPERTY + "=method." + PhoneMethod.ID
    })
@Designate(ocd = PhoneConfig.class)
@ReplicatedSettings(PhoneConfig.PID)
public final class PhoneMethod implements AuthenticationMethod, Enroller, Capability {
  static final String ID = "phone";

  private static final Logger LOG = LoggerFactory.getLogger(PhoneMethod.class);
  private static final String NO_NUMBER = "the user has no telephone number";
  private static final int NONCE = 16;
  private static final int KEY = 32;
  private static final int SHOWN = 2;
  private static final MethodInfo INFO =
      new MethodInfo(
          ID,
          "Telephone call",
          Set.of(Enrollment.STANDARD, Enrollment.PIN),
          MethodInfo.AnswerKind.ELSEWHERE,
          false);

  private final String version;
  private final MessageFiles texts = new MessageFiles(PhoneMethod.class, "messages");
  private volatile PhoneSettings settings = PhoneSettings.DEFAULTS;
  private volatile Health health = Health.ok();

  /** Started by DS. */
  @Activate
  public PhoneMethod(BundleContext context, PhoneConfig config) {
    this(context.getBundle().getVersion().toString());
    modified(config);
  }

  PhoneMethod(String version) {
    this.version = version;
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(PhoneConfig config) {
    PhoneSettings next = PhoneSettings.of(config);
    String problems = String.join("; ", next.problems());
    if (problems.isEmpty()) {
      settings = next;
      health = Health.ok();
    } else {
      LOG.error(
          "Settings are wrong, the last good ones stay. pid={} {}", PhoneConfig.PID, problems);
      health = Health.critical("settings " + PhoneConfig.PID + " are wrong: " + problems);
    }
  }

  @Override
  public MethodInfo info() {
    return INFO;
  }

  @Override
  public Set<String> registers() {
    return Set.of();
  }

  @Override
  public Verification begin(Enrolled enrollment, MethodContext context) {
    PhoneSettings now = settings;
    CallState first = CallState.first(context.random().apply(NONCE), now.pinTries());
    String shown =
        context
            .user()
            .flatMap(user -> Numbers.of(user, 1).stream().findFirst())
            .map(Phone::number)
            .map(number -> texts.text("calling", context.language(), "number", end(number)))
            .orElse("");
    return new Dialogue(now, enrollment, context)
        .ring(first, shown)
        .orElseGet(() -> new Verification.Unable(NO_NUMBER));
  }

  /** Shows only the end of a number. */
  private static String end(String number) {
    return "\u2026" + number.substring(Math.max(0, number.length() - SHOWN));
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    if (!(answer instanceof Answer.Signal signal) || challenge.isEmpty()) {
      return new Verification.Refused(ResultCode.METHOD_REFUSED, "answered in a call only");
    }
    return CallState.read(challenge.get().data())
        .map(state -> new Dialogue(settings, enrollment, context).after(state, signal))
        .orElseGet(() -> new Verification.Unable("the call was begun by another version"));
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
          "not known: this method has no settings of a user");
    }
    if (request.secret().isPresent()) {
      return new EnrollStep.Failed("secret", "this method makes its secret itself");
    }
    if (Numbers.of(request.user(), 1).isEmpty()) {
      return new EnrollStep.Failed("user", NO_NUMBER);
    }
    return new EnrollStep.Done(
        request.label().isBlank() ? INFO.label() : request.label(),
        0,
        Map.of(),
        Optional.empty(),
        Optional.of(Secret.of(request.context().random().apply(KEY))),
        List.of(),
        Map.of());
  }

  @Override
  public EnrollStep advance(Secret state, Map<String, Secret> entered, MethodContext context) {
    return new EnrollStep.Failed("state", "this method is enrolled in one step: begin again");
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
