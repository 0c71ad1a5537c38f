package org.vedette.api.store;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A durable record of a plugin, which alone knows what the bytes mean.
 *
 * @param id identity
 * @param version version
 * @param plugin symbolic name of the plugin's bundle
 * @param key its own key, unique within the plugin
 * @param owner record it is removed with
 * @param bytes content, at most 64 KiB, with a schema number of its own
 */
public record PluginRecord(
    UUID id, long version, String plugin, String key, Optional<UUID> owner, byte[] bytes)
    implements StoredRecord {

  /** Byte form. */
  public static final RecordType<PluginRecord> TYPE =
      new RecordType<>(
          "plugin-record",
          9,
          1,
          PluginRecord.class,
          (out, it) ->
              out.uuid(it.id)
                  .i64(it.version)
                  .text(it.plugin)
                  .text(it.key)
                  .optional(it.owner, Encoder::uuid)
                  .bytes(it.bytes),
          (schema, in) ->
              new PluginRecord(
                  in.uuid(),
                  in.i64(),
                  in.text(),
                  in.text(),
                  in.optional(Decoder::uuid),
                  in.bytes()));

  /** The key by which {@link Records#findByKey} finds the record {@code key} of {@code plugin}. */
  public static String key(String plugin, String key) {
    return plugin + "/" + key;
  }

  @Override
  public String name() {
    return key(plugin, key);
  }

  @Override
  public String searchText() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(plugin, key));
  }
}
