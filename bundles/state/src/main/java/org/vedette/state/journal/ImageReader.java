package org.vedette.state.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.vedette.api.auth.ChallengeToken;
import org.vedette.api.state.Challenge;
import org.vedette.api.state.Merge;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.table.Cell;
import org.vedette.state.table.ClaimImage;
import org.vedette.state.table.ClosedToken;
import org.vedette.state.table.KindImage;

/** Reads what {@link ImageWriter} wrote. */
final class ImageReader {
  private final ByteBuffer buffer;
  private final Decoder in;
  private final Map<String, String> servers = new HashMap<>();

  private ImageReader(ByteBuffer buffer) {
    this.buffer = buffer;
    this.in = new Decoder(buffer);
  }

  /**
   * Reads an image.
   *
   * @throws MalformedRecordException when it is damaged or of a newer format
   */
  static Image read(byte[] bytes) {
    int end = bytes.length - Integer.BYTES;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, Math.max(0, end));
    if (end < 0 || ByteBuffer.wrap(bytes).getInt(end) != (int) crc.getValue()) {
      throw new MalformedRecordException("its checksum is wrong");
    }
    ImageReader reader = new ImageReader(ByteBuffer.wrap(bytes, 0, end));
    Image image = reader.parts();
    reader.in.end();
    return image;
  }

  private Image parts() {
    if (in.i64() != ImageWriter.MAGIC) {
      throw new MalformedRecordException("it is no snapshot");
    }
    int format = in.i32();
    if (format != ImageWriter.FORMAT && format != ImageWriter.WITH_CLOSED) {
      throw new MalformedRecordException("its format is " + format);
    }
    String server = in.text();
    long boot = in.i64();
    long sequence = in.i64();
    AuditChain.Head head = new AuditChain.Head(in.i64(), in.bytes());
    long kept = in.i64();
    return new Image(
        server,
        boot,
        sequence,
        head,
        kept,
        list(this::kind),
        claims(),
        challenges(),
        format == ImageWriter.FORMAT ? List.of() : list(this::closed));
  }

  private interface Part<T> {
    T read();
  }

  private <T> List<T> list(Part<T> part) {
    int count = in.i32();
    List<T> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(part.read());
    }
    return list;
  }

  private KindImage kind() {
    String name = in.text();
    Merge merge = EntryCodec.merge(in.u8());
    int count = in.i32();
    Object[] subjects = new Object[count];
    Cell[] cells = new Cell[count];
    for (int i = 0; i < count; i++) {
      subjects[i] = in.u8() == ImageWriter.TAG_UUID ? in.uuid() : in.text();
      cells[i] = merge == Merge.COUNT ? counts() : new Cell.One(in.i64(), in.i64());
    }
    return new KindImage(name, merge, subjects, cells);
  }

  private Cell counts() {
    long stamp = in.i64();
    int count = in.i32();
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < count; i++) {
      counts.put(servers.computeIfAbsent(in.text(), id -> id), in.i64());
    }
    return new Cell.Counts(stamp, counts);
  }

  private ClaimImage claims() {
    return ClaimImage.read(buffer, in.i32());
  }

  private ClosedToken closed() {
    return new ClosedToken(new ChallengeToken(in.bytes()), in.instant());
  }

  private List<Challenge> challenges() {
    return list(() -> Challenge.read(new Decoder(in.bytes())));
  }
}
