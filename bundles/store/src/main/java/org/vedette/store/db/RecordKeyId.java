package org.vedette.store.db;

import java.io.Serializable;
import java.util.Objects;

/** Key of a unique text: code of the type within which it is unique, and the text. */
public final class RecordKeyId implements Serializable {
  private static final long serialVersionUID = 1L;

  private int type;
  private String key;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  public RecordKeyId() {}

  /** Names a unique text. */
  public RecordKeyId(int type, String key) {
    this.type = type;
    this.key = key;
  }

  /** Code of the type. */
  public int type() {
    return type;
  }

  /** The text. */
  public String key() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordKeyId that && that.type == type && that.key.equals(key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, key);
  }
}
