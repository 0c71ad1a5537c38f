package org.vedette.sync;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.sync.ImportOrder;
import org.vedette.api.sync.SyncItem;

/**
 * An import that goes on, as it survives an update or the end of the server. What was done before
 * is found done.
 *
 * @param order what is imported
 * @param actor for whom
 */
record OpenImport(ImportOrder order, Actor actor) {
  private static final int SCHEMA = 1;

  byte[] toBytes() {
    SyncItem item =
        new SyncItem(
            new UUID(0, 0),
            1,
            0,
            "import",
            "import",
            true,
            order.directory(),
            order.container(),
            order.group(),
            order.nested(),
            order.rules(),
            order.profile());
    return new Encoder()
        .i32(SCHEMA)
        .bytes(SyncItem.TYPE.toBytes(item))
        .texts(new TreeSet<>(order.entries()))
        .bool(order.dry())
        .text(actor.name())
        .text(actor.address())
        .toBytes();
  }

  static OpenImport of(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    if (in.i32() != SCHEMA) {
      throw new MalformedRecordException("an import of another schema");
    }
    SyncItem item = SyncItem.TYPE.fromBytes(in.bytes());
    ImportOrder order =
        new ImportOrder(
            item.directory(),
            Set.copyOf(in.texts()),
            item.container(),
            item.group(),
            item.nested(),
            item.rules(),
            item.profile(),
            in.bool());
    return new OpenImport(order, new Actor(in.text(), "sync", in.text()));
  }

  /** Returns it, if there is an order. */
  static Optional<OpenImport> of(Optional<ImportOrder> order, Actor actor) {
    return order.map(it -> new OpenImport(it, actor));
  }
}
