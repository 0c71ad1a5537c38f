package org.vedette.sync.run;

import java.util.List;
import org.vedette.api.user.UserDefaults;

/**
 * What a run is told.
 *
 * @param removeDeleted whether entries that are gone count as deleted; as having left otherwise
 * @param threshold most users who may be disabled or removed without approval, 1 to 999
 * @param approvers addresses of those who are told what waits for approval; empty: administrators
 * @param defaults what new users have
 */
public record RunSettings(
    boolean removeDeleted, int threshold, List<String> approvers, UserDefaults defaults) {
  /** Copies the list. */
  public RunSettings {
    approvers = List.copyOf(approvers);
  }
}
