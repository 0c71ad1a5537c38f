package org.vedette.api.user;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * Says which entry of a directory a user is. Removed with the user.
 *
 * @param id identity: that of the user
 * @param version version
 * @param directory name of the directory
 * @param entry identity of the entry in it, see {@code DirectoryEntry.id}
 * @param item the item of synchronization that decides; empty: imported by hand
 * @param imported what was last taken over into the user, by field: what differs from it in the
 *     user was changed here
 */
public record DirectoryLink(
    UUID id,
    long version,
    String directory,
    String entry,
    Optional<UUID> item,
    Map<String, String> imported)
    implements StoredRecord {
  /** Byte form. */
  public static final RecordType<DirectoryLink> TYPE =
      new RecordType<>(
          "directory-link", 14, 1, DirectoryLink.class, DirectoryLink::write, DirectoryLink::read);

  /** Key of {@link #imported}: {@code false} where the user is sent no welcome and no first PIN. */
  public static final String MAILS = "rule.mails";

  /** Copies the map. */
  public DirectoryLink {
    imported = Map.copyOf(imported);
  }

  /** The key by which {@code Records.findByKey} finds the link of an entry. */
  public static String key(String directory, String entry) {
    return "entry:" + directory + ":" + entry;
  }

  @Override
  public String name() {
    return directory + ":" + entry;
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(directory, entry));
  }

  @Override
  public Optional<UUID> owner() {
    return Optional.of(id);
  }

  private static void write(Encoder out, DirectoryLink it) {
    out.uuid(it.id).i64(it.version).text(it.directory).text(it.entry);
    out.optional(it.item, Encoder::uuid).map(it.imported);
  }

  private static DirectoryLink read(int schema, Decoder in) {
    return new DirectoryLink(
        in.uuid(), in.i64(), in.text(), in.text(), in.optional(Decoder::uuid), in.map());
  }
}
