package org.vedette.replication.merge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vedette.api.state.SharedState;
import org.vedette.replication.merge.Parcel.Kind;

/** Everything that this server knows, while it is told to one other. For one thread at a time. */
final class Telling {
  private static final long TOGETHER = 1 << 20;

  private final SharedState of;
  private final SharedState.Whole whole;
  private int parts;
  private @Nullable Parcel part;

  Telling(SharedState of) {
    this.of = of;
    this.whole = of.whole();
  }

  /** Whether it is of these records: others have taken their place where it is not. */
  boolean of(SharedState state) {
    return of == state;
  }

  /**
   * Returns the part that was not taken yet; the last is the end.
   *
   * @param next number of the first news that follow
   */
  Parcel part(long boot, long next) {
    Parcel again = part;
    if (again != null && again.kind() == Kind.WHOLE) {
      return again;
    }
    List<byte[]> pieces = new ArrayList<>();
    long bytes = 0;
    while (bytes < TOGETHER && whole.hasNext()) {
      byte[] piece = whole.next();
      bytes += piece.length;
      pieces.add(piece);
    }
    Parcel fresh =
        pieces.isEmpty()
            ? new Parcel(boot, Kind.END, next, parts, List.of())
            : new Parcel(boot, Kind.WHOLE, 0, ++parts, pieces);
    part = fresh;
    return fresh;
  }

  /** The part was taken; returns whether it was the end. */
  boolean taken() {
    Parcel was = part;
    part = null;
    return was != null && was.kind() == Kind.END;
  }

  void close() {
    whole.close();
  }
}
