package org.vedette.state.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vedette.api.state.RegisterKey;
import org.vedette.api.state.RegisterValue;
import org.vedette.api.state.RegisterWrite;
import org.vedette.api.state.Registers;

/** All registers in memory. Read by any thread, written by the journal's one. */
public final class RegisterTable implements Registers {
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
