package org.vedette.store.shared;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.store.db.RecordId;
import org.vedette.store.db.Touched;

/** The byte form of what a change has touched: form, then either a list or "everything". */
final class TouchedBytes {
  private static final int SOME = 1;
  private static final int EVERYTHING = 2;

  /** What would be longer is told as "everything": reading it would cost more than it saves. */
  private static final int LONGEST = 256 << 10;

  private TouchedBytes() {}

  static byte[] write(List<Touched> touched) {
    byte[] bytes =
        new Encoder()
            .u8(SOME)
            .list(
                touched,
                (out, each) ->
                    out.i32(each.id().type())
                        .text(each.id().id())
                        .list(each.keys().stream().sorted().toList(), Encoder::text)
                        .list(each.owners().stream().sorted().toList(), Encoder::uuid))
            .toBytes();
    return bytes.length <= LONGEST ? bytes : new byte[] {EVERYTHING};
  }

  /** Reads it; empty for everything, also where a newer version tells what is not known here. */
  static Optional<List<Touched>> read(byte[] bytes) {
    try {
      Decoder in = new Decoder(bytes);
      if (in.u8() != SOME) {
        return Optional.empty();
      }
      List<Touched> touched =
          in.list(
              from ->
                  new Touched(
                      new RecordId(from.i32(), from.text()),
                      Set.copyOf(from.list(Decoder::text)),
                      Set.copyOf(from.list(Decoder::uuid))));
      in.end();
      return Optional.of(touched);
    } catch (MalformedRecordException | IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }
}
