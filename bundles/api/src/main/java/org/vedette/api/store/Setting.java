package org.vedette.api.store;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The replicated settings of one PID, the same on every server.
 *
 * @param id identity
 * @param version version
 * @param pid the PID; an instance of a factory is {@code factory~name}
 * @param values what differs from the defaults; secrets as {@code $[secret:name]}
 */
public record Setting(UUID id, long version, String pid, Map<String, String> values)
    implements StoredRecord {

  /** Byte form. */
  public static final RecordType<Setting> TYPE =
      new RecordType<>(
          "setting",
          6,
          1,
          Setting.class,
          (out, it) -> out.uuid(it.id).i64(it.version).text(it.pid).map(it.values),
          (schema, in) -> new Setting(in.uuid(), in.i64(), in.text(), in.map()));

  /** Copies the values. */
  public Setting {
    values = Map.copyOf(values);
  }

  /** The key by which {@link Records#findByKey} finds the settings of {@code pid}. */
  public static String key(String pid) {
    return "pid:" + pid;
  }

  /** Returns the next version with other values. */
  public Setting with(Map<String, String> newValues) {
    return new Setting(id, version + 1, pid, new TreeMap<>(newValues));
  }

  @Override
  public String name() {
    return pid;
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(pid));
  }
}
