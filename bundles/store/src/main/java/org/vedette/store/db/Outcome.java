package org.vedette.store.db;

import java.util.List;
import org.vedette.api.store.ChangeApplier.Applied;
import org.vedette.api.store.ChangeApplier.Verdict;

/**
 * The verdict on a change, with its effects.
 *
 * @param applied the verdict
 * @param effects what changed, in the order of the change; empty unless applied
 */
public record Outcome(Applied applied, List<Effect> effects) {
  static Outcome applied(List<Effect> effects) {
    return new Outcome(new Applied(Verdict.APPLIED, "", ""), effects);
  }

  static Outcome conflict(String type, String field) {
    return new Outcome(new Applied(Verdict.CONFLICT, type, field), List.of());
  }

  static Outcome unknownVersion() {
    return new Outcome(new Applied(Verdict.UNKNOWN_VERSION, "", ""), List.of());
  }
}
