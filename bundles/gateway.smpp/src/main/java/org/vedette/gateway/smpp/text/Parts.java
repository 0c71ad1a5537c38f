package org.vedette.gateway.smpp.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text as it is sent: in one part, or in several that the phone joins. Each part begins and ends
 * with whole characters.
 *
 * @param dataCoding SMPP 3.4 section 5.2.19: 0 default alphabet, 8 UCS-2
 * @param octets the parts, without headers; at least one
 */
public record Parts(int dataCoding, List<byte[]> octets) {
  /** Most parts: a message that needs more is none that a person signs in by. */
  public static final int MOST = 6;

  /** SMPP 3.4 section 5.2.19. */
  static final int DEFAULT = 0;

  static final int UCS2 = 8;

  // 3GPP TS 23.040 section 9.2.3.24: 140 octets are 160 septets. Section 9.2.3.24.1: the header
  // takes 6 octets, which are 7 septets with what fills them up.
  private static final int WHOLE_SEPTETS = 160;
  private static final int PART_SEPTETS = 153;
  private static final int WHOLE_OCTETS = 140;
  private static final int PART_OCTETS = 134;

  /**
   * A character.
   *
   * @param octets as it is sent
   * @param weight what it takes of a part
   */
  private record Unit(byte[] octets, int weight) {}

  /** Copies the list. */
  public Parts {
    octets = List.copyOf(octets);
  }

  /** Splits a text; empty when it needs more than {@link #MOST} parts. */
  public static Optional<Parts> of(String text, Alphabet alphabet) {
    Optional<List<Unit>> plain = plain(text, alphabet);
    return plain.isPresent()
        ? parts(DEFAULT, plain.get(), WHOLE_SEPTETS, PART_SEPTETS)
        : parts(UCS2, wide(text), WHOLE_OCTETS, PART_OCTETS);
  }

  private static Optional<List<Unit>> plain(String text, Alphabet alphabet) {
    if (alphabet == Alphabet.UCS2) {
      return Optional.empty();
    }
    List<Unit> units = new ArrayList<>(text.length());
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      Optional<byte[]> septets = Gsm7.septets(each);
      if (septets.isEmpty() || (alphabet == Alphabet.LATIN1 && each > 0xFF)) {
        return Optional.empty();
      }
      // The centre turns it into septets: those are what counts.
      byte[] sent = alphabet == Alphabet.GSM ? septets.get() : new byte[] {(byte) each};
      units.add(new Unit(sent, septets.get().length));
    }
    return Optional.of(units);
  }

  private static List<Unit> wide(String text) {
    List<Unit> units = new ArrayList<>(text.length());
    text.codePoints()
        .forEach(
            each -> {
              byte[] sent = Character.toString(each).getBytes(StandardCharsets.UTF_16BE);
              units.add(new Unit(sent, sent.length));
            });
    return units;
  }

  private static Optional<Parts> parts(int coding, List<Unit> units, int whole, int part) {
    int weight = units.stream().mapToInt(Unit::weight).sum();
    int most = weight <= whole ? whole : part;
    List<byte[]> parts = new ArrayList<>();
    ByteArrayOutputStream current = new ByteArrayOutputStream();
    int taken = 0;
    for (Unit each : units) {
      if (taken + each.weight() > most) {
        parts.add(current.toByteArray());
        current.reset();
        taken = 0;
      }
      current.writeBytes(each.octets());
      taken += each.weight();
    }
    parts.add(current.toByteArray());
    return parts.size() > MOST ? Optional.empty() : Optional.of(new Parts(coding, parts));
  }

  /** Returns all octets in one, without headers. */
  public byte[] joined() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    octets.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /**
   * Returns the parts as they are sent, each behind a header that says how they belong together
   * where there are several.
   *
   * @param reference 0 to 255, another for each text to the same number
   */
  public List<byte[]> withHeaders(int reference) {
    if (octets.size() == 1) {
      return octets;
    }
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < octets.size(); i++) {
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      // 3GPP TS 23.040 section 9.2.3.24.1: concatenation with a reference of 8 bits.
      part.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) octets.size(), (byte) (i + 1)});
      part.writeBytes(octets.get(i));
      parts.add(part.toByteArray());
    }
    return parts;
  }

  /** Hides the text. */
  @Override
  public String toString() {
    return "Parts[" + octets.size() + "]";
  }
}
