package org.vedette.state.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;
import org.vedette.api.state.Challenge;
import org.vedette.api.store.Encoder;
import org.vedette.state.table.Cell;
import org.vedette.state.table.ClosedToken;
import org.vedette.state.table.KindImage;

/** Writes an {@link Image}: its parts, then a CRC32C over them. */
final class ImageWriter {
  static final long MAGIC = 0x56454449_4D414745L;

  /** Of a server that remembers no closed challenges: the one that versions before could read. */
  static final int FORMAT = 1;

  static final int WITH_CLOSED = 2;
  static final int TAG_UUID = 0;
  static final int TAG_TEXT = 1;

  private final ImageSink out;

  private ImageWriter(ImageSink out) {
    this.out = out;
  }

  static void write(Image image, OutputStream target) throws IOException {
    ImageSink out = new ImageSink(target);
    new ImageWriter(out).parts(image);
    out.end();
  }

  private void parts(Image image) throws IOException {
    boolean closed = !image.closed().isEmpty();
    out.i64(MAGIC)
        .i32(closed ? WITH_CLOSED : FORMAT)
        .text(image.server())
        .i64(image.boot())
        .i64(image.sequence());
    out.i64(image.head().number()).bytes(image.head().hash()).i64(image.keptFrom());
    out.i32(image.kinds().size());
    for (KindImage kind : image.kinds()) {
      kind(kind);
    }
    out.i32(image.claims().size());
    image.claims().each(out::raw);
    out.i32(image.challenges().size());
    for (Challenge challenge : image.challenges()) {
      Encoder encoder = new Encoder();
      challenge.write(encoder);
      out.bytes(encoder.toBytes());
    }
    if (closed) {
      out.i32(image.closed().size());
      for (ClosedToken each : image.closed()) {
        out.bytes(each.token().bytes()).i64(each.until().toEpochMilli());
      }
    }
  }

  private void kind(KindImage kind) throws IOException {
    out.text(kind.name()).u8(EntryCodec.code(kind.merge())).i32(kind.subjects().length);
    for (int i = 0; i < kind.subjects().length; i++) {
      subject(kind.subjects()[i]);
      cell(kind.cells()[i]);
    }
  }

  private void subject(Object subject) throws IOException {
    if (subject instanceof UUID id) {
      out.u8(TAG_UUID).i64(id.getMostSignificantBits()).i64(id.getLeastSignificantBits());
    } else {
      out.u8(TAG_TEXT).text((String) subject);
    }
  }

  private void cell(Cell cell) throws IOException {
    if (cell instanceof Cell.Counts counts) {
      out.i64(counts.stamp()).i32(counts.counts().size());
      for (Map.Entry<String, Long> each : counts.counts().entrySet()) {
        out.text(each.getKey()).i64(each.getValue());
      }
    } else if (cell instanceof Cell.One one) {
      out.i64(one.stamp()).i64(one.value());
    }
  }
}
