package org.vedette.method.questions;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
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

/** Asks some of the questions that the user has chosen, one after the other. */
@Component(
    immediate = true,
    configurationPid = QuestionsConfig.PID,
    property = {
      AuthenticationMethod.PROPERTY + "=" + QuestionsMethod.ID,
      Capability.PROPERTY + "=method." + QuestionsMethod.ID
    })
@Designate(ocd = QuestionsConfig.class)
@ReplicatedSettings(QuestionsConfig.PID)
public final class QuestionsMethod implements AuthenticationMethod, Enroller, Capability {
  static final String ID = "questions";

  private static final Logger LOG = LoggerFactory.getLogger(QuestionsMethod.class);
  private static final Duration USED = Duration.ofMinutes(20);
  private static final MethodInfo INFO =
      new MethodInfo(
          ID,
          "Security questions",
          Set.of(Enrollment.STANDARD),
          MethodInfo.AnswerKind.TYPED,
          true,
          false);

  private final String version;
  private final MessageFiles texts = new MessageFiles(QuestionsMethod.class, "messages");
  private final Catalogue stock = Catalogue.stock();
  private volatile QuestionsSettings settings = new QuestionsSettings(2, stock, true);
  private volatile Health health = Health.ok();

  /** Started by DS. */
  @Activate
  public QuestionsMethod(BundleContext context, QuestionsConfig config) {
    this(context.getBundle().getVersion().toString());
    modified(config);
  }

  QuestionsMethod(String version) {
    this.version = version;
  }

  /** Takes new settings; bad ones leave the last good in force. */
  @Modified
  void modified(QuestionsConfig config) {
    QuestionsSettings.Read read = QuestionsSettings.read(config, stock);
    if (read.problems().isEmpty()) {
      settings = read.settings();
      health = Health.ok();
    } else {
      String what = String.join("; ", read.problems());
      LOG.error(
          "Settings are wrong, the last good ones stay. pid={} {}", QuestionsConfig.PID, what);
      health = Health.critical("settings " + QuestionsConfig.PID + " are wrong: " + what);
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
    if (enrollment.secret().isEmpty()) {
      return new Verification.Unable("the enrollment has no questions");
    }
    Answers answers = Answers.read(enrollment.secret().get());
    return ask(
        Round.of(settings.needed(), answers.all().size(), context.random()),
        answers,
        context.language());
  }

  private Verification ask(Round round, Answers answers, Locale language) {
    String prompt =
        texts.text(
            "question",
            language,
            "number",
            Integer.toString(round.at() + 1),
            "of",
            Integer.toString(round.order().length),
            "text",
            answers.all().get(round.question()).question());
    return new Verification.Pending(prompt, Optional.empty(), round.toBytes(), List.of());
  }

  @Override
  public Verification verify(
      Enrolled enrollment,
      Optional<OpenChallenge> challenge,
      Answer answer,
      MethodContext context) {
    if (!(answer instanceof Answer.Typed typed)
        || challenge.isEmpty()
        || enrollment.secret().isEmpty()) {
      return new Verification.Unable("no question is open");
    }
    Answers answers = Answers.read(enrollment.secret().get());
    return Round.read(challenge.get().data(), answers.all())
        .map(round -> judge(round, answers, typed.text().text(), context))
        .orElseGet(() -> new Verification.Unable("the question is not of these"));
  }

  private Verification judge(Round round, Answers answers, String typed, MethodContext context) {
    if (!answers.right(round.question(), typed)) {
      return new Verification.Refused(
          ResultCode.QUESTIONS_WRONG, "answer " + (round.at() + 1) + " wrong");
    }
    return round.isLast()
        ? new Verification.Accepted(
            ResultCode.QUESTIONS_VERIFIED,
            round.claim(),
            Optional.of(context.now().plus(USED)),
            List.of())
        : ask(round.next(), answers, context.language());
  }

  @Override
  public List<Param> params() {
    return List.of();
  }

  @Override
  public EnrollStep begin(EnrollRequest request) {
    return Enrolling.enroll(request, settings, INFO.label());
  }

  @Override
  public EnrollStep advance(Secret state, Map<String, Secret> entered, MethodContext context) {
    return new EnrollStep.Failed("state", "questions are enrolled in one step: begin again");
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
