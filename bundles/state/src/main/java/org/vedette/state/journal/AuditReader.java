package org.vedette.state.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.file.Folder;
import org.vedette.state.file.Frame;
import org.vedette.state.file.SegmentReader;

/** Reads audit records: the newest from memory, older ones from the segments. Thread-safe. */
final class AuditReader {
  private static final Logger LOG = LoggerFactory.getLogger(AuditReader.class);

  private final Folder folder;
  private final Segments segments;
  private final AuditTail tail;

  AuditReader(Folder folder, Segments segments, AuditTail tail) {
    this.folder = folder;
    this.segments = segments;
    this.tail = tail;
  }

  /** Returns records after {@code after}, at most {@code max}; what cannot be read is left out. */
  List<ChainedRecord> after(long after, int max) {
    long last = tail.last();
    return tail.after(after, max).orElseGet(() -> fromDisk(after, max, last));
  }

  private List<ChainedRecord> fromDisk(long after, int max, long last) {
    List<ChainedRecord> found = new ArrayList<>();
    for (Segments.Place place : segments.placesAfter(after)) {
      try {
        read(place, after, max, last, found);
      } catch (IOException | MalformedRecordException failure) {
        // A later call tries again; going on with the next segment would make a gap.
        LOG.debug(
            "Reading audit records back stopped. segment={} cause={}",
            place.header().index(),
            failure.toString());
        break;
      }
      if (found.size() >= max) {
        break;
      }
    }
    return found;
  }

  private void read(Segments.Place place, long after, int max, long last, List<ChainedRecord> found)
      throws IOException {
    try (SegmentReader reader = SegmentReader.open(folder, place.header(), place.offset())) {
      Optional<Frame> frame = reader.next();
      while (frame.isPresent()) {
        for (byte[] entry : frame.get().entries()) {
          for (ChainedRecord record : EntryCodec.audit(place.header(), entry)) {
            if (found.size() >= max || record.number() > last) {
              return;
            }
            if (record.number() > after) {
              found.add(record);
            }
          }
        }
        frame = reader.next();
      }
    }
  }
}
