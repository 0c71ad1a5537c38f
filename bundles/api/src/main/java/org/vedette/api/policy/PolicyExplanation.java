package org.vedette.api.policy;

import java.util.List;
import java.util.Optional;

/**
 * What would become of a made-up sign-in.
 *
 * @param result name of the result that ends it; empty when a second factor would be asked for
 * @param granted whether that lets the person in
 * @param decides the rule that decides; empty when none does, or something before policy
 * @param observed rules that match and only observe
 * @param methods methods that would be asked, in order; empty when none would
 * @param rules what each rule says, in their order
 * @param trace what each check found, in order
 */
public record PolicyExplanation(
    String result,
    boolean granted,
    Optional<String> decides,
    List<String> observed,
    List<String> methods,
    List<Line> rules,
    List<String> trace) {

  /**
   * What one rule says.
   *
   * @param rule its name
   * @param verdict what it comes to
   * @param why the condition that decided, in words
   */
  public record Line(String rule, Verdict verdict, String why) {}

  /** What a rule comes to. */
  public enum Verdict {
    /** It matches and decides. */
    DECIDES,
    /** It matches and is only written down. */
    OBSERVED,
    /** It may match: what it demands holds, and the search goes on for what is stricter. */
    BINDS,
    /** A condition does not hold. */
    DOES_NOT_MATCH,
    /** It is off. */
    OFF,
    /** A rule before it decides. */
    NOT_REACHED
  }

  /** Copies the lists. */
  public PolicyExplanation {
    observed = List.copyOf(observed);
    methods = List.copyOf(methods);
    rules = List.copyOf(rules);
    trace = List.copyOf(trace);
  }
}
