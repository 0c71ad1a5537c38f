package org.vedette.state.table;

import java.nio.ByteBuffer;

/** Room for what lives for seconds to hours. */
public final class Memory {
  private Memory() {}

  /** Outside of the heap, where the garbage collector never moves it; inside when that is full. */
  public static ByteBuffer outsideHeap(int size) {
    try {
      return ByteBuffer.allocateDirect(size);
    } catch (OutOfMemoryError full) {
      return ByteBuffer.allocate(size);
    }
  }
}
