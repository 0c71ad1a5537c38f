package org.vedette.store.shared;

import java.util.List;
import org.vedette.store.db.Touched;

/** Hears, in order, what any server has changed. Must return at once. */
public interface Told {
  /** A change touched these. */
  void touched(List<Touched> touched);

  /** Any record may have changed. */
  void replaced();
}
