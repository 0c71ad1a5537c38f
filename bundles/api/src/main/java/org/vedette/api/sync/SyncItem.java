package org.vedette.api.sync;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * People of a directory who are kept as users. Items are looked at in order; the first that an
 * entry is in decides about it.
 *
 * @param id identity
 * @param version version
 * @param position place in the order, ascending
 * @param label name as it was entered, 1 to 64 characters
 * @param name {@code UserNames.normalise normal form} of the label; unique
 * @param enabled false: as if it were not there, but nobody has left it
 * @param directory name of the directory
 * @param container distinguished name of the place people are in; empty with a group, or for the
 *     whole directory
 * @param group identity of the security group people are in
 * @param nested whether what lies deeper than directly in the container counts, and whoever is in
 *     the group through groups in it
 * @param rules what is done with people
 * @param profile how an entry becomes a user
 */
public record SyncItem(
    UUID id,
    long version,
    long position,
    String label,
    String name,
    boolean enabled,
    String directory,
    Optional<String> container,
    Optional<String> group,
    boolean nested,
    SyncRules rules,
    SyncProfile profile)
    implements StoredRecord {
  /** Most items there may be. */
  public static final int MOST = 100;

  /** Byte form. */
  public static final RecordType<SyncItem> TYPE =
      new RecordType<>("sync-item", 15, 1, SyncItem.class, SyncItem::write, SyncItem::read);

  /** The key by which {@code Records.findByKey} finds the item with this normalised name. */
  public static String key(String normalisedName) {
    return "name:" + normalisedName;
  }

  /** Returns the next version at another place. */
  public SyncItem at(long place) {
    return new SyncItem(
        id,
        version + 1,
        place,
        label,
        name,
        enabled,
        directory,
        container,
        group,
        nested,
        rules,
        profile);
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(name));
  }

  private static void write(Encoder out, SyncItem it) {
    out.uuid(it.id).i64(it.version).i64(it.position).text(it.label).text(it.name);
    out.bool(it.enabled).text(it.directory);
    out.optional(it.container, Encoder::text).optional(it.group, Encoder::text).bool(it.nested);
    it.rules.write(out);
    it.profile.write(out);
  }

  private static SyncItem read(int schema, Decoder in) {
    return new SyncItem(
        in.uuid(),
        in.i64(),
        in.i64(),
        in.text(),
        in.text(),
        in.bool(),
        in.text(),
        in.optional(Decoder::text),
        in.optional(Decoder::text),
        in.bool(),
        SyncRules.read(in),
        SyncProfile.read(in));
  }
}
