package org.vedette.api.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.vedette.api.audit.AuditRecord;

/** Answers questions about policy without letting anybody in. Callable from any thread. */
@ProviderType
public interface PolicyDesk {
  /**
   * Tells what would become of a sign-in whose password is right.
   *
   * @param rules to be used instead of those stored
   * @return empty while the core is being replaced
   */
  Optional<PolicyExplanation> explain(PolicyQuestion question, Optional<List<PolicyRule>> rules);

  /**
   * Prepares to judge recorded sign-ins anew.
   *
   * @param rules the rules to judge by
   * @return empty while the core is being replaced
   */
  Optional<Judge> judge(List<PolicyRule> rules);

  /** Returns the names of the conditions that plugins offer now. */
  Set<String> conditions();

  /** Judges recorded sign-ins by other rules. */
  @ProviderType
  interface Judge {
    /**
     * Tells what would become of a recorded sign-in.
     *
     * @return empty where policy has no say: it is no end of a sign-in, it ended before policy is
     *     asked, nothing was decided, or user or application are gone
     */
    Optional<Judgement> judge(AuditRecord record);
  }

  /**
   * What would become of a recorded sign-in.
   *
   * @param changes whether it would end otherwise
   * @param would the result then; {@value #ASKED} when a second factor would be asked for
   * @param rule the rule that decides; empty when none does
   * @param uncertain whether something was looked at that the record does not tell
   */
  record Judgement(boolean changes, String would, Optional<String> rule, boolean uncertain) {
    /** The second factor decides. */
    public static final String ASKED = "ASKED";
  }
}
