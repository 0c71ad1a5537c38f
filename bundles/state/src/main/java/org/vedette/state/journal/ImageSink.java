package org.vedette.state.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Gathers the parts of an image, passes them on in large pieces, and sums them up. */
final class ImageSink {
  private final OutputStream target;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
  private final CRC32C crc = new CRC32C();

  ImageSink(OutputStream target) {
    this.target = target;
  }

  ImageSink u8(int value) throws IOException {
    room(1).put((byte) value);
    return this;
  }

  ImageSink i32(int value) throws IOException {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  ImageSink i64(long value) throws IOException {
    room(Long.BYTES).putLong(value);
    return this;
  }

  ImageSink text(String value) throws IOException {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes behind their length. */
  ImageSink bytes(byte[] value) throws IOException {
    i32(value.length);
    return raw(ByteBuffer.wrap(value), 0, value.length);
  }

  /** Writes bytes as they are. */
  ImageSink raw(ByteBuffer value, int from, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int piece = Math.min(length - done, room(1).remaining());
      buffer.put(buffer.position(), value, from + done, piece);
      buffer.position(buffer.position() + piece);
      done += piece;
    }
    return this;
  }

  /** Writes the CRC32C of all that was written. */
  void end() throws IOException {
    flush();
    i32((int) crc.getValue());
    target.write(buffer.array(), 0, buffer.position());
    target.flush();
  }

  private ByteBuffer room(int more) throws IOException {
    if (buffer.remaining() < more) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    crc.update(buffer.array(), 0, buffer.position());
    target.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
