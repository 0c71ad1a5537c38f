package org.vedette.state.share;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.SharedState;
import org.vedette.state.table.ClaimImage;
import org.vedette.state.table.ClosedToken;
import org.vedette.state.table.FinalClaim;
import org.vedette.state.table.RegisterTable;
import org.vedette.state.table.Tables;

/** Everything in the tables, as news of bounded size that are made one after the other. */
final class WholeState implements SharedState.Whole {
  /** Records of one kind in one piece of news; the largest, challenges, have some KiB each. */
  private static final int TOGETHER = 100;

  private static final int REGISTERS_TOGETHER = 1_000;

  private final ClaimImage image;
  private final Iterator<List<FinalClaim>> claims;
  private final Iterator<RegisterTable.Held> registers;
  private final Iterator<Challenge> challenges;
  private final Iterator<ClosedToken> closed;
  private boolean over;

  WholeState(Tables tables) {
    // What is closed comes before what is open: a question that was closed in between stays so.
    challenges = tables.challenges().image().iterator();
    closed = tables.challenges().closedOnes().iterator();
    image = tables.claims().image();
    claims = image.parts();
    registers = tables.registers().each();
  }

  @Override
  public boolean hasNext() {
    return !over
        && (claims.hasNext() || registers.hasNext() || closed.hasNext() || challenges.hasNext());
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    News.Gathering piece = new News.Gathering();
    if (claims.hasNext()) {
      piece.claims.addAll(claims.next());
    } else if (!take(registers, REGISTERS_TOGETHER, piece, (to, each) -> to.registers.add(each))
        && !take(closed, REGISTERS_TOGETHER, piece, (to, each) -> to.closed.add(each))) {
      take(challenges, TOGETHER, piece, (to, each) -> to.opened.add(each));
    }
    return NewsCodec.encode(piece.news());
  }

  private static <T> boolean take(
      Iterator<T> from, int most, News.Gathering to, BiConsumer<News.Gathering, T> add) {
    boolean any = from.hasNext();
    for (int i = 0; i < most && from.hasNext(); i++) {
      add.accept(to, from.next());
    }
    return any;
  }

  @Override
  public void close() {
    if (!over) {
      over = true;
      image.close();
    }
  }
}
