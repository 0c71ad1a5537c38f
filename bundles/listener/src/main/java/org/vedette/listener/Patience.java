package org.vedette.listener;

/** Since when a connection keeps us waiting, in nanoseconds. For the thread of the loop. */
public final class Patience {
  private long since;
  private boolean partial;
  private long partialSince;
  private boolean writing;
  private long writingSince;

  /** Begins now. */
  public Patience(long now) {
    since = now;
  }

  /** A whole packet came, or another part of its life has begun. */
  public void packet(long now) {
    since = now;
    partial = false;
  }

  /** Octets came after which a packet is begun, or none is. */
  public void part(boolean begun, long now) {
    if (begun && !partial) {
      partialSince = now;
    }
    partial = begun;
  }

  /** Something waits to be written, or nothing does. */
  public void writes(boolean waits, long now) {
    if (waits && !writing) {
      writingSince = now;
    }
    writing = waits;
  }

  /** Tells whether the last packet is longer ago than this. */
  public boolean isOver(long now, long limit) {
    return now - since > limit;
  }

  /** Tells whether a packet has been begun, or something has waited to be written, for so long. */
  public boolean stalled(long now, long limit) {
    return partial && now - partialSince > limit || writing && now - writingSince > limit;
  }
}
