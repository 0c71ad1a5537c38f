package org.vedette.method.oath.file;

import java.util.ArrayList;
import java.util.List;

/** Collects the entries of a file, good and bad. Not thread-safe. */
final class Entries {
  /** Reads one entry into {@code raw}; what was read so far names it if it fails. */
  interface Reader {
    void read(RawSeed raw) throws BadEntryException;
  }

  private final List<Seed> seeds = new ArrayList<>();
  private final List<BadEntry> problems = new ArrayList<>();

  /** Reads an entry and keeps it, or why it cannot be used. */
  void add(int line, Reader reader) throws BadFileException {
    if (seeds.size() + problems.size() >= TokenFile.MAX_TOKENS) {
      throw new BadFileException(
          "file", "holds more than " + TokenFile.MAX_TOKENS + " tokens; split it");
    }
    RawSeed raw = new RawSeed(line);
    try {
      reader.read(raw);
      seeds.add(raw.check());
    } catch (BadEntryException bad) {
      problems.add(new BadEntry(line, shown(raw.serial), bad.field(), bad.reason()));
    }
  }

  /** Keeps a problem that belongs to no entry. */
  void problem(int line, String field, String reason) {
    problems.add(new BadEntry(line, "", field, reason));
  }

  boolean noneRead() {
    return seeds.isEmpty();
  }

  int bad() {
    return problems.size();
  }

  Parsed end(Format format) {
    return new Parsed(format, seeds, problems);
  }

  /** Wipes what was read: the file is refused. */
  void close() {
    seeds.forEach(it -> it.secret().close());
  }

  /**
   * Swapped columns put a secret where the serial number ought to be: the shortest is 16 letters of
   * Base32, and none is all digits, so only what cannot be one is repeated.
   */
  private static String shown(String serial) {
    boolean digits = serial.length() <= 24 && serial.chars().allMatch(it -> it >= '0' && it <= '9');
    boolean brief = serial.length() < 16 && serial.chars().allMatch(it -> it > 31 && it < 127);
    return digits || brief ? serial : "";
  }
}
