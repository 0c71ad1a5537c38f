package org.vedette.method.questions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.enroll.EnrollRequest;
import org.vedette.api.enroll.EnrollStep;
import org.vedette.api.secret.Secret;

/** Takes four questions and their answers. */
final class Enrolling {
  static final int QUESTIONS = 4;

  private static final String FORM =
      "four questions with their answers, QUESTION = ANSWER with ; or a new line between, for"
          + " example What was the name of your first school? = Lindenhof; ...";
  private static final String FIELD = "secret";
  private static final int SHORTEST = 2;
  private static final int LONGEST = 200;

  private Enrolling() {}

  static EnrollStep enroll(EnrollRequest request, QuestionsSettings settings, String label) {
    if (!request.params().isEmpty()) {
      return new EnrollStep.Failed(
          request.params().keySet().iterator().next(),
          "not known: this method has no settings of a user");
    }
    List<Answers.Typed> typed =
        request.secret().map(secret -> read(secret.text())).orElse(List.of());
    Optional<String> problem = problem(typed, settings);
    if (problem.isPresent()) {
      return new EnrollStep.Failed(FIELD, problem.get());
    }
    Secret kept = Answers.of(typed, request.context().random()).toSecret();
    return new EnrollStep.Done(
        request.label().isBlank() ? label : request.label(),
        0,
        Map.of(),
        Optional.empty(),
        Optional.of(kept),
        List.of(),
        Map.of());
  }

  private static List<Answers.Typed> read(String text) {
    List<Answers.Typed> found = new ArrayList<>();
    for (String each : text.split("[;\n]", -1)) {
      int at = each.indexOf('=');
      if (at > 0) {
        found.add(new Answers.Typed(each.substring(0, at).strip(), each.substring(at + 1).strip()));
      } else if (!each.isBlank()) {
        return List.of();
      }
    }
    return found;
  }

  /** Says what is wrong; never repeats an answer. */
  private static Optional<String> problem(List<Answers.Typed> typed, QuestionsSettings settings) {
    if (typed.size() != QUESTIONS) {
      return Optional.of(FORM);
    }
    Set<String> questions = new HashSet<>();
    Set<String> answers = new HashSet<>();
    for (int i = 0; i < QUESTIONS; i++) {
      String question = typed.get(i).question();
      String answer = Answers.normal(typed.get(i).answer());
      String which = "question " + (i + 1) + ": ";
      if (question.length() > LONGEST || Answers.normal(question).isEmpty()) {
        return Optional.of(which + "1 to " + LONGEST + " characters");
      }
      if (!settings.ownQuestions() && !settings.catalogue().has(question)) {
        return Optional.of(which + "choose one of the list; questions of one's own are off");
      }
      if (!questions.add(Answers.normal(question))) {
        return Optional.of(which + "is there already; four different ones are needed");
      }
      if (answer.length() < SHORTEST || typed.get(i).answer().length() > LONGEST) {
        return Optional.of(
            which
                + "its answer needs "
                + SHORTEST
                + " letters or digits at least, "
                + LONGEST
                + " characters at most");
      }
      if (Answers.normal(question).contains(answer)) {
        return Optional.of(which + "its answer must not stand in the question");
      }
      if (!answers.add(answer)) {
        return Optional.of(which + "its answer is that of another question too");
      }
    }
    return Optional.empty();
  }
}
