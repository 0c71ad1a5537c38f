package org.vedette.shell.line;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody meant. */
public final class Nearest {
  private Nearest() {}

  /** Returns " Did you mean X?" or nothing. */
  public static String hint(String typed, Collection<String> words) {
    return to(typed, words).map(it -> " Did you mean " + it + "?").orElse("");
  }

  /** Returns the nearest word, if one is near. */
  public static Optional<String> to(String typed, Collection<String> words) {
    int limit = Math.max(2, typed.length() / 3);
    return words.stream()
        .filter(it -> distance(typed, it) <= limit || startsAlike(typed, it))
        .min(Comparator.comparingInt(it -> distance(typed, it)));
  }

  private static boolean startsAlike(String typed, String word) {
    return typed.length() >= 2 && word.startsWith(typed);
  }

  /** Counts the letters to insert, drop, change or swap with their neighbour. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        best = Math.min(best, cost[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
