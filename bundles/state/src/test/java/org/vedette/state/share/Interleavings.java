package org.vedette.state.share;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Tries every order in which steps can be taken: the run is begun anew for each. */
final class Interleavings {
  /** One run from the beginning to the end. */
  interface Run {
    /** Chooses by {@code choose}, which gets the number of possibilities. */
    void with(IntUnaryOperator choose);
  }

  private Interleavings() {}

  /** Returns how many there are; fails above {@code most}. */
  static int all(int most, Run run) {
    List<Integer> chosen = new ArrayList<>();
    List<Integer> possible = new ArrayList<>();
    int runs = 0;
    do {
      int[] depth = {0};
      run.with(
          options -> {
            int at = depth[0]++;
            if (at == chosen.size()) {
              chosen.add(0);
              possible.add(options);
            }
            return chosen.get(at);
          });
      if (++runs > most) {
        throw new AssertionError("more than " + most + " orders");
      }
    } while (next(chosen, possible));
    return runs;
  }

  private static boolean next(List<Integer> chosen, List<Integer> possible) {
    int last = chosen.size() - 1;
    while (last >= 0 && chosen.get(last) + 1 >= possible.get(last)) {
      chosen.remove(last);
      possible.remove(last);
      last--;
    }
    if (last < 0) {
      return false;
    }
    chosen.set(last, chosen.get(last) + 1);
    return true;
  }
}
