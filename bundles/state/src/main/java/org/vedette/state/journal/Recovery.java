package org.vedette.state.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.vedette.api.store.MalformedRecordException;
import org.vedette.state.file.DamagedJournalException;
import org.vedette.state.file.Folder;
import org.vedette.state.file.SegmentHeader;
import org.vedette.state.file.SegmentReader;
import org.vedette.state.table.Tables;

/**
 * Finds out what was acknowledged: image, then the frames after it. Only the end of the last
 * segment may be torn; anything else that is wrong is damage, and damage is never skipped.
 */
final class Recovery {
  private final Folder folder;
  private final Supplier<Tables> empty;
  private final int tailCapacity;

  /**
   * Reads {@code folder}.
   *
   * @param empty makes empty tables
   * @param tailCapacity how many audit records are kept in memory
   */
  Recovery(Folder folder, Supplier<Tables> empty, int tailCapacity) {
    this.folder = folder;
    this.empty = empty;
    this.tailCapacity = tailCapacity;
  }

  /**
   * Recovers.
   *
   * @param handedOver image left by the predecessor; used only if it fits the files
   * @throws DamagedJournalException when the files are damaged
   */
  Recovered run(Optional<byte[]> handedOver) throws IOException {
    deleteTemporaries();
    List<SegmentHeader> headers = headers();
    Optional<Image> snapshot = new Snapshots(folder).read();
    Identity identity = identity(headers, snapshot);
    long covered = snapshot.map(Image::sequence).orElse(0L);
    Optional<Image> left =
        handedOver.flatMap(Recovery::readLeft).filter(image -> fits(image, identity, snapshot));
    if (left.isPresent()) {
      Optional<Recovered> found = replay(identity, headers, new Base(left, covered, true));
      if (found.isPresent()) {
        return found.get();
      }
    }
    return replay(identity, headers, new Base(snapshot, covered, false))
        .orElseThrow(
            () -> new DamagedJournalException("the segments that follow the snapshot are missing"));
  }

  private void deleteTemporaries() throws IOException {
    for (String name : folder.list()) {
      if (name.endsWith(".tmp")) {
        folder.delete(name);
      }
    }
  }

  private List<SegmentHeader> headers() throws IOException {
    List<SegmentHeader> headers = new ArrayList<>();
    for (String name : folder.list()) {
      if (SegmentHeader.names(name)) {
        headers.add(SegmentReader.header(folder, name));
      }
    }
    headers.sort(Comparator.comparingLong(SegmentHeader::index));
    return headers;
  }

  private Identity identity(List<SegmentHeader> headers, Optional<Image> snapshot)
      throws IOException {
    Optional<Identity> kept = Identity.read(folder);
    List<String> servers =
        Stream.of(
                kept.map(Identity::server).stream(),
                snapshot.map(Image::server).stream(),
                headers.stream().map(SegmentHeader::server))
            .flatMap(each -> each)
            .distinct()
            .toList();
    if (servers.size() > 1) {
      throw new DamagedJournalException("the files belong to different servers: " + servers);
    }
    long boot =
        LongStream.concat(
                LongStream.of(
                    kept.map(Identity::boot).orElse(0L), snapshot.map(Image::boot).orElse(0L)),
                headers.stream().mapToLong(SegmentHeader::boot))
            .max()
            .orElse(0);
    String server = servers.isEmpty() ? UUID.randomUUID().toString() : servers.get(0);
    Identity identity = new Identity(server, boot + 1);
    identity.write(folder);
    return identity;
  }

  private static Optional<Image> readLeft(byte[] bytes) {
    try {
      return Optional.of(ImageReader.read(bytes));
    } catch (MalformedRecordException other) {
      return Optional.empty();
    }
  }

  private static boolean fits(Image image, Identity identity, Optional<Image> snapshot) {
    return image.server().equals(identity.server())
        && image.sequence() >= snapshot.map(Image::sequence).orElse(0L);
  }

  /**
   * Where replay begins.
   *
   * @param image image, if there is one
   * @param covered frames up to this number are in the snapshot on disk
   * @param handedOver whether the image came from the predecessor
   */
  private record Base(Optional<Image> image, long covered, boolean handedOver) {
    long sequence() {
      return image.map(Image::sequence).orElse(0L);
    }
  }

  /** Returns what the image and the segments give; empty when the segments end before the image. */
  private Optional<Recovered> replay(Identity identity, List<SegmentHeader> headers, Base base)
      throws IOException {
    Tables tables = empty.get();
    if (base.image().isPresent()) {
      base.image().get().fill(tables);
    }
    AuditChain.Head head = base.image().map(Image::head).orElseGet(AuditChain.Head::none);
    Replay replay = new Replay(folder, tables, base.sequence(), head, tailCapacity);
    for (int i = 0; i < headers.size(); i++) {
      boolean newest = i == headers.size() - 1;
      replay.segment(headers.get(i), newest ? Optional.empty() : Optional.of(headers.get(i + 1)));
    }
    if (replay.sequence() < base.sequence()) {
      return Optional.empty();
    }
    long lastIndex = headers.isEmpty() ? 0 : headers.get(headers.size() - 1).index();
    return Optional.of(
        new Recovered(
            identity,
            tables,
            replay.tail(),
            replay.segments(),
            replay.head(),
            replay.sequence(),
            base.covered(),
            base.image().map(Image::keptFrom).orElse(0L),
            lastIndex + 1,
            replay.entries(),
            replay.cut(),
            base.handedOver()));
  }
}
