package org.vedette.core.policy;

import org.vedette.api.policy.PolicyDesk;
import org.vedette.api.policy.PolicyExplanation;
import org.vedette.api.policy.PolicyQuestion;

/** Answers what would be, by the flow of sign-ins itself. */
public interface Explainer {
  /** Tells what would become of a made-up sign-in. */
  PolicyExplanation explain(PolicyQuestion question, Rulebook book);

  /** Prepares to judge recorded sign-ins anew. */
  PolicyDesk.Judge judge(Rulebook book);
}
