package org.vedette.api.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.vedette.api.store.Decoder;
import org.vedette.api.store.Encoder;
import org.vedette.api.store.RecordType;
import org.vedette.api.store.StoredRecord;

/**
 * Networks under a name. Rules of policy and the trusted networks of applications refer to it by
 * {@code @NAME}.
 *
 * @param id identity
 * @param version version
 * @param label name as entered; never changes, because others refer to it
 * @param name label in lower case; unique
 * @param entries normal forms of {@link AddressRange}s, at most {@value #MAX_ENTRIES}
 */
public record NetworkList(UUID id, long version, String label, String name, List<String> entries)
    implements StoredRecord {
  /** Most entries of one list. */
  public static final int MAX_ENTRIES = 1_000;

  /** Most lists. */
  public static final int MAX_LISTS = 200;

  /** What stands before the name where one is referred to. */
  public static final String MARK = "@";

  /** Byte form. */
  public static final RecordType<NetworkList> TYPE =
      new RecordType<>("network", 13, 1, NetworkList.class, NetworkList::write, NetworkList::read);

  /** Copies the entries. */
  public NetworkList {
    entries = List.copyOf(entries);
  }

  /** The key by which {@code Records.findByKey} finds the list with this name, in any case. */
  public static String key(String name) {
    return "name:" + name.toLowerCase(Locale.ROOT);
  }

  /** Returns how others refer to the list of this name. */
  public static String reference(String name) {
    return MARK + name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Set<String> uniqueKeys() {
    return Set.of(key(name));
  }

  private static void write(Encoder out, NetworkList it) {
    out.uuid(it.id).i64(it.version).text(it.label).text(it.name).texts(it.entries);
  }

  private static NetworkList read(int schema, Decoder in) {
    return new NetworkList(in.uuid(), in.i64(), in.text(), in.text(), in.texts());
  }
}
