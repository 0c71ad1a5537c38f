package org.vedette.replication.member;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.vedette.api.store.Actor;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.SharedDatabase;

/** The records, also across a replacement of the bundle that keeps them. */
record LiveApplier(Live<ChangeApplier> records) implements ChangeApplier {
  @Override
  public Position position() {
    return records.get().position();
  }

  @Override
  public Applied apply(long epoch, long index, byte[] change, Optional<Actor> taken)
      throws IOException {
    return records
        .now()
        .orElseThrow(() -> new IOException("the store is being replaced"))
        .apply(epoch, index, change, taken);
  }

  @Override
  public long reign() {
    return records.get().reign();
  }

  @Override
  public void reign(long epoch, boolean afresh) throws IOException {
    records.get().reign(epoch, afresh);
  }

  @Override
  public Optional<SharedDatabase> sharedDatabase() {
    return records.get().sharedDatabase();
  }

  @Override
  public void export(OutputStream to) throws IOException {
    records.get().export(to);
  }

  @Override
  public void install(InputStream from) throws IOException {
    records.get().install(from);
  }
}
