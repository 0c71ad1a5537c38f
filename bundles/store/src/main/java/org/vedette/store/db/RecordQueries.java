package org.vedette.store.db;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;
import org.vedette.api.store.Records.Page;
import org.vedette.api.store.Records.Query;

/** Every question that is asked of the tables. */
public final class RecordQueries {
  private static final String ROWS = "select r from RecordEntity r where ";

  private RecordQueries() {}

  /** Finds one row. */
  public static Optional<Row> find(EntityManager em, RecordId id) {
    return Optional.ofNullable(em.find(RecordEntity.class, id)).map(RecordEntity::row);
  }

  /** Finds the id of the record that has a unique text. */
  public static Optional<String> holder(EntityManager em, RecordKeyId key) {
    return Optional.ofNullable(em.find(RecordKeyEntity.class, key)).map(RecordKeyEntity::record);
  }

  /** Returns the rows of one type that belong to {@code owner}, sorted by name. */
  public static List<Row> ownedBy(EntityManager em, int type, String owner, int limit) {
    return rows(
        em.createQuery(
                ROWS + "r.type = :type and r.owner = :owner order by r.name, r.id",
                RecordEntity.class)
            .setParameter("type", type)
            .setParameter("owner", owner)
            .setMaxResults(limit)
            .getResultList());
  }

  /** Returns all rows of a type, sorted by name. */
  public static List<Row> all(EntityManager em, int type, int limit) {
    return rows(
        em.createQuery(ROWS + "r.type = :type order by r.name, r.id", RecordEntity.class)
            .setParameter("type", type)
            .setMaxResults(limit)
            .getResultList());
  }

  /** Returns one page of the rows in whose search text both texts of the query occur. */
  public static Page<Row> search(EntityManager em, int type, Query query) {
    // Most lists have no text: their rows are counted by the index alone.
    Map<String, String> texts = new TreeMap<>();
    if (!query.text().isEmpty()) {
      texts.put("pattern", pattern(query.text()));
    }
    if (!query.also().isEmpty()) {
      texts.put("also", pattern(query.also()));
    }
    StringBuilder matches = new StringBuilder("r.type = :type");
    texts
        .keySet()
        .forEach(it -> matches.append(" and r.search like :").append(it).append(" escape '!'"));
    TypedQuery<Long> count =
        em.createQuery("select count(r) from RecordEntity r where " + matches, Long.class)
            .setParameter("type", type);
    TypedQuery<RecordEntity> page =
        em.createQuery(ROWS + matches + " order by r.name, r.id", RecordEntity.class)
            .setParameter("type", type)
            .setFirstResult(query.offset())
            .setMaxResults(query.limit());
    texts.forEach(
        (name, text) -> {
          count.setParameter(name, text);
          page.setParameter(name, text);
        });
    long total = count.getSingleResult();
    List<RecordEntity> items = page.getResultList();
    return new Page<>(rows(items), total);
  }

  /** Returns the rows of one type that follow an id, in the order of their ids. */
  public static List<Row> page(EntityManager em, int type, String id, int limit) {
    // By type too, or the database reads and sorts all rows above the id, each time.
    return rows(
        em.createQuery(
                ROWS + "r.type = :type and r.id > :id order by r.type, r.id", RecordEntity.class)
            .setParameter("type", type)
            .setParameter("id", id)
            .setMaxResults(limit)
            .getResultList());
  }

  /** Returns the lowest type above this one that any record has. */
  static Optional<Integer> typeAfter(EntityManager em, int type) {
    return Optional.ofNullable(
        em.createQuery("select min(r.type) from RecordEntity r where r.type > :type", Integer.class)
            .setParameter("type", type)
            .getSingleResult());
  }

  /** Returns the row that says how far the log was applied. */
  static PositionEntity place(EntityManager em) {
    @Nullable PositionEntity place = em.find(PositionEntity.class, PositionEntity.ONLY);
    if (place == null) {
      throw new IllegalStateException("table log_position has no row: restore a backup");
    }
    return place;
  }

  static List<Row> ownedBy(EntityManager em, String owner) {
    return rows(
        em.createQuery(ROWS + "r.owner = :owner order by r.type, r.id", RecordEntity.class)
            .setParameter("owner", owner)
            .getResultList());
  }

  static List<String> keysOf(EntityManager em, RecordId id) {
    return em.createQuery(
            "select k.key from RecordKeyEntity k where k.type = :type and k.record = :record",
            String.class)
        .setParameter("type", id.type())
        .setParameter("record", id.id())
        .getResultList();
  }

  private static String pattern(String text) {
    return "%" + escape(text.toLowerCase(Locale.ROOT)) + "%";
  }

  private static String escape(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private static List<Row> rows(List<RecordEntity> entities) {
    return entities.stream().map(RecordEntity::row).toList();
  }
}
