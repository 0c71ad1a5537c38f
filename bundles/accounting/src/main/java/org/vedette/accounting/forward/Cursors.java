package org.vedette.accounting.forward;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.accounting.journal.Disk;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.MalformedRecordException;

/**
 * How far each target is, on disk. What is handed on after the last save is handed on again after a
 * crash: nothing is left out.
 *
 * @param known every target of a report up to this number stands in {@code lanes}, or is through
 * @param lanes by the name of the target
 */
record Cursors(long known, Map<String, Mark> lanes) {
  private static final Logger LOG = LoggerFactory.getLogger(Cursors.class);
  private static final String FILE = "cursors";
  private static final String FRESH = "cursors.tmp";
  private static final int SCHEMA = 1;

  /**
   * How far a target is.
   *
   * @param number of the last report that it is through with
   * @param lost how many it never got
   */
  record Mark(long number, long lost) {}

  /** Nothing was ever handed on. */
  static final Cursors NONE = new Cursors(0, Map.of());

  Cursors {
    lanes = Map.copyOf(lanes);
  }

  /** Reads the file; {@link #NONE} when there is none, or it is damaged. */
  static Cursors read(Disk disk) throws IOException {
    try (InputStream file = disk.read(FILE, 0)) {
      Decoder in = new Decoder(file.readAllBytes());
      if (in.u8() != SCHEMA) {
        throw new MalformedRecordException("a later schema");
      }
      long known = in.i64();
      int count = in.i32();
      Map<String, Mark> lanes = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        lanes.put(in.text(), new Mark(in.i64(), in.i64()));
      }
      in.end();
      return new Cursors(known, lanes);
    } catch (NoSuchFileException none) {
      return NONE;
    } catch (MalformedRecordException damaged) {
      LOG.warn(
          "The file that says which accounting reports were handed on is damaged; all that are left"
              + " are handed on again. why=\"{}\"",
          damaged.getMessage());
      return NONE;
    }
  }

  /** Writes the file, whole or not at all. */
  void write(Disk disk) throws IOException {
    Encoder out = new Encoder().u8(SCHEMA).i64(known).i32(lanes.size());
    new TreeMap<>(lanes)
        .forEach((name, mark) -> out.text(name).i64(mark.number()).i64(mark.lost()));
    try (Disk.Output file = disk.create(FRESH)) {
      file.write(ByteBuffer.wrap(out.toBytes()));
      file.force();
    }
    disk.rename(FRESH, FILE);
    disk.sync();
  }
}
