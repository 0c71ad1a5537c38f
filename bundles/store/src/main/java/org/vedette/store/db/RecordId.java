package org.vedette.store.db;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.vedette.api.store.RecordType;

/** Key of a stored record: code of its type, and its id as text. */
public final class RecordId implements Serializable {
  private static final long serialVersionUID = 1L;

  private int type;
  private String id;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  public RecordId() {}

  /** Names a record. */
  public RecordId(int type, String id) {
    this.type = type;
    this.id = id;
  }

  /** Names a record. */
  public static RecordId of(RecordType<?> type, UUID id) {
    return new RecordId(type.code(), id.toString());
  }

  /** Code of the type. */
  public int type() {
    return type;
  }

  /** Id as text. */
  public String id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordId that && that.type == type && that.id.equals(id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, id);
  }
}
