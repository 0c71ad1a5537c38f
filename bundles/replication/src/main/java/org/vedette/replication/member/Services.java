package org.vedette.replication.member;

import java.time.Duration;
import org.vedette.api.audit.AuditExchange;
import org.vedette.api.secret.KeyTransfer;
import org.vedette.api.secret.SecretVault;
import org.vedette.api.state.Journal;
import org.vedette.api.state.SharedState;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Records;

/**
 * Services of other bundles, which may be replaced at any time.
 *
 * @param records durable records
 * @param changes the log of this server
 * @param applier where changes are applied
 * @param vault seals the authority's key
 * @param keys hands data keys over
 * @param state the fast records of sign-ins
 * @param journal where orders are audited
 * @param audit the audit records
 */
public record Services(
    Live<Records> records,
    Live<ChangeLog> changes,
    Live<ChangeApplier> applier,
    Live<SecretVault> vault,
    Live<KeyTransfer> keys,
    Live<SharedState> state,
    Live<Journal> journal,
    Live<AuditExchange> audit) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** None is here yet. */
  public Services() {
    this(
        new Live<>("the store", PATIENCE),
        new Live<>("the store", PATIENCE),
        new Live<>("the store", PATIENCE),
        new Live<>("the vault", PATIENCE),
        new Live<>("the vault", PATIENCE),
        new Live<>("the state", PATIENCE),
        new Live<>("the journal", PATIENCE),
        new Live<>("the audit record", PATIENCE));
  }
}
