package org.vedette.sdk.user;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.state.JournalEntry;
import org.vedette.api.store.Actor;
import org.vedette.api.user.User;
import org.vedette.sdk.service.Installed;

/** Puts the reason of an act into the audit record where the changed record does not hold it. */
final class Reasons {
  private static final Logger LOG = LoggerFactory.getLogger(Reasons.class);

  private final Installed installed;
  private final InstantSource clock;

  Reasons(Installed installed, InstantSource clock) {
    this.installed = installed;
    this.clock = clock;
  }

  /** Notes why a block was ended. */
  void unblocked(User user, String reason, Actor actor) {
    String id = AuditIds.of(ByteBuffer.wrap(installed.vault().random(Long.BYTES)).getLong());
    AuditRecord record =
        new AuditRecord(
            id,
            clock.instant(),
            AuditRecord.Kind.ACT,
            id,
            "admin",
            "",
            user.username(),
            Optional.of(user.id()),
            "",
            "",
            "user.unblock",
            true,
            actor.address(),
            "",
            actor.name(),
            Map.of("reason", reason, "via", actor.via()),
            List.of());
    installed
        .findJournal()
        .ifPresent(
            journal ->
                journal
                    .append(JournalEntry.of(record))
                    .thenAccept(
                        forced ->
                            forced.match(
                                done -> "",
                                unavailable -> {
                                  LOG.warn(
                                      "The reason of an unblocking could not be recorded cause={}",
                                      unavailable.why());
                                  return "";
                                })));
  }
}
