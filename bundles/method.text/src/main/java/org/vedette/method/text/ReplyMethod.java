package org.vedette.method.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.vedette.api.auth.Answer;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.enroll.Enroller;
import org.vedette.api.method.AuthenticationMethod;
import org.vedette.api.method.Enrolled;
import org.vedette.api.method.MethodContext;
import org.vedette.api.method.MethodInfo;
import org.vedette.api.method.OpenChallenge;
import org.vedette.api.method.Verification;
import org.vedette.api.secret.Secret;
import org.vedette.sentcode.Kind;
import org.vedette.sentcode.RepliedCodes;
import org.vedette.sentcode.Settings;

/**
 * Sends a code to the user's telephone, from where it has to be sent back. Needs a gateway that
 * hands on what people send. Settings that are wrong are told by {@link TextMethod}.
 */
@Component(
    configurationPid = TextConfig.PID,
    property = AuthenticationMethod.PROPERTY + "=" + ReplyMethod.ID)
public final class ReplyMethod implements AuthenticationMethod, Enroller {
  static final String ID = "text.reply";

  private static final int SHORTEST = 30;
  private static final int LONGEST = 600;
  private static final int DIGITS = 6;
  private static final Kind KIND =
      new Kind(
          ID, "Code by text message, sent back", "sms", TextMethod.NUMBER, TextMethod.NO_NUMBER);

  private final RepliedCodes codes = new RepliedCodes(KIND, this::settings);
  private volatile Settings settings = new Settings(DIGITS, Duration.ofSeconds(60));

  /** Started by DS. */
  @Activate
  public ReplyMethod(TextConfig config) {
    modified(config);
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(TextConfig config) {
    if (problem(config.replySeconds()).isEmpty()) {
      settings = new Settings(DIGITS, Duration.ofSeconds(config.replySeconds()));
    }
  }

  /** Says what is wrong with the time for a reply. */
  static Optional<String> problem(int seconds) {
    return seconds < SHORTEST || seconds > LONGEST
        ? Optional.of("replySeconds: " + SHORTEST + " to " + LONGEST + ", not " + seconds)
        : Optional.empty();
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
}
