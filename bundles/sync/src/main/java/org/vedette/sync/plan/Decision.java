package org.vedette.sync.plan;

import java.util.List;
import java.util.Optional;

/**
 * What is to be done with one person; often nothing.
 *
 * @param step what is to be written
 * @param loss what is to be taken away afterwards, if enough people agree
 * @param skip why nothing is done although the person is in an item; named in the report
 * @param again whether it may become possible without any change in the directory: a name is taken
 * @param problems what could not be taken over, a sentence each
 */
public record Decision(
    Optional<Step> step,
    Optional<Loss> loss,
    Optional<String> skip,
    boolean again,
    List<String> problems) {
  /** Nothing. */
  static final Decision NOTHING =
      new Decision(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());

  /** Copies the list. */
  public Decision {
    problems = List.copyOf(problems);
  }

  static Decision skipped(String why, boolean again, List<String> problems) {
    return new Decision(Optional.empty(), Optional.empty(), Optional.of(why), again, problems);
  }

  static Decision of(Step step, List<String> problems) {
    return new Decision(Optional.of(step), Optional.empty(), Optional.empty(), false, problems);
  }
}
