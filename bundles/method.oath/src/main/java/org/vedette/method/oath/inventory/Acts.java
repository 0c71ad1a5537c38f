package org.vedette.method.oath.inventory;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.store.Actor;
import org.vedette.api.token.ImportReport;

/** Audit records of acts; those on single records are written by the store. */
final class Acts {
  private Acts() {}

  /** Sums up an import. */
  static JournalEntry imported(Stores stores, ImportReport report, Actor actor) {
    String id = AuditIds.of(ByteBuffer.wrap(stores.vault().random(Long.BYTES)).getLong());
    return JournalEntry.of(
        new AuditRecord(
            id,
            stores.clock().instant(),
            AuditRecord.Kind.ACT,
            id,
            "admin",
            "",
            "",
            Optional.empty(),
            Shelf.METHOD,
            "",
            "hardware-token.import",
            true,
            actor.address(),
            "",
            actor.name(),
            Map.of(
                "via", actor.via(),
                "format", report.format(),
                "read", Integer.toString(report.read()),
                "added", Integer.toString(report.added()),
                "replaced", Integer.toString(report.replaced()),
                "unchanged", Integer.toString(report.unchanged()),
                "refused", Integer.toString(report.refused())),
            List.of()));
  }
}
