package org.vedette.state.journal;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.vedette.api.state.Challenge;
import org.vedette.api.store.Encoder;
import org.vedette.state.table.Cell;
import org.vedette.state.table.FinalClaim;
import org.vedette.state.table.KindImage;

/** Writes an {@link Image}: its parts, then a CRC32C over them. */
final class ImageWriter {
  static final long MAGIC = 0x56454449_4D414745L;
  static final int FORMAT = 1;
  static final int TAG_UUID = 0;
  static final int TAG_TEXT = 1;
  private static final int BUFFER = 64 << 10;

  private final DataOutputStream out;

  private ImageWriter(DataOutputStream out) {
    this.out = out;
  }

  static void write(Image image, OutputStream target) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(target, new CRC32C());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, BUFFER));
    new ImageWriter(out).parts(image);
    out.flush();
    out.writeInt((int) checked.getChecksum().getValue());
    out.flush();
  }

  private void parts(Image image) throws IOException {
    out.writeLong(MAGIC);
    out.writeInt(FORMAT);
    text(image.server());
    out.writeLong(image.boot());
    out.writeLong(image.sequence());
    out.writeLong(image.head().number());
    bytes(image.head().hash());
    out.writeLong(image.keptFrom());
    out.writeInt(image.kinds().size());
    for (KindImage kind : image.kinds()) {
      kind(kind);
    }
    out.writeInt(image.claims().size());
    for (FinalClaim claim : image.claims()) {
      claim(claim);
    }
    out.writeInt(image.challenges().size());
    for (Challenge challenge : image.challenges()) {
      Encoder encoder = new Encoder();
      challenge.write(encoder);
      bytes(encoder.toBytes());
    }
  }

  private void kind(KindImage kind) throws IOException {
    text(kind.name());
    out.writeByte(EntryCodec.code(kind.merge()));
    out.writeInt(kind.subjects().length);
    for (int i = 0; i < kind.subjects().length; i++) {
      subject(kind.subjects()[i]);
      cell(kind.cells()[i]);
    }
  }

  private void subject(Object subject) throws IOException {
    if (subject instanceof UUID id) {
      out.writeByte(TAG_UUID);
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
    } else {
      out.writeByte(TAG_TEXT);
      text((String) subject);
    }
  }

  private void cell(Cell cell) throws IOException {
    if (cell instanceof Cell.Counts counts) {
      out.writeLong(counts.stamp());
      out.writeInt(counts.counts().size());
      for (Map.Entry<String, Long> each : counts.counts().entrySet()) {
        text(each.getKey());
        out.writeLong(each.getValue());
      }
    } else if (cell instanceof Cell.One one) {
      out.writeLong(one.stamp());
      out.writeLong(one.value());
    }
  }

  private void claim(FinalClaim claim) throws IOException {
    text(claim.key());
    text(claim.value());
    bytes(claim.owner());
    bytes(claim.outcome());
    out.writeLong(claim.at().toEpochMilli());
    out.writeBoolean(claim.until().isPresent());
    out.writeLong(claim.until().map(Instant::toEpochMilli).orElse(0L));
  }

  private void text(String value) throws IOException {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }
}
