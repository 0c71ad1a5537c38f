package org.vedette.sdk.policy;

import java.util.List;
import java.util.Locale;
import org.vedette.api.policy.PolicyExplanation;
import org.vedette.sdk.http.Json;

/**
 * What would become of a made-up sign-in.
 *
 * @param result name of the result that ends it; empty when a second factor would be asked for
 * @param granted whether that lets the person in
 * @param rule the rule that decides; empty when none does
 * @param observed rules that match and only observe
 * @param methods methods that would be asked, in order
 * @param rules what each rule says, in their order
 * @param trace what each check found, in order
 */
public record ExplainView(
    String result,
    boolean granted,
    String rule,
    List<String> observed,
    List<String> methods,
    List<RuleLine> rules,
    List<String> trace)
    implements Json {
  /**
   * What one rule says.
   *
   * @param rule its name
   * @param verdict decides, observed, binds, does-not-match, off, or not-reached
   * @param why the condition that decided
   */
  public record RuleLine(String rule, String verdict, String why) implements Json {}

  static ExplainView of(PolicyExplanation it) {
    return new ExplainView(
        it.result(),
        it.granted(),
        it.decides().orElse(""),
        it.observed(),
        it.methods(),
        it.rules().stream()
            .map(line -> new RuleLine(line.rule(), text(line.verdict()), line.why()))
            .toList(),
        it.trace());
  }

  private static String text(PolicyExplanation.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
