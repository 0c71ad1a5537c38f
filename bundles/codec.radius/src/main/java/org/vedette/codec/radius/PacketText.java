package org.vedette.codec.radius;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes packets for people to read: names and values of the dictionary. Nothing that is a secret
 * or proves one is shown, and of what the dictionary does not know only the length.
 */
public final class PacketText {
  /** What stands in place of a value that is not shown. */
  public static final String BLANKED = "(not shown)";

  private static final int MOST_TEXT = 253;

  /** Secrets, proofs of secrets, and what names an open challenge. */
  private static final Set<Integer> BLANK =
      Set.of(
          AttributeTypes.USER_PASSWORD,
          AttributeTypes.CHAP_PASSWORD,
          AttributeTypes.STATE,
          AttributeTypes.CHAP_CHALLENGE,
          AttributeTypes.MESSAGE_AUTHENTICATOR);

  private static final Set<Integer> OPAQUE =
      Set.of(AttributeTypes.PROXY_STATE, AttributeTypes.CLASS);

  /** Proofs and keys of MS-CHAP; the text of MS-CHAP-Error holds a challenge. */
  private static final Set<Integer> BLANK_MICROSOFT =
      Set.of(1, 2, 3, 4, 11, 12, 16, 17, 25, 26, 27);

  /**
   * One attribute.
   *
   * @param name its name, or its number where the dictionary has none
   * @param value as text
   */
  public record Line(String name, String value) {}

  private final Dictionary dictionary;

  /** Knows names and types from the dictionary. */
  public PacketText(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Writes all attributes of a packet in their order. */
  public List<Line> lines(Packet packet) {
    List<Line> lines = new ArrayList<>();
    packet.attributes().forEach(each -> add(each, lines));
    return lines;
  }

  /** Writes one attribute; a Vendor-Specific as all attributes in it. */
  public List<Line> lines(Attribute attribute) {
    List<Line> lines = new ArrayList<>();
    add(attribute, lines);
    return lines;
  }

  private void add(Attribute each, List<Line> lines) {
    if (each.type() == AttributeTypes.VENDOR_SPECIFIC) {
      parts(each.value(), lines);
    } else {
      lines.add(line(each.type(), each.value()));
    }
  }

  private void parts(byte[] value, List<Line> lines) {
    List<VendorAttribute> parts = VendorAttribute.all(value, dictionary::format);
    if (parts.isEmpty()) {
      lines.add(new Line("Vendor-Specific", octets(value)));
    }
    for (VendorAttribute each : parts) {
      Optional<Dictionary.Entry> entry = dictionary.numbered(each.vendor(), each.type());
      String name =
          entry.map(Dictionary.Entry::name).orElse("Vendor-" + each.vendor() + "-" + each.type());
      boolean blank = each.vendor() == Microsoft.VENDOR && BLANK_MICROSOFT.contains(each.type());
      lines.add(new Line(name, blank ? BLANKED : value(entry, each.value())));
    }
  }

  private Line line(int type, byte[] value) {
    Optional<Dictionary.Entry> entry = dictionary.numbered(Dictionary.NO_VENDOR, type);
    String name = entry.map(Dictionary.Entry::name).orElse("Attr-" + type);
    if (BLANK.contains(type)) {
      return new Line(name, BLANKED);
    }
    if (type == AttributeTypes.EAP_MESSAGE) {
      return new Line(name, octets(value));
    }
    if (OPAQUE.contains(type)) {
      return new Line(
          name, Texts.read(value).filter(it -> it.equals(clean(it))).orElse(octets(value)));
    }
    return new Line(name, value(entry, value));
  }

  private String value(Optional<Dictionary.Entry> entry, byte[] value) {
    if (entry.isEmpty()) {
      return octets(value);
    }
    if (entry.get().hiding() != Dictionary.Hiding.NONE) {
      return BLANKED;
    }
    return dictionary.text(entry.get(), value).map(PacketText::clean).orElse(octets(value));
  }

  /** Makes text fit for a terminal. */
  private static String clean(String text) {
    String cut = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
    StringBuilder clean = new StringBuilder(cut.length());
    cut.codePoints()
        .map(
            each ->
                Character.isISOControl(each) || Character.getType(each) == Character.FORMAT
                    ? '?'
                    : each)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static String octets(byte[] value) {
    return value.length == 1 ? "1 octet" : value.length + " octets";
  }
}
