package org.vedette.codec.radius;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names, types and named values of attributes. Immutable; names are found in any case. */
public final class Dictionary {
  /** The vendor number of attributes that no vendor owns. */
  public static final int NO_VENDOR = 0;

  private static final List<String> SHIPPED =
      List.of("dictionary.standard", "dictionary.cisco", "dictionary.vendors");

  /**
   * A vendor.
   *
   * @param name its name
   * @param number its private enterprise number
   * @param format how it lays attributes out
   */
  public record Vendor(String name, int number, VendorFormat format) {}

  /**
   * What is known of an attribute.
   *
   * @param name its name
   * @param vendor who owns it; {@link #NO_VENDOR} for none
   * @param type its number; for an extended one the number within its space
   * @param space 241 to 246 for an extended one, else 0
   * @param valueType type of its value
   * @param tagged whether a tag precedes the value
   * @param hiding how the value is hidden with the shared secret
   */
  public record Entry(
      String name,
      int vendor,
      int type,
      int space,
      ValueType valueType,
      boolean tagged,
      Hiding hiding) {}

  /** How a value is hidden. */
  public enum Hiding {
    /** It is not. */
    NONE,
    /** As User-Password (RFC 2865 section 5.2). */
    PASSWORD,
    /** With a salt (RFC 2868 section 3.5). */
    SALT
  }

  private record Number(int vendor, int space, int type) {}

  private final Map<String, Entry> byName = new HashMap<>();
  private final Map<Number, Entry> byNumber = new HashMap<>();
  private final Map<Integer, Vendor> vendors;
  private final Map<String, Map<String, Long>> values;

  Dictionary(
      List<Entry> entries, Map<Integer, Vendor> vendors, Map<String, Map<String, Long>> values) {
    for (Entry each : entries) {
      byName.put(key(each.name()), each);
      byNumber.putIfAbsent(new Number(each.vendor(), each.space(), each.type()), each);
    }
    this.vendors = Map.copyOf(vendors);
    this.values = Map.copyOf(values);
  }

  /** Reads the dictionary that is shipped; keep it, for reading costs milliseconds. */
  public static Dictionary shipped() {
    List<String> lines = new ArrayList<>();
    for (String file : SHIPPED) {
      try (InputStream in = Dictionary.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException("the dictionary is missing from the jar: " + file);
        }
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
            .lines()
            .forEach(lines::add);
      } catch (IOException damaged) {
        throw new UncheckedIOException(damaged);
      }
    }
    return read(lines);
  }

  /**
   * Reads a dictionary: ATTRIBUTE, VALUE, VENDOR, BEGIN-VENDOR and END-VENDOR as FreeRADIUS knows
   * them.
   *
   * @throws DictionaryException when a line does not follow the format
   */
  public static Dictionary read(List<String> lines) {
    return new DictionaryReader().read(lines);
  }

  /** Finds an attribute by its name. */
  public Optional<Entry> named(String name) {
    return Optional.ofNullable(byName.get(key(name)));
  }

  /** Finds an attribute by vendor and number. */
  public Optional<Entry> numbered(int vendor, int type) {
    return Optional.ofNullable(byNumber.get(new Number(vendor, 0, type)));
  }

  /** Finds an extended attribute, like 241.1. */
  public Optional<Entry> extended(int space, int type) {
    return Optional.ofNullable(byNumber.get(new Number(NO_VENDOR, space, type)));
  }

  /** Returns the layout of a vendor's attributes; the recommended one for unknown vendors. */
  public VendorFormat format(int vendor) {
    Vendor found = vendors.get(vendor);
    return found == null ? VendorFormat.STANDARD : found.format();
  }

  /**
   * Makes an attribute of its text form.
   *
   * @return empty when the name is unknown, the text is not of its type, the value does not fit, or
   *     the attribute is hidden or extended
   */
  public Optional<Attribute> encode(String name, String text) {
    return named(name).flatMap(entry -> encode(entry, 0, text));
  }

  /**
   * Makes an attribute of its text form.
   *
   * @param tag 0 to 31, for a tagged one (RFC 2868 section 3); ignored for others
   * @return empty when the text is not of its type or the value does not fit, or the attribute is
   *     hidden or extended
   */
  Optional<Attribute> encode(Entry entry, int tag, String text) {
    if (entry.hiding() != Hiding.NONE || entry.space() != 0) {
      return Optional.empty();
    }
    return octets(entry, text)
        .filter(value -> value.length > 0)
        .flatMap(value -> fit(entry, tag, value));
  }

  /** Says what the value of an attribute may be: completes "the value is ...". */
  public String help(Entry entry) {
    return ValueHelp.of(entry, named(entry).keySet());
  }

  /** Finds names that were probably meant, the nearest first. */
  public List<String> nearest(String name, int most) {
    return NearNames.of(name, byName.values().stream().map(Entry::name).toList(), most);
  }

  /** Returns the attributes whose names hold {@code part} in any case, by name. */
  public List<Entry> search(String part) {
    return byName.values().stream()
        .filter(each -> key(each.name()).contains(key(part)))
        .sorted(Comparator.comparing(Entry::name))
        .toList();
  }

  /** Returns the name of a vendor, if it is known. */
  public Optional<String> vendorName(int vendor) {
    return Optional.ofNullable(vendors.get(vendor)).map(Vendor::name);
  }

  /** Writes the value of an attribute as text, a named number by its name. */
  public Optional<String> text(Entry entry, byte[] value) {
    byte[] bare = value;
    if (entry.tagged()) {
      Optional<Tagged> tagged =
          entry.valueType().isNumber() ? Tagged.number(value) : Optional.of(Tagged.text(value));
      if (tagged.isEmpty()) {
        return Optional.empty();
      }
      bare = tagged.get().value();
    }
    Optional<String> plain = entry.valueType().text(bare);
    if (plain.isPresent() && entry.valueType().isNumber()) {
      for (Map.Entry<String, Long> each : named(entry).entrySet()) {
        if (Long.toUnsignedString(each.getValue()).equals(plain.get())) {
          return Optional.of(each.getKey());
        }
      }
    }
    return plain;
  }

  private Optional<byte[]> octets(Entry entry, String text) {
    if (entry.valueType().isNumber()) {
      for (Map.Entry<String, Long> each : named(entry).entrySet()) {
        if (each.getKey().equalsIgnoreCase(text)) {
          return entry.valueType().octets(Long.toString(each.getValue()));
        }
      }
    }
    return entry.valueType().octets(text);
  }

  private Optional<Attribute> fit(Entry entry, int tag, byte[] bare) {
    byte[] value = bare;
    if (entry.tagged()) {
      Tagged tagged = new Tagged(tag, bare);
      value = entry.valueType().isNumber() ? tagged.asNumber() : tagged.asText();
    }
    if (entry.vendor() == NO_VENDOR) {
      return value.length > Attribute.MAX_VALUE
          ? Optional.empty()
          : Optional.of(new Attribute(entry.type(), value));
    }
    VendorFormat format = format(entry.vendor());
    return 4 + format.header() + value.length > Attribute.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new VendorAttribute(entry.vendor(), entry.type(), value).pack(format));
  }

  private Map<String, Long> named(Entry entry) {
    return values.getOrDefault(key(entry.name()), Map.of());
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
