package org.vedette.directory;

import com.unboundid.ldap.sdk.Filter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.vedette.api.directory.DirectoryEntry;

/** Identities of entries in one spelling, and back to what a directory compares. */
final class Ids {
  private static final String BINARY = "hex:";
  private static final String GUID = "objectGUID";
  private static final int GUID_BYTES = 16;
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

  private Ids() {}

  /** Returns the identity that a value of this attribute is; empty when it is none. */
  static Optional<String> read(String attribute, byte[] value) {
    if (attribute.equalsIgnoreCase(GUID)) {
      return value.length == GUID_BYTES ? Optional.of(guid(value)) : Optional.empty();
    }
    Optional<String> text = Texts.read(value);
    if (text.isPresent() && !text.get().startsWith(BINARY)) {
      String found = text.get();
      String one = UUID_TEXT.matcher(found).matches() ? found.toLowerCase(Locale.ROOT) : found;
      return one.length() <= DirectoryEntry.LONGEST_ID ? Optional.of(one) : Optional.empty();
    }
    String hex = BINARY + HexFormat.of().formatHex(value);
    return value.length == 0 || hex.length() > DirectoryEntry.LONGEST_ID
        ? Optional.empty()
        : Optional.of(hex);
  }

  /** Returns the filter that finds an identity; empty when it can be nobody's. */
  static Optional<Filter> filter(String attribute, String id) {
    return bytes(attribute, id).map(value -> Filter.createEqualityFilter(attribute, value));
  }

  private static Optional<byte[]> bytes(String attribute, String id) {
    if (id.isEmpty() || id.length() > DirectoryEntry.LONGEST_ID) {
      return Optional.empty();
    }
    if (attribute.equalsIgnoreCase(GUID)) {
      return UUID_TEXT.matcher(id).matches() ? Optional.of(guid(id)) : Optional.empty();
    }
    if (!id.startsWith(BINARY)) {
      return Optional.of(id.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return Optional.of(HexFormat.of().parseHex(id.substring(BINARY.length())));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /** The first three fields are little-endian (MS-DTYP, section 2.3.4.2). */
  private static String guid(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    long high = (in.getInt() & 0xFFFFFFFFL) << 32;
    high |= (in.getShort() & 0xFFFFL) << 16;
    high |= in.getShort() & 0xFFFFL;
    return new UUID(high, in.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
  }

  private static byte[] guid(String text) {
    UUID id = UUID.fromString(text);
    long high = id.getMostSignificantBits();
    return ByteBuffer.allocate(GUID_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (high >>> 32))
        .putShort((short) (high >>> 16))
        .putShort((short) high)
        .order(ByteOrder.BIG_ENDIAN)
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
