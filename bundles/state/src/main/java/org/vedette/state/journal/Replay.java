package org.vedette.state.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.audit.ChainedRecord;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.file.DamagedJournalException;
import org.vedette.state.file.Folder;
import org.vedette.state.file.Frame;
import org.vedette.state.file.SegmentHeader;
import org.vedette.state.file.SegmentReader;
import org.vedette.state.share.Merger;
import org.vedette.state.table.Tables;

/** Reads segments in order and brings into effect what the image does not hold. */
final class Replay {
  private final Folder folder;
  private final Tables tables;
  private final Merger merger;
  private final long imageSequence;
  private final AuditTail tail;
  private final Segments segments = new Segments();
  private AuditChain.Head head;
  private long sequence;
  private long entries;
  private long cut;

  Replay(Folder folder, Tables tables, long imageSequence, AuditChain.Head head, int tailCapacity) {
    this.folder = folder;
    this.tables = tables;
    this.merger = new Merger(tables);
    this.imageSequence = imageSequence;
    this.head = head;
    this.tail = new AuditTail(tailCapacity, head.number());
  }

  AuditTail tail() {
    return tail;
  }

  Segments segments() {
    return segments;
  }

  AuditChain.Head head() {
    return head;
  }

  long sequence() {
    return sequence;
  }

  long entries() {
    return entries;
  }

  long cut() {
    return cut;
  }

  /**
   * Reads one segment.
   *
   * @param next the segment after it; what this one holds from its first sequence number on was
   *     abandoned
   */
  void segment(SegmentHeader header, Optional<SegmentHeader> next) throws IOException {
    if (header.first() > Math.max(sequence, imageSequence) + 1) {
      throw new DamagedJournalException(
          "entries before "
              + header.fileName()
              + " are missing: a segment or the snapshot is lost");
    }
    segments.add(new Segment(header));
    sequence = header.first() - 1;
    long limit = next.map(SegmentHeader::first).orElse(Long.MAX_VALUE);
    try (SegmentReader reader = SegmentReader.open(folder, header, SegmentHeader.LENGTH)) {
      long offset = reader.position();
      Optional<Frame> frame = reader.next();
      while (frame.isPresent() && frame.get().sequence() < limit) {
        frame(header, frame.get(), offset, reader.position());
        offset = reader.position();
        frame = reader.next();
      }
      if (next.isEmpty() && reader.torn()) {
        SegmentReader.demandTorn(folder, header, offset);
        cut = folder.size(header.fileName()) - offset;
      } else if (next.isPresent() && reader.torn() && sequence + 1 < limit) {
        throw new DamagedJournalException(
            header.fileName() + " is damaged at byte " + offset + ": newer segments follow");
      }
    } catch (MalformedRecordException newer) {
      throw new DamagedJournalException(
          header.fileName() + " holds an unreadable entry: " + newer.getMessage());
    }
  }

  private void apply(SegmentHeader header, byte[] entry, Instant at) {
    EntryCodec.merged(header, entry)
        .ifPresentOrElse(
            news -> news.forEach(merger::apply),
            () -> tables.apply(header.server(), EntryCodec.rest(header, entry), at));
  }

  private void frame(SegmentHeader header, Frame frame, long offset, long end) throws IOException {
    if (frame.sequence() != sequence + 1) {
      throw new DamagedJournalException(
          header.fileName() + " holds frame " + frame.sequence() + " after " + sequence);
    }
    sequence = frame.sequence();
    List<ChainedRecord> audit = new ArrayList<>();
    for (byte[] entry : frame.entries()) {
      audit.addAll(EntryCodec.audit(header, entry));
      if (sequence > imageSequence) {
        apply(header, entry, frame.at());
        entries++;
      }
    }
    tail.add(audit);
    segments.note(sequence, offset, end, audit);
    if (!audit.isEmpty()) {
      ChainedRecord last = audit.get(audit.size() - 1);
      if (last.number() > head.number()) {
        head = new AuditChain.Head(last.number(), last.hash());
      }
    }
  }
}
