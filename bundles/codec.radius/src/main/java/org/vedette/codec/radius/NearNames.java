package org.vedette.codec.radius;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds names that were probably meant. */
final class NearNames {
  private static final int MOST_TYPED = 64;

  private record Near(String name, int distance) {}

  private NearNames() {}

  /** Returns the nearest names, at most {@code most}; none when all are far. */
  static List<String> of(String typed, Collection<String> names, int most) {
    String key = Dictionary.key(typed);
    if (key.isEmpty() || key.length() > MOST_TYPED) {
      return List.of();
    }
    int limit = Math.max(2, key.length() / 4);
    return names.stream()
        .map(name -> new Near(name, distance(key, Dictionary.key(name))))
        .filter(near -> near.distance() <= limit)
        .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .limit(most)
        .map(Near::name)
        .toList();
  }

  /** Counts the letters to insert, leave out or replace (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[other.length()];
  }
}
