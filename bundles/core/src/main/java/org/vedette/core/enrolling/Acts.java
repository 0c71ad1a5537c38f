package org.vedette.core.enrolling;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.audit.AuditIds;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.store.Actor;
import org.vedette.core.flow.Ports;

/** Audit records of acts that change registers only; acts on records are written by the store. */
final class Acts {
  private Acts() {}

  static AuditRecord record(
      Ports ports, String verb, String username, Optional<UUID> user, Actor actor) {
    String id = AuditIds.of(ByteBuffer.wrap(ports.vault().random(Long.BYTES)).getLong());
    return new AuditRecord(
        id,
        ports.clock().instant(),
        AuditRecord.Kind.ACT,
        id,
        "admin",
        "",
        username,
        user,
        "",
        "",
        verb,
        true,
        actor.address(),
        "",
        actor.name(),
        Map.of("via", actor.via()),
        List.of());
  }
}
