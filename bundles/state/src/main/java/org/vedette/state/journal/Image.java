package org.vedette.state.journal;

import java.util.List;
import org.vedette.api.state.Challenge;
import org.vedette.state.table.FinalClaim;
import org.vedette.state.table.KindImage;
import org.vedette.state.table.Tables;

/**
 * Everything in memory at one moment.
 *
 * @param server id of the server
 * @param boot number of the start that made it
 * @param sequence frames up to this number are in it
 * @param head end of the audit chain
 * @param keptFrom audit records up to this number were safe elsewhere
 * @param kinds registers
 * @param claims final claims
 * @param challenges challenges, oldest first
 */
record Image(
    String server,
    long boot,
    long sequence,
    AuditChain.Head head,
    long keptFrom,
    List<KindImage> kinds,
    List<FinalClaim> claims,
    List<Challenge> challenges) {

  /** Takes the image; on the writing thread, so that nothing changes meanwhile. */
  static Image of(Identity identity, long sequence, AuditChain.Head head, long kept, Tables from) {
    return new Image(
        identity.server(),
        identity.boot(),
        sequence,
        head,
        kept,
        from.registers().image(),
        from.claims().image(),
        from.challenges().image());
  }

  /** Fills empty tables. */
  void fill(Tables to) {
    kinds.forEach(to.registers()::load);
    claims.forEach(to.claims()::load);
    challenges.forEach(to.challenges()::open);
  }
}
