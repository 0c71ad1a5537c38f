package org.vedette.api.method;

import java.util.Set;

/**
 * What a method is.
 *
 * @param id its name, for instance {@code oath}: lower-case letters, digits and dots
 * @param label what people call it, in English; pages translate it by {@code method.ID}
 * @param modes modes it offers, {@code standard} among them
 * @param answer how a person answers
 * @param fallbackOnly never the first choice (recovery codes, questions)
 * @param unasked whether its codes exist before they are asked for, so that one may follow the
 *     password in the same field
 */
public record MethodInfo(
    String id,
    String label,
    Set<String> modes,
    AnswerKind answer,
    boolean fallbackOnly,
    boolean unasked) {

  /** How a person answers. */
  public enum AnswerKind {
    /** By typing a code: needs a listener that can ask for one, or one field for both. */
    TYPED,
    /** Elsewhere, while the listener waits. */
    ELSEWHERE
  }

  /** Copies the modes. */
  public MethodInfo {
    modes = Set.copyOf(modes);
  }

  /** A method whose codes, if it has any, exist before they are asked for. */
  public MethodInfo(
      String id, String label, Set<String> modes, AnswerKind answer, boolean fallbackOnly) {
    this(id, label, modes, answer, fallbackOnly, answer == AnswerKind.TYPED);
  }
}
