package org.vedette.replication.raft;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeApplier.Applied;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.ChangeApplier.Verdict;
import org.vedette.api.store.StoreUnavailableException;

/**
 * The records behind the log. Nothing that the database does may throw here: an exception would end
 * the log of this server for good while its port stays open. So what cannot be applied now is tried
 * again until it can be.
 */
final class StoreMachine extends BaseStateMachine {
  private static final int BUFFER = 64 << 10;

  /** After so many tries it is told: a store that is being replaced is no trouble. */
  private static final int MANY = 10;

  /** No change: the records refuse it, and their place moves on. */
  private static final byte[] NOTHING = new byte[0];

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ChangeApplier records;
  private final String self;
  private final long epoch;
  private final Watch watch;
  private final Repeats repeats;
  private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What the records had when this server began to read the log; -1 while that is not known. */
  private long heldBefore = -1;

  StoreMachine(ChangeApplier records, String self, long epoch, Watch watch, Repeats repeats) {
    this.records = records;
    this.self = self;
    this.epoch = epoch;
    this.watch = watch;
    this.repeats = repeats;
  }

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage raftStorage)
      throws IOException {
    super.initialize(server, group, raftStorage);
    getLifeCycle()
        .startAndTransition(
            () -> {
              storage.init(raftStorage);
              restore();
            },
            IOException.class);
  }

  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  /** The leader has sent an image: its log begins after what we lack. */
  @Override
  public void reinitialize() throws IOException {
    getLifeCycle().transition(LifeCycle.State.STARTING);
    restore();
    getLifeCycle().transition(LifeCycle.State.RUNNING);
  }

  @Override
  public StateMachineStorage getStateMachineStorage() {
    return storage;
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    byte[] bytes = entry.getStateMachineLogEntry().getLogData().toByteArray();
    Optional<Reply> reply = applied(entry.getIndex(), bytes);
    if (reply.isEmpty()) {
      return CompletableFuture.completedFuture(Message.EMPTY);
    }
    updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
    return CompletableFuture.completedFuture(
        Message.valueOf(UnsafeByteOperations.unsafeWrap(reply.get().toBytes())));
  }

  /** Writes an image of the records; called between two changes. */
  @Override
  public long takeSnapshot() throws IOException {
    TermIndex last = getLastAppliedTermIndex();
    if (last.getIndex() < 0) {
      return RaftLog.INVALID_LOG_INDEX;
    }
    Path file = storage.getSnapshotFile(last.getTerm(), last.getIndex()).toPath();
    Path half = file.resolveSibling("half");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(half), BUFFER)) {
      records.export(out);
      repeats.write(out);
    } catch (StoreUnavailableException unreadable) {
      throw new IOException("the records cannot be read now", unreadable);
    }
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Position place = records.position();
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    ImagePlace.write(file, place);
    storage.updateLatestSnapshot(
        new SingleFileSnapshotInfo(
            new FileInfo(file, MD5FileUtil.computeAndSaveMd5ForFile(file.toFile())), last));
    return last.getIndex();
  }

  @Override
  public void notifyLeaderChanged(RaftGroupMemberId member, RaftPeerId leader) {
    watch.leader(leader == null ? "" : leader.toString());
  }

  /** Waits for nothing any more. */
  void leave() {
    closed.countDown();
  }

  @Override
  public void close() throws IOException {
    leave();
    super.close();
  }

  /** Installs the newest image, unless the records hold at least as much. */
  private void restore() throws IOException {
    SingleFileSnapshotInfo image = storage.loadLatestSnapshot();
    if (image == null) {
      return;
    }
    Path file = image.getFile().getPath();
    Position held = records.position();
    Position place = ImagePlace.read(file).orElse(new Position(epoch, image.getIndex()));
    if (below(held, place)) {
      long total = Files.size(file);
      try (InputStream in =
          new BufferedInputStream(
              new CountedStream(Files.newInputStream(file), done -> watch.installing(done, total)),
              BUFFER)) {
        records.install(in);
      }
      // What stands behind the records was not read, and is no part of them.
      watch.installing(total, total);
      // What the image holds is known only now that it is installed.
      ImagePlace.write(file, records.position());
    }
    // Not the place of the records, which may be further: the log goes on from the image, and what
    // the records have already is skipped there.
    setLastAppliedTermIndex(image.getTermIndex());
    repeats.read(file);
    heldBefore = -1;
  }

  private static boolean below(Position held, Position image) {
    return held.epoch() < image.epoch()
        || held.epoch() == image.epoch() && held.index() < image.index();
  }

  /**
   * Empty, with nothing applied from then on, when this is being closed. An exception would be
   * worse: it and the closing together keep the thread of the log running for good.
   */
  private Optional<Reply> applied(long index, byte[] bytes) {
    int tries = 0;
    while (closed.getCount() > 0) {
      String why;
      try {
        Optional<Entry> entry = Entry.fromBytes(bytes);
        Optional<Reply> reply = entry.isEmpty() ? Optional.empty() : apply(index, entry.get());
        if (reply.isPresent()) {
          if (tries >= MANY) {
            watch.goesOn();
          }
          return reply;
        }
        why = "change " + index + " was written by a newer version: update this server";
      } catch (IOException | RuntimeException failure) {
        why = "change " + index + " cannot be applied: " + failure.getMessage();
      }
      if (++tries >= MANY) {
        watch.stuck(why);
      }
      rest();
    }
    return Optional.empty();
  }

  /** Empty when a newer version wrote it. */
  private Optional<Reply> apply(long index, Entry entry) throws IOException {
    boolean before = index <= heldBefore();
    Optional<Reply> first = repeats.of(entry.id());
    Applied applied =
        records.apply(
            epoch,
            index,
            first.isPresent() ? NOTHING : entry.change(),
            Optional.of(entry.actor()).filter(actor -> entry.server().equals(self)));
    if (applied.verdict() == Verdict.UNKNOWN_VERSION) {
      return Optional.empty();
    }
    Reply reply =
        first.orElseGet(
            () -> before ? Reply.decidedBefore(epoch, index) : Reply.of(epoch, index, applied));
    repeats.add(entry.id(), reply);
    return Optional.of(reply);
  }

  private long heldBefore() {
    if (heldBefore < 0) {
      Position held = records.position();
      heldBefore = held.epoch() > epoch ? Long.MAX_VALUE : held.epoch() == epoch ? held.index() : 0;
    }
    return heldBefore;
  }

  private void rest() {
    try {
      if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The log of {} is being closed: nothing is applied any more.", self);
      }
    } catch (InterruptedException interrupted) {
      leave();
      Thread.currentThread().interrupt();
    }
  }
}
