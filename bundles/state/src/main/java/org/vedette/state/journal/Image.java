package org.vedette.state.journal;

import java.io.IOException;
import java.util.List;
import org.vedette.api.state.Challenge;
import org.vedette.state.table.ClaimImage;
import org.vedette.state.table.ClosedToken;
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
 * @param closed challenges that were closed and must not be opened again by late news
 */
record Image(
    String server,
    long boot,
    long sequence,
    AuditChain.Head head,
    long keptFrom,
    List<KindImage> kinds,
    ClaimImage claims,
    List<Challenge> challenges,
    List<ClosedToken> closed)
    implements AutoCloseable {

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
        from.challenges().image(),
        from.challenges().closedOnes());
  }

  /** Fills empty tables. */
  void fill(Tables to) throws IOException {
    kinds.forEach(to.registers()::load);
    to.claims().load(claims);
    challenges.forEach(to.challenges()::open);
    closed.forEach(to.challenges()::merge);
  }

  /** Lets the claims go. */
  @Override
  public void close() {
    claims.close();
  }
}
