package org.vedette.method.questions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the method.
 *
 * @param needed how many of the four have to be answered right
 * @param catalogue questions to choose from
 * @param ownQuestions whether others may be used too
 */
record QuestionsSettings(int needed, Catalogue catalogue, boolean ownQuestions) {
  /**
   * What was read.
   *
   * @param settings the settings, not to be used where there are problems
   * @param problems a sentence for each key that is wrong
   */
  record Read(QuestionsSettings settings, List<String> problems) {}

  static Read read(QuestionsConfig config, Catalogue stock) {
    List<String> problems = new ArrayList<>();
    if (config.needed() < 1 || config.needed() > Enrolling.QUESTIONS) {
      problems.add("needed: 1 to " + Enrolling.QUESTIONS + ", not " + config.needed());
    }
    Optional<Catalogue> own = Catalogue.parse(config.questions());
    if (own.isEmpty()) {
      problems.add("questions: " + Catalogue.FORM);
    }
    Catalogue catalogue = own.filter(it -> !it.questions().isEmpty()).orElse(stock);
    return new Read(
        new QuestionsSettings(config.needed(), catalogue, config.ownQuestions()), problems);
  }
}
