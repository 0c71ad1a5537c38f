package org.vedette.method.oath.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vedette.api.store.Records;
import org.vedette.api.token.HardwareToken;

/**
 * The tokens that are there before an import. For a long file and a small inventory all are read at
 * once, because thousands of single questions take seconds. Not thread-safe.
 */
final class Existing {
  private static final int LONG = 500;
  private static final int SMALL = 20_000;
  private static final int PAGE = 500;

  private final Records records;
  private final int entries;
  private @Nullable Map<String, HardwareToken> all;
  private boolean asked;

  Existing(Records records, int entries) {
    this.records = records;
    this.entries = entries;
  }

  Optional<HardwareToken> find(String key) {
    if (!asked) {
      asked = true;
      all = entries > LONG ? readAll() : null;
    }
    Map<String, HardwareToken> known = all;
    return known == null
        ? records.findByKey(HardwareToken.TYPE, key)
        : Optional.ofNullable(known.get(key));
  }

  private @Nullable Map<String, HardwareToken> readAll() {
    Map<String, HardwareToken> read = new HashMap<>();
    for (int offset = 0; ; offset += PAGE) {
      Records.Page<HardwareToken> page =
          records.search(HardwareToken.TYPE, new Records.Query("", offset, PAGE));
      if (page.total() > SMALL) {
        return null;
      }
      page.items().forEach(it -> read.put(HardwareToken.key(it.manufacturer(), it.serial()), it));
      if (page.items().size() < PAGE) {
        return read;
      }
    }
  }
}
