package org.vedette.method.questions;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the method, the same on every server. */
@ObjectClassDefinition(
    id = QuestionsConfig.PID,
    name = "Security questions",
    description = "Questions whose answers only the user knows; a way out, never the first choice")
@interface QuestionsConfig {
  /** PID of the settings. */
  String PID = "org.vedette.method.questions";

  @AttributeDefinition(
      description = "How many of the four have to be answered right, 1 to 4",
      min = "1",
      max = "4")
  int needed() default 2;

  @AttributeDefinition(
      required = false,
      description =
          "Questions to choose from, in this order: LANGUAGE QUESTION with ; between, for example"
              + " en What was the name of your first school?; de Wie hiess Ihre erste Schule?"
              + " Empty: those that come with the server")
  String questions() default "";

  @AttributeDefinition(description = "Whether users may also have questions of their own")
  boolean ownQuestions() default true;
}
