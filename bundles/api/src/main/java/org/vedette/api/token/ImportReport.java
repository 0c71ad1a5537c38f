package org.vedette.api.token;

import java.util.List;

/**
 * What became of a file of tokens. Nothing in it is secret.
 *
 * @param format form the file was read as
 * @param read how many entries the file has
 * @param added tokens that came to the inventory
 * @param replaced tokens that took the place of others
 * @param unchanged tokens that were there already, just so
 * @param waiting of those added or replaced: meant for a user who must show a code
 * @param lines what there is to say of single entries, in order
 */
public record ImportReport(
    String format,
    int read,
    int added,
    int replaced,
    int unchanged,
    int waiting,
    List<Line> lines) {

  /**
   * Something to say of an entry.
   *
   * @param line where it begins in the file, the first being 1
   * @param serial its serial number; may be empty
   * @param field what is wrong
   * @param reason why, in words for people
   * @param kept whether the token is in the inventory all the same
   */
  public record Line(int line, String serial, String field, String reason, boolean kept) {}

  /** Copies the lines. */
  public ImportReport {
    lines = List.copyOf(lines);
  }

  /** How many entries were not kept. */
  public int refused() {
    return (int) lines.stream().filter(it -> !it.kept()).count();
  }
}
