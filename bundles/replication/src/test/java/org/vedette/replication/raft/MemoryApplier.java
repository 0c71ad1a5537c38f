package org.vedette.replication.raft;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vedette.api.store.Actor;
import org.vedette.api.store.ChangeApplier;

/** Records that are the list of what was applied. A change that ends in 0xFF is a conflict. */
final class MemoryApplier implements ChangeApplier {
  private final List<byte[]> applied = new ArrayList<>();
  private final List<Actor> acts = new ArrayList<>();
  private Position position = new Position(0, 0);
  private int installed;
  private boolean broken;
  private long reign;

  @Override
  public synchronized Position position() {
    return position;
  }

  @Override
  public synchronized Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken)
      throws IOException {
    if (broken) {
      throw new IOException("the disk is full");
    }
    if (epoch < position.epoch() || epoch == position.epoch() && index <= position.index()) {
      return new Applied(Verdict.APPLIED, "", "");
    }
    position = new Position(epoch, index);
    if (change.length == 0) {
      return new Applied(Verdict.CONFLICT, "", "form");
    }
    if (change[change.length - 1] == (byte) 0xFF) {
      return new Applied(Verdict.CONFLICT, "user", "version");
    }
    applied.add(change.clone());
    taken.ifPresent(acts::add);
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
    position = new Position(in.readLong(), in.readLong());
    applied.clear();
    for (int left = in.readInt(); left > 0; left--) {
      byte[] each = new byte[in.readInt()];
      in.readFully(each);
      applied.add(each);
    }
    installed++;
  }

  /** What was applied, in order, as numbers that tell one list from another. */
  synchronized List<Integer> content() {
    return applied.stream().map(Arrays::hashCode).toList();
  }

  synchronized List<Actor> acts() {
    return List.copyOf(acts);
  }

  synchronized int installed() {
    return installed;
  }

  synchronized void broken(boolean now) {
    broken = now;
  }
}
