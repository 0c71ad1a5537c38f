package org.vedette.store.db;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import javax.persistence.EntityManager;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.RecordTypes;
import org.vedette.api.store.StoredRecord;

/**
 * All records and their place as one stream: magic, form, epoch, index; each record with its type
 * in the order of type and id; then a zero, the number of records, and CRC-32C of all before it.
 * Equal stores give equal bytes.
 */
public final class Image {
  private static final int MAGIC = 0x56445453;
  private static final int FORM = 1;
  private static final int PAGE = 500;

  private Image() {}

  /** Writes the image; nothing may be applied meanwhile. */
  public static void write(EntityManager em, OutputStream to) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
    Position place = RecordQueries.place(em).position();
    out.writeInt(MAGIC);
    out.writeInt(FORM);
    out.writeLong(place.epoch());
    out.writeLong(place.index());
    long count = 0;
    Optional<Integer> type = RecordQueries.typeAfter(em, 0);
    while (type.isPresent()) {
      count += write(em, type.get(), out);
      type = RecordQueries.typeAfter(em, type.get());
    }
    out.writeInt(0);
    out.writeLong(count);
    out.writeInt((int) checked.getChecksum().getValue());
    out.flush();
  }

  /** Type by type: a page that may span several would be found by reading all rows each time. */
  private static long write(EntityManager em, int type, DataOutputStream out) throws IOException {
    long count = 0;
    List<Row> page = RecordQueries.page(em, type, "", PAGE);
    while (!page.isEmpty()) {
      em.clear();
      for (Row row : page) {
        out.writeInt(type);
        out.writeInt(row.body().length);
        out.write(row.body());
      }
      count += page.size();
      page = RecordQueries.page(em, type, page.get(page.size() - 1).id().id(), PAGE);
    }
    return count;
  }

  /**
   * Replaces all records and the place, within the transaction of {@code em}.
   *
   * @throws IOException when the image is damaged or of a newer version: roll back
   */
  public static void install(EntityManager em, InputStream from) throws IOException {
    CheckedInputStream checked = new CheckedInputStream(from, new CRC32C());
    DataInputStream in = new DataInputStream(checked);
    try {
      expect(in.readInt() == MAGIC, "it does not begin like one");
      expect(in.readInt() == FORM, "its form is not known here");
      long epoch = in.readLong();
      long index = in.readLong();
      em.createQuery("delete from RecordKeyEntity k").executeUpdate();
      em.createQuery("delete from RecordEntity r").executeUpdate();
      long count = installRecords(em, in);
      expect(in.readLong() == count, "records are missing");
      int sum = (int) checked.getChecksum().getValue();
      expect(in.readInt() == sum, "its checksum is wrong");
      RecordQueries.place(em).moveTo(epoch, index);
    } catch (EOFException early) {
      throw new IOException("no image of the records: it ends too early", early);
    } catch (MalformedRecordException | IllegalArgumentException damaged) {
      throw new IOException("no image of the records: " + damaged.getMessage(), damaged);
    }
  }

  private static long installRecords(EntityManager em, DataInputStream in) throws IOException {
    long count = 0;
    for (int code = in.readInt(); code != 0; code = in.readInt()) {
      int known = code;
      RecordType<? extends StoredRecord> type =
          RecordTypes.byCode(code)
              .orElseThrow(
                  () -> new IOException("no image of the records: type " + known + " is unknown"));
      int length = in.readInt();
      expect(length > 0 && length <= Change.MAX_BYTES, "a record is too long");
      StoredRecord record = type.fromBytes(in.readNBytes(length));
      Row row = Row.of(type, record);
      em.persist(new RecordEntity(row));
      for (String key : record.uniqueKeys()) {
        em.persist(new RecordKeyEntity(new RecordKeyId(code, key), row.id().id()));
      }
      if (++count % PAGE == 0) {
        em.flush();
        em.clear();
      }
    }
    return count;
  }

  private static void expect(boolean fine, String otherwise) throws IOException {
    if (!fine) {
      throw new IOException("no image of the records: " + otherwise);
    }
  }
}
