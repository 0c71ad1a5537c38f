package org.vedette.method.oath.file;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says which column holds what.
 *
 * @param columns number of the column, the first being 0
 */
record CsvHeader(Map<Column, Integer> columns) {
  /** What a column may hold, with the names that vendors give it: letters and digits only. */
  enum Column {
    UPN("upn", "userprincipalname", "username", "user"),
    SERIAL("serial", "serialnumber", "serialno", "tokenserial"),
    SECRET("secret", "secretkey", "seed", "key", "base32secret"),
    INTERVAL("interval", "timeinterval", "period", "timestep", "step"),
    MANUFACTURER("manufacturer"),
    MODEL("model"),
    TYPE("type", "tokentype"),
    ALGORITHM("algorithm", "hash", "hashfunction"),
    DIGITS("digits", "otplength", "codelength"),
    COUNTER("counter");

    private final Set<String> names;

    Column(String... names) {
      this.names = Set.of(names);
    }

    private static Optional<Column> named(String text) {
      String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
      for (Column each : values()) {
        if (each.names.contains(plain)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  /** The dialect of the MFA Server, which has no header. */
  static final CsvHeader POSITIONS =
      new CsvHeader(Map.of(Column.SERIAL, 0, Column.SECRET, 1, Column.INTERVAL, 2));

  /** Reads a header; empty when the line is none. */
  static Optional<CsvHeader> of(List<String> fields) throws BadFileException {
    Map<Column, Integer> columns = new EnumMap<>(Column.class);
    for (int i = 0; i < fields.size(); i++) {
      Optional<Column> column = Column.named(fields.get(i));
      if (column.isPresent() && columns.put(column.get(), i) != null) {
        throw new BadFileException("file", "its header names two columns '" + fields.get(i) + "'");
      }
    }
    return columns.containsKey(Column.SERIAL) && columns.containsKey(Column.SECRET)
        ? Optional.of(new CsvHeader(columns))
        : Optional.empty();
  }

  /** How many columns a line must have. */
  int width() {
    return columns.values().stream().mapToInt(it -> it + 1).max().orElse(0);
  }

  boolean has(Column column) {
    return columns.containsKey(column);
  }

  /** What stands in the column; empty when it does not exist. */
  String text(List<String> fields, Column column) {
    Integer at = columns.get(column);
    return at == null || at >= fields.size() ? "" : fields.get(at);
  }
}
