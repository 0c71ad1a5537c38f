package org.vedette.vault;

import java.time.Instant;
import javax.crypto.SecretKey;

/**
 * A key that data are sealed or hashed with.
 *
 * @param id random number that sealed values carry
 * @param use what it is for
 * @param created when it was made
 * @param key 32 bytes
 */
record DataKey(int id, Use use, Instant created, SecretKey key) {
  /** What a key is for; names are stored. */
  enum Use {
    /** Sealing; the newest one seals, all open. */
    SEAL,
    /** The root of all keyed hashes. */
    MAC
  }

  String idText() {
    return String.format("%08x", id);
  }

  @Override
  public String toString() {
    return "DataKey[" + idText() + " " + use + "]";
  }
}
