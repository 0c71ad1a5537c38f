package org.vedette.api.accounting;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Stores reports. */
@ProviderType
public interface AccountingDesk {
  /**
   * Takes a report. Called from any thread, by the one that reads a socket: returns at once. The
   * stage completes on a thread that must not be blocked, never exceptionally, as soon as the
   * report is on disk, or cannot be. A repetition is stored once (RFC 5080 section 2.2.1).
   */
  CompletionStage<AccountingVerdict> take(AccountingReport report);
}
