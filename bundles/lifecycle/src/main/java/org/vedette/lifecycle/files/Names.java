package org.vedette.lifecycle.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** A durable set of names, one a line. Thread-safe. */
public final class Names {
  private final Path file;
  private volatile Set<String> names;

  /** Reads the file; an absent one is an empty set. */
  public Names(Path file) throws IOException {
    this.file = file;
    names = Files.exists(file) ? Set.copyOf(Files.readAllLines(file)) : Set.of();
  }

  /** Whether the name is in it. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /** All of them. */
  public Set<String> all() {
    return names;
  }

  /** Adds a name, durably. */
  public synchronized void add(String name) throws IOException {
    Set<String> next = new TreeSet<>(names);
    if (next.add(name)) {
      store(next);
    }
  }

  /** Removes a name, durably. */
  public synchronized void remove(String name) throws IOException {
    Set<String> next = new TreeSet<>(names);
    if (next.remove(name)) {
      store(next);
    }
  }

  private void store(Set<String> next) throws IOException {
    DurableFiles.write(file, next.stream().toList());
    names = Set.copyOf(next);
  }
}
