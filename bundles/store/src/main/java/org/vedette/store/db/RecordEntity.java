package org.vedette.store.db;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A stored record, as a row that JPA manages. */
@Entity
@IdClass(RecordId.class)
@Table(name = "record")
public class RecordEntity {
  @Id
  @Column(name = "record_type")
  private int type;

  @Id
  @Column(name = "record_id")
  private String id;

  @Column(name = "version")
  private long version;

  @Column(name = "name")
  private String name;

  @Column(name = "owner_id")
  private @Nullable String owner;

  @Column(name = "search_text")
  private String search;

  @Column(name = "body")
  private byte[] body;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected RecordEntity() {}

  RecordEntity(Row row) {
    this.type = row.id().type();
    this.id = row.id().id();
    this.version = row.version();
    this.name = row.name();
    this.owner = row.owner().orElse(null);
    this.search = row.search();
    this.body = row.body();
  }

  /** Takes over everything but the key. */
  void replaceBy(Row row) {
    version = row.version();
    name = row.name();
    owner = row.owner().orElse(null);
    search = row.search();
    body = row.body();
  }

  Row row() {
    return new Row(new RecordId(type, id), version, name, Optional.ofNullable(owner), search, body);
  }
}
