package org.vedette.state.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vedette.api.state.Merge;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.state.Registers;

/** All registers in memory. Read by any thread, written by the journal's one. */
public final class RegisterTable implements Registers {
  /** Kinds that others may add; there are a few dozen. */
  private static final int MOST_KINDS = 1_000;

  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

  @Override
  public Optional<RegisterValue> read(RegisterKey key) {
    return Optional.ofNullable(kinds.get(key.kind()))
        .flatMap(kind -> Optional.ofNullable(kind.find(key.subject())))
        .map(Cell::read);
  }

  /** Returns whether the write merges as the kind always has. */
  public boolean accepts(RegisterWrite write) {
    Kind kind = kinds.get(write.key().kind());
    return kind == null || kind.merge() == write.merge();
  }

  /** Merges a value; the first write of a kind decides how the kind merges. */
  public void write(String server, RegisterWrite write) {
    kinds
        .computeIfAbsent(write.key().kind(), name -> new Kind(name, write.merge(), 64))
        .write(server, write.key().subject(), write.value());
  }

  /**
   * What is kept of a register.
   *
   * @param key the register
   * @param merge how its kind merges
   * @param cell what is kept
   */
  public record Held(RegisterKey key, Merge merge, Cell cell) {
    /** Whether the cell is of the form that the merge has. */
    public boolean fits() {
      return (merge == Merge.COUNT) == (cell instanceof Cell.Counts);
    }
  }

  /** Returns what is kept of a register. */
  public Optional<Held> held(RegisterKey key) {
    Kind kind = kinds.get(key.kind());
    Cell cell = kind == null ? null : kind.find(key.subject());
    return kind == null || cell == null
        ? Optional.empty()
        : Optional.of(new Held(key, kind.merge(), cell));
  }

  /** Whether it merges as its kind does here, and anything of it would be new. */
  public boolean lacks(Held theirs) {
    Kind kind = kinds.get(theirs.key().kind());
    return kind == null
        ? kinds.size() < MOST_KINDS
        : kind.merge() == theirs.merge() && kind.lacks(theirs.key().subject(), theirs.cell());
  }

  /** Merges what another server knows, where its kind merges so here; on the writing thread. */
  public void merge(Held theirs) {
    Kind kind =
        kinds.computeIfAbsent(theirs.key().kind(), name -> new Kind(name, theirs.merge(), 64));
    if (kind.merge() == theirs.merge()) {
      kind.merge(theirs.key().subject(), theirs.cell());
    }
  }

  /** Shows all, one after the other; what is written meanwhile may be shown or not. */
  public Iterator<Held> each() {
    Iterator<Kind> kind = kinds.values().iterator();
    return new Iterator<>() {
      private Iterator<Held> current = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!current.hasNext() && kind.hasNext()) {
          current = kind.next().each();
        }
        return current.hasNext();
      }

      @Override
      public Held next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return current.next();
      }
    };
  }

  /** Returns how many there are. */
  public int size() {
    return kinds.values().stream().mapToInt(Kind::size).sum();
  }

  /** Copies everything; called by the writing thread. */
  public List<KindImage> image() {
    List<KindImage> images = new ArrayList<>();
    kinds.values().forEach(kind -> images.add(kind.image()));
    return images;
  }

  /** Puts what a snapshot holds. */
  public void load(KindImage image) {
    Kind kind = new Kind(image.name(), image.merge(), image.subjects().length);
    for (int i = 0; i < image.subjects().length; i++) {
      kind.load(image.subjects()[i], image.cells()[i]);
    }
    kinds.put(image.name(), kind);
  }
}
