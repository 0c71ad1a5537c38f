package org.vedette.api.state;

import java.util.List;
import org.vedette.api.audit.AuditRecord;
import org.vedette.api.auth.ChallengeToken;

/**
 * Everything one step of a sign-in leaves behind, made durable together or not at all.
 *
 * @param claims won claims that become final
 * @param outcome what a repetition of the same request is answered, at most 8 KiB; kept 30 s
 * @param registers values to merge
 * @param opened challenges opened
 * @param closed challenges closed
 * @param audit records of what happened
 */
public record JournalEntry(
    List<Claim> claims,
    byte[] outcome,
    List<RegisterWrite> registers,
    List<Challenge> opened,
    List<ChallengeToken> closed,
    List<AuditRecord> audit) {

  /** Copies the lists. */
  public JournalEntry {
    claims = List.copyOf(claims);
    registers = List.copyOf(registers);
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
    audit = List.copyOf(audit);
  }

  /** An entry that holds one audit record and nothing else. */
  public static JournalEntry of(AuditRecord record) {
    return new JournalEntry(
        List.of(), new byte[0], List.of(), List.of(), List.of(), List.of(record));
  }
}
