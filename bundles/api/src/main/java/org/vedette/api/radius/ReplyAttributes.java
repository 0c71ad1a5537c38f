package org.vedette.api.radius;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.vedette.api.store.PluginRecord;

/**
 * Attributes that an Access-Accept carries for one user, or for whoever is in one group.
 *
 * @param scope whose they are
 * @param key for a user the id of the record, for a group the group's id, as the directory names it
 * @param lines {@code Name = value}, one to a line
 */
public record ReplyAttributes(Scope scope, String key, String lines) {
  /** Symbolic name of the bundle whose records these are. */
  public static final String PLUGIN = "org.vedette.radius";

  /** Beginning of the keys of all of them. */
  public static final String PREFIX = "reply/";

  /** Most characters of all lines. */
  public static final int MOST = 4000;

  private static final byte SCHEMA = 1;

  /** Whose attributes they are. */
  public enum Scope {
    /** Of one user. */
    USER,
    /** Of the members of a group. */
    GROUP
  }

  /** The attributes of a user. */
  public static ReplyAttributes ofUser(UUID user, String lines) {
    return new ReplyAttributes(Scope.USER, user.toString(), lines);
  }

  /** The attributes of a group; groups are told apart without regard to case. */
  public static ReplyAttributes ofGroup(String group, String lines) {
    return new ReplyAttributes(Scope.GROUP, group.strip().toLowerCase(Locale.ROOT), lines);
  }

  /** Reads a record; empty when it is none of these, or of a newer kind. */
  public static Optional<ReplyAttributes> of(PluginRecord record) {
    String[] parts = record.key().split("/", 3);
    byte[] bytes = record.bytes();
    if (!record.plugin().equals(PLUGIN)
        || !record.key().startsWith(PREFIX)
        || parts.length < 3
        || bytes.length == 0
        || bytes[0] != SCHEMA) {
      return Optional.empty();
    }
    String lines = new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8);
    return Arrays.stream(Scope.values())
        .filter(scope -> word(scope).equals(parts[1]))
        .findFirst()
        .map(scope -> new ReplyAttributes(scope, parts[2], lines));
  }

  /** The key by which {@code Records.findByKey} finds the record. */
  public String recordKey() {
    return PluginRecord.key(PLUGIN, ownKey());
  }

  /**
   * Writes the record.
   *
   * @param version the version that is to be put
   */
  public PluginRecord record(long version) {
    byte[] utf8 = lines.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[utf8.length + 1];
    bytes[0] = SCHEMA;
    System.arraycopy(utf8, 0, bytes, 1, utf8.length);
    UUID id = UUID.nameUUIDFromBytes(recordKey().getBytes(StandardCharsets.UTF_8));
    Optional<UUID> owner =
        scope == Scope.USER ? Optional.of(UUID.fromString(key)) : Optional.empty();
    return new PluginRecord(id, version, PLUGIN, ownKey(), owner, bytes);
  }

  private String ownKey() {
    return PREFIX + word(scope) + "/" + key;
  }

  private static String word(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }
}
