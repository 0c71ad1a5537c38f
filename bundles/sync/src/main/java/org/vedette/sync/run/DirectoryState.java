package org.vedette.sync.run;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;

/**
 * How far a directory was read. It lies with the users, so that a restored backup goes on from
 * where its users are.
 *
 * @param cursor where changes are asked for from; empty: they cannot be told
 * @param items what the items and settings were, as a hash: others mean that everything is looked
 *     at
 * @param full when everything was looked at last
 * @param saved when this was written
 * @param people how many persons there were when everything was looked at last
 * @param open entries to be looked at again although nothing changes in them; at most {@value
 *     #MOST}
 * @param overflow whether there were more of them, so that everything is looked at again
 */
record DirectoryState(
    String cursor,
    String items,
    Instant full,
    Instant saved,
    long people,
    Set<String> open,
    boolean overflow) {
  static final int MOST = 400;

  /** Nothing was read. */
  static final DirectoryState NONE =
      new DirectoryState("", "", Instant.EPOCH, Instant.EPOCH, 0, Set.of(), false);

  private static final int SCHEMA = 1;

  DirectoryState {
    open = Set.copyOf(open);
  }

  byte[] bytes() {
    return new Encoder()
        .i32(SCHEMA)
        .text(cursor)
        .text(items)
        .instant(full)
        .instant(saved)
        .i64(people)
        .texts(new TreeSet<>(open))
        .bool(overflow)
        .toBytes();
  }

  static DirectoryState of(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    if (in.i32() != SCHEMA) {
      return NONE;
    }
    return new DirectoryState(
        in.text(),
        in.text(),
        in.instant(),
        in.instant(),
        in.i64(),
        Set.copyOf(in.texts()),
        in.bool());
  }
}
