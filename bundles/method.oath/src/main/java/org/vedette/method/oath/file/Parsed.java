package org.vedette.method.oath.file;

import java.util.List;

/**
 * What a file holds.
 *
 * @param format the form it was read as
 * @param seeds tokens that are right
 * @param problems entries that are not, in order of their lines
 */
public record Parsed(Format format, List<Seed> seeds, List<BadEntry> problems) {
  /** Copies the lists. */
  public Parsed {
    seeds = List.copyOf(seeds);
    problems = List.copyOf(problems);
  }
}
