package org.vedette.store.db;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

/** A unique text and the record that has it. */
@Entity
@IdClass(RecordKeyId.class)
@Table(name = "record_key")
public class RecordKeyEntity {
  @Id
  @Column(name = "record_type")
  private int type;

  @Id
  @Column(name = "key_text")
  private String key;

  @Column(name = "record_id")
  private String record;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected RecordKeyEntity() {}

  RecordKeyEntity(RecordKeyId id, String record) {
    this.type = id.type();
    this.key = id.key();
    this.record = record;
  }

  String key() {
    return key;
  }

  String record() {
    return record;
  }

  void give(String toRecord) {
    record = toRecord;
  }
}
