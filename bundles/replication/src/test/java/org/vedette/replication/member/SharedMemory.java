package org.vedette.replication.member;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vedette.api.store.Actor;
import org.vedette.api.store.Change;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeLog;
import org.vedette.api.store.Committed;
import org.vedette.api.store.SharedDatabase;
import org.vedette.testkit.memory.MemoryRecords;

/** A database in memory that several servers of a test share. */
final class SharedMemory {
  private final UUID id = UUID.randomUUID();
  private final MemoryRecords records = new MemoryRecords();
  private boolean founded;

  MemoryRecords records() {
    return records;
  }

  /** Gives a server this database in place of the one it has. */
  View giveTo(TestNode node) {
    View view = new View(this);
    node.services.records().remove(node.store.records());
    node.services.records().add(records);
    node.services.applier().remove(node.store);
    node.services.applier().add(view);
    node.services.changes().add(view);
    return view;
  }

  /** The database as one server sees it. */
  static final class View implements ChangeApplier, ChangeLog, SharedDatabase {
    private final SharedMemory memory;
    private volatile boolean mine;

    View(SharedMemory memory) {
      this.memory = memory;
      synchronized (memory) {
        mine = !memory.founded;
        memory.founded = true;
      }
    }

    @Override
    public CompletionStage<Committed> append(Change change, Actor actor) {
      return mine
          ? memory.records.append(change, actor)
          : CompletableFuture.completedStage(new Committed.Unavailable("not ours"));
    }

    @Override
    public UUID id() {
      return memory.id;
    }

    @Override
    public boolean mine() {
      return mine;
    }

    @Override
    public void join() {
      mine = true;
    }

    @Override
    public void leave() {
      mine = false;
    }

    @Override
    public Optional<SharedDatabase> sharedDatabase() {
      return Optional.of(this);
    }

    @Override
    public Position position() {
      return new Position(0, 0);
    }

    @Override
    public Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken)
        throws IOException {
      throw new IOException("shared");
    }

    @Override
    public long reign() {
      return 0;
    }

    @Override
    public void reign(long epoch, boolean afresh) throws IOException {
      if (epoch != 0) {
        throw new IOException("shared");
      }
    }

    @Override
    public void export(OutputStream to) throws IOException {
      throw new IOException("shared");
    }

    @Override
    public void install(InputStream from) throws IOException {
      throw new IOException("shared");
    }
  }
}
