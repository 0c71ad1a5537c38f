package org.vedette.store.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.vedette.api.store.ChangeApplier;
import org.vedette.api.store.ChangeApplier.Applied;
import org.vedette.api.store.ChangeApplier.Position;
import org.vedette.api.store.DatabaseFile;

/**
 * Applies changes one at a time and tells {@link Observer} of each before the next one begins.
 *
 * <p>Thread-safe: whoever applies, exports or installs does so alone.
 */
public final class RecordStore {
  /** Hears of what was applied, in order, on the thread that applies. */
  public interface Observer {
    /** A change was committed. */
    void applied(List<Effect> effects);

    /** Any record may have changed. */
    void replaced();
  }

  /** What runs before an image replaces everything. */
  @FunctionalInterface
  public interface BeforeInstall {
    /**
     * Drops every change that was logged before.
     *
     * @throws IOException nothing is installed then
     */
    void run() throws IOException;
  }

  /**
   * What the durable position row says.
   *
   * @param position the last applied place
   * @param reign which log is in use: 0 for the local one, else the epoch of the shared one
   */
  public record Place(Position position, long reign) {
    /** Returns whether the local log is the one in use. */
    public boolean standalone() {
      return reign == 0;
    }
  }

  /** So long what was applied may be in memory only: whoever had it applied has it in a log. */
  private static final long SAVED_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

  private final ReentrantLock lock = new ReentrantLock();
  private final Database database;
  private final Observer observer;
  private volatile BeforeInstall beforeInstall = () -> {};
  private final LongSupplier nanoTime;
  private long saved;

  /** Applies to {@code database}. */
  public RecordStore(Database database, Observer observer) {
    this(database, observer, System::nanoTime);
  }

  RecordStore(Database database, Observer observer, LongSupplier nanoTime) {
    this.database = database;
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.saved = nanoTime.getAsLong();
  }

  /** Sets what must run before an image is installed. */
  public void beforeInstall(BeforeInstall step) {
    beforeInstall = step;
  }

  /** Runs {@code work} while nothing else is applied, exported or installed. */
  public void alone(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /** Reads the durable position row. */
  public Place place() {
    return database.read(
        em -> {
          PositionEntity place = RecordQueries.place(em);
          return new Place(place.position(), place.reign());
        });
  }

  /** Brings everything applied to the disk. */
  public void checkpoint() throws IOException {
    lock.lock();
    try {
      database.checkpoint();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the last applied place. */
  public Position position() {
    return place().position();
  }

  /** Puts another log in use; see {@link ChangeApplier#reign(long, boolean)}. */
  public void reign(long epoch, boolean afresh) throws IOException {
    lock.lock();
    try {
      beforeInstall.run();
      database.write(
          em -> {
            PositionEntity place = RecordQueries.place(em);
            place.reign(epoch);
            if (afresh) {
              place.moveTo(0, 0);
            }
            return true;
          });
      database.checkpoint();
    } finally {
      lock.unlock();
    }
  }

  /** Applies one change; see {@link ChangeApplier#apply}. */
  public Applied apply(long epoch, long index, byte[] change) throws IOException {
    return applyWithEffects(epoch, index, change).applied();
  }

  /** Applies as {@link #apply} does, and also says what it did to which record. */
  public Outcome applyWithEffects(long epoch, long index, byte[] change) throws IOException {
    lock.lock();
    try {
      saveNowAndThen();
      Outcome outcome = database.write(em -> new RecordApplier(em).apply(epoch, index, change));
      observer.applied(outcome.effects());
      return outcome;
    } catch (IOException unsure) {
      // The transaction may have been committed although nobody could say so.
      observer.replaced();
      throw unsure;
    } finally {
      lock.unlock();
    }
  }

  /** Between two changes, since the database does not do it by itself: see {@link DatabaseFile}. */
  private void saveNowAndThen() throws IOException {
    long now = nanoTime.getAsLong();
    if (now - saved >= SAVED_EVERY) {
      database.save();
      saved = now;
    }
  }

  /** Writes an image; see {@link ChangeApplier#export}. */
  public void export(OutputStream to) throws IOException {
    lock.lock();
    try {
      database.write(
          em -> {
            Image.write(em, to);
            return true;
          });
    } finally {
      lock.unlock();
    }
  }

  /** Installs an image; see {@link ChangeApplier#install}. */
  public void install(InputStream from) throws IOException {
    lock.lock();
    try {
      beforeInstall.run();
      database.write(
          em -> {
            Image.install(em, from);
            return true;
          });
      database.checkpoint();
    } finally {
      observer.replaced();
      lock.unlock();
    }
  }

  /** Computes SHA-256 over the image: equal on servers that hold the same records and place. */
  public byte[] digest() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      export(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
