package org.vedette.replication.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * What a server holds of audit records.
 *
 * @param own its own id; empty while it does not know
 * @param numbers number of the newest record, by id of the server that wrote it
 */
record Held(String own, Map<String, Long> numbers) {
  private record Line(String server, long number) {}

  Held {
    numbers = Map.copyOf(numbers);
  }

  byte[] toBytes() {
    return new Encoder()
        .u8(Request.SCHEMA)
        .text(own)
        .list(numbers.entrySet(), (out, it) -> out.text(it.getKey()).i64(it.getValue()))
        .toBytes();
  }

  /**
   * Reads one.
   *
   * @throws MalformedRecordException when it is none, or of a newer schema
   */
  static Held read(byte[] bytes) {
    Decoder in = new Decoder(bytes);
    Request.schema(in);
    String own = in.text();
    List<Line> lines = in.list(from -> new Line(from.text(), from.i64()));
    in.end();
    Map<String, Long> numbers = new HashMap<>();
    lines.forEach(it -> numbers.put(it.server(), it.number()));
    return new Held(own, numbers);
  }
}
