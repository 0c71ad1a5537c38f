package org.vedette.state.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.state.file.Folder;
import org.vedette.state.file.JournalFile;
import org.vedette.state.file.SegmentHeader;

/**
 * Writes frames to the newest segment. After a failure what was written of the frame is cut off
 * again; where that fails too, the segment is abandoned and the next frame begins a new one. Used
 * by the writing thread.
 */
final class SegmentWriter implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

  private final Folder folder;
  private final Identity identity;
  private final Segments segments;
  private final LongSupplier minFree;
  private final Executor background;
  private final SecureRandom random = new SecureRandom();
  private long nextIndex;
  private @Nullable SegmentHeader header;
  private @Nullable JournalFile file;
  private @Nullable Room room;
  private long end;

  /**
   * What it works with.
   *
   * @param folder where segments lie
   * @param minFree bytes that must stay free on the disk
   * @param background writes zeros ahead
   */
  record Means(Folder folder, LongSupplier minFree, Executor background) {}

  SegmentWriter(Means means, Identity identity, Segments segments, long nextIndex) {
    this.folder = means.folder();
    this.identity = identity;
    this.segments = segments;
    this.nextIndex = nextIndex;
    this.minFree = means.minFree();
    this.background = means.background();
  }

  /** Returns how large the newest segment is. */
  long size() {
    return end;
  }

  /** Closes the newest segment; the frame {@code first} begins the next. */
  void rotate(long first) throws IOException {
    close();
    begin(first);
  }

  /** Returns after the frame is on disk; after an exception it is not part of the journal. */
  Span append(org.vedette.state.file.Frame frame) throws IOException {
    long free = folder.usable();
    if (free < minFree.getAsLong()) {
      throw new IOException("only " + (free >> 20) + " MiB are free on the disk of the journal");
    }
    if (file == null || header == null) {
      begin(frame.sequence());
    }
    return append(frame.encode(saltOf(header)));
  }

  private static long saltOf(@Nullable SegmentHeader header) {
    return header == null ? 0 : header.salt();
  }

  /**
   * Where a frame lies.
   *
   * @param offset where it begins
   * @param end where the next begins
   */
  record Span(long offset, long end) {}

  private Span append(ByteBuffer bytes) throws IOException {
    JournalFile open = file;
    if (open == null) {
      throw new IOException("no segment is open");
    }
    int length = bytes.remaining();
    Room ahead = room;
    if (ahead != null) {
      ahead.before(end, length);
    }
    try {
      open.write(bytes);
    } catch (IOException failure) {
      cut(open);
      throw failure;
    }
    try {
      open.force();
    } catch (IOException failure) {
      // What a failed force has lost nobody knows: never write to this file again.
      cut(open);
      close();
      throw failure;
    }
    Span span = new Span(end, end + length);
    end = span.end();
    return span;
  }

  private void cut(JournalFile open) {
    closeRoom();
    try {
      open.truncate(end);
      open.force();
      room = new Room(open, background);
    } catch (IOException failure) {
      close();
    }
  }

  private void begin(long first) throws IOException {
    SegmentHeader next =
        new SegmentHeader(nextIndex, identity.server(), identity.boot(), first, random.nextLong());
    String temporary = next.fileName() + ".tmp";
    JournalFile created = folder.create(temporary);
    try {
      created.write(next.encode());
      created.force();
      folder.rename(temporary, next.fileName());
      folder.sync();
    } catch (IOException failure) {
      closeQuietly(created);
      throw failure;
    }
    nextIndex++;
    header = next;
    file = created;
    room = new Room(created, background);
    end = SegmentHeader.LENGTH;
    segments.add(new Segment(next));
  }

  @Override
  public void close() {
    JournalFile open = file;
    long written = end;
    file = null;
    end = 0;
    if (open != null) {
      if (closeRoom() > written) {
        trim(open, written);
      }
      closeQuietly(open);
    }
  }

  private long closeRoom() {
    Room ahead = room;
    room = null;
    return ahead == null ? 0 : ahead.close();
  }

  /** Gives back what was reserved and not used; where that fails it stays, as zeros. */
  private static void trim(JournalFile open, long written) {
    try {
      open.truncate(written);
    } catch (IOException failure) {
      LOG.debug("Reserved room was not given back. cause={}", failure.toString());
    }
  }

  private static void closeQuietly(JournalFile open) {
    try {
      open.close();
    } catch (IOException failure) {
      LOG.debug("Closing a segment failed. cause={}", failure.toString());
    }
  }
}
