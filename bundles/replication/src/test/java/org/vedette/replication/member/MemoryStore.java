package org.vedette.replication.member;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.Changes;
import org.vedette.api.store.Committed;
import org.vedette.api.store.Records;
import org.vedette.testkit.memory.MemoryRecords;

/** Records in memory with a place in the log; an image is the list of all that was applied. */
final class MemoryStore implements ChangeApplier {
  private final Services services;
  private final List<byte[]> applied = new ArrayList<>();
  private MemoryRecords records = new MemoryRecords();
  private Position position = new Position(0, 0);
  private long reign;
  private volatile boolean dies;

  MemoryStore(Services services) {
    this.services = services;
    services.records().add(records);
    services.applier().add(this);
  }

  /** The next change meets an error that nothing is prepared for. */
  void dieOnce() {
    dies = true;
  }

  synchronized Records records() {
    return records;
  }

  @Override
  public synchronized Position position() {
    return position;
  }

  @Override
  public synchronized Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken) {
    if (dies) {
      dies = false;
      throw new StackOverflowError("made by a test");
    }
    if (epoch < position.epoch() || epoch == position.epoch() && index <= position.index()) {
      return new Applied(Verdict.APPLIED, "", "");
    }
    position = new Position(epoch, index);
    if (change.length == 0) {
      return new Applied(Verdict.CONFLICT, "", "form");
    }
    Change read = Changes.fromBytes(change).orElseThrow();
    Committed committed = records.append(read, new Actor("", "", "")).toCompletableFuture().join();
    if (committed instanceof Committed.Conflict conflict) {
      return new Applied(Verdict.CONFLICT, conflict.type(), conflict.field());
    }
    applied.add(change.clone());
    return new Applied(Verdict.APPLIED, "", "");
  }

  @Override
  public synchronized long reign() {
    return reign;
  }

  @Override
  public synchronized void reign(long epoch, boolean afresh) {
    reign = epoch;
    if (afresh) {
      position = new Position(0, 0);
    }
  }

  @Override
  public synchronized void export(OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeLong(position.epoch());
    out.writeLong(position.index());
    out.writeInt(applied.size());
    for (byte[] each : applied) {
      out.writeInt(each.length);
      out.write(each);
    }
    out.flush();
  }

  @Override
  public synchronized void install(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    Position place = new Position(in.readLong(), in.readLong());
    MemoryRecords fresh = new MemoryRecords();
    applied.clear();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] each = in.readNBytes(in.readInt());
      applied.add(each);
      var unused = fresh.append(Changes.fromBytes(each).orElseThrow(), new Actor("", "", ""));
    }
    services.records().remove(records);
    records = fresh;
    services.records().add(fresh);
    position = place;
  }
}
