package org.vedette.method.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.auth.Answer;
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
import org.vedette.api.secret.Secret;
import org.vedette.api.user.User;
import org.vedette.sentcode.Kind;
import org.vedette.sentcode.SentCodes;
import org.vedette.sentcode.Settings;

/** Sends a code to the user's telephone. */
@Component(
    immediate = true,
    configurationPid = TextConfig.PID,
    property = {
      AuthenticationMethod.PROPERTY + "=" + TextMethod.ID,
      Capability.PROPERTY + "=method." + TextMethod.ID
    })
@Designate(ocd = TextConfig.class)
@ReplicatedSettings(TextConfig.PID)
public final class TextMethod implements AuthenticationMethod, Enroller, Capability {
  static final String ID = "text";
  static final Function<User, Optional<String>> NUMBER =
      user -> user.phone().map(phone -> "+" + phone.country() + phone.number());
  static final String NO_NUMBER = "the user has no telephone number";

  private static final Logger LOG = LoggerFactory.getLogger(TextMethod.class);
  private static final Kind KIND = new Kind(ID, "Code by text message", "sms", NUMBER, NO_NUMBER);

  private final String version;
  private final SentCodes codes = new SentCodes(KIND, this::settings);
  private volatile Settings settings = Settings.DEFAULTS;
  private volatile Health health = Health.ok();

  /** Started by DS. */
  @Activate
  public TextMethod(BundleContext context, TextConfig config) {
    this(context.getBundle().getVersion().toString());
    modified(config);
  }

  TextMethod(String version) {
    this.version = version;
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(TextConfig config) {
    Settings next = new Settings(config.codeLength(), Duration.ofSeconds(config.validSeconds()));
    List<String> wrong = new ArrayList<>(next.problems());
    ReplyMethod.problem(config.replySeconds()).ifPresent(wrong::add);
    String problems = String.join("; ", wrong);
    if (problems.isEmpty()) {
      settings = next;
      health = Health.ok();
    } else {
      LOG.error("Settings are wrong, the last good ones stay. pid={} {}", TextConfig.PID, problems);
      health = Health.critical("settings " + TextConfig.PID + " are wrong: " + problems);
    }
  }

  private Settings settings() {
    return settings;
  }

  @Override
  public MethodInfo info() {
    return codes.info();
  }

  @Override
  public Set<String> registers() {
    return Set.of();
  }

  @Override
  public Verification begin(Enrolled enrollment, MethodContext context) {
    return codes.begin(enrollment, context);
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    return codes.verify(enrollment, challenge, answer, context);
  }

  @Override
  public List<Param> params() {
    return List.of();
  }

  @Override
  public EnrollStep begin(EnrollRequest request) {
    return codes.enroll(request);
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
