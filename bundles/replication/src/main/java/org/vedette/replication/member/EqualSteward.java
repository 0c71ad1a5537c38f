package org.vedette.replication.member;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.SharedDatabase;
import org.vedette.api.store.StoreUnavailableException;
import org.vedette.replication.member.Place.Phase;
import org.vedette.replication.raft.Member;

/** Looks after a server whose records lie in a shared database. Called by the thread that moves. */
final class EqualSteward {
  private static final Logger LOG = LoggerFactory.getLogger(EqualSteward.class);
  private static final int SELDOM = 10;

  private final Standing standing;
  private final EqualMoves moves;
  private boolean putOut;
  private boolean stranger;
  private int ticks;

  EqualSteward(Standing standing) {
    this.standing = standing;
    this.moves = new EqualMoves(standing);
  }

  /** Says now and then that the database at hand is that of other servers. */
  void lookAlone() {
    if (ticks++ % SELDOM != 0) {
      return;
    }
    Optional<SharedDatabase> shared =
        standing.means().applier().now().flatMap(it -> it.sharedDatabase());
    boolean foreign = shared.isPresent() && !shared.get().mine();
    if (foreign) {
      standing.shut(
          "the database belongs to "
              + owner()
              + ": let this server join it (bin/vedette server join), or name another database");
    } else if (stranger) {
      standing.shut("");
    }
    stranger = foreign;
  }

  private String owner() {
    try {
      return standing
          .roll()
          .read()
          .realm()
          .map(it -> "cluster " + it.cluster())
          .orElse("another server");
    } catch (StoreUnavailableException | MalformedRecordException unreadable) {
      LOG.debug("Whose the database is cannot be read.", unreadable);
      return "another server";
    }
  }

  /** Looks once. */
  void tick() throws IOException {
    Place at = standing.placed();
    String bind = standing.means().settings().get().bind();
    if (!standing.port().waiting() || !standing.port().openedAt().equals(bind)) {
      moves.open();
    }
    Optional<Roll.Content> content = standing.content();
    if (content.isEmpty()) {
      return;
    }
    if (content.get().seat(at.self().id()).isEmpty()) {
      if (!putOut) {
        moves.letGo();
        putOut = true;
        standing.shut(
            "this server was removed from its cluster and writes to the database no more: let it"
                + " leave (bin/vedette server leave) and, if it shall, join again");
      }
      return;
    }
    putOut = false;
    remember(at, content.get());
  }

  /** What a start must know while the database cannot be read: who the others are. */
  private void remember(Place at, Roll.Content content) throws IOException {
    List<Member> members =
        content.seats().stream()
            .sorted(Comparator.comparing(Seat::name))
            .map(seat -> seat.member(false))
            .toList();
    Place next = at.among(members);
    if (at.phase() == Phase.EQUAL && !at.equals(next)) {
      standing.remember(next);
    }
  }
}
