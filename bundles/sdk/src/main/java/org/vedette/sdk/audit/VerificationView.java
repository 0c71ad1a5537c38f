package org.vedette.sdk.audit;

import java.util.List;
import org.vedette.api.audit.AuditLog;
import org.vedette.sdk.http.Json;

/**
 * What a check of the chain found.
 *
 * @param intact whether every link holds
 * @param checked how many records were read
 * @param problems what is wrong
 */
public record VerificationView(boolean intact, long checked, List<String> problems)
    implements Json {
  static VerificationView of(AuditLog.Verification it) {
    return new VerificationView(it.problems().isEmpty(), it.checked(), it.problems());
  }
}
