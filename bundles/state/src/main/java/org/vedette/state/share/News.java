package org.vedette.state.share;

import java.util.ArrayList;
import java.util.List;
import org.vedette.api.state.Challenge;
import org.vedette.state.table.ClaimQuestion;
import org.vedette.state.table.ClosedToken;
import org.vedette.state.table.FinalClaim;
import org.vedette.state.table.RegisterTable;

/**
 * What a server tells others, in a form that can be merged in any order and twice.
 *
 * @param claims claims that are final
 * @param registers registers as they are now, counts of all servers included
 * @param opened challenges that were opened
 * @param closed challenges that were closed
 * @param released claims that others were asked about and of which nothing came; in memory only
 */
public record News(
    List<FinalClaim> claims,
    List<RegisterTable.Held> registers,
    List<Challenge> opened,
    List<ClosedToken> closed,
    List<ClaimQuestion> released) {

  /** Copies the lists. */
  public News {
    claims = List.copyOf(claims);
    registers = List.copyOf(registers);
    opened = List.copyOf(opened);
    closed = List.copyOf(closed);
    released = List.copyOf(released);
  }

  /** Returns whether there is nothing in it that a journal would keep. */
  public boolean isFleeting() {
    return claims.isEmpty() && registers.isEmpty() && opened.isEmpty() && closed.isEmpty();
  }

  /** Says that nothing came of a claim. */
  static News released(ClaimQuestion question) {
    return new News(List.of(), List.of(), List.of(), List.of(), List.of(question));
  }

  /** Gathers news. Not thread-safe. */
  static final class Gathering {
    final List<FinalClaim> claims = new ArrayList<>();
    final List<RegisterTable.Held> registers = new ArrayList<>();
    final List<Challenge> opened = new ArrayList<>();
    final List<ClosedToken> closed = new ArrayList<>();

    News news() {
      return new News(claims, registers, opened, closed, List.of());
    }
  }
}
