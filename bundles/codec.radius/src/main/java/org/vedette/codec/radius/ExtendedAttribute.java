package org.vedette.codec.radius;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An attribute of an extended space (RFC 6929 section 2), its fragments joined.
 *
 * @param type outer type, 241 to 246
 * @param extendedType type within the space
 * @param value content, which may be longer than 253 octets
 */
public record ExtendedAttribute(int type, int extendedType, byte[] value) {
  private static final int FIRST = 241;
  private static final int FIRST_LONG = 245;
  private static final int LAST = 246;
  private static final int MORE = 0x80;

  /** Reads all extended attributes; one that is too short or not ended is left out. */
  public static List<ExtendedAttribute> all(Packet packet) {
    List<ExtendedAttribute> found = new ArrayList<>();
    int index = 0;
    while (index < packet.size()) {
      int type = packet.typeAt(index);
      if (type < FIRST || type > LAST) {
        index++;
      } else if (type < FIRST_LONG) {
        simple(type, packet.valueAt(index)).ifPresent(found::add);
        index++;
      } else {
        index = joinFragments(packet, index, found);
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return "ExtendedAttribute[" + type + "." + extendedType + ", octets=" + value.length + "]";
  }

  private static Optional<ExtendedAttribute> simple(int type, byte[] value) {
    if (value.length < 2) {
      return Optional.empty();
    }
    byte[] rest = new byte[value.length - 1];
    System.arraycopy(value, 1, rest, 0, rest.length);
    return Optional.of(new ExtendedAttribute(type, value[0] & 0xFF, rest));
  }

  /** Joins the fragments that begin at {@code start} and returns the position after them. */
  private static int joinFragments(Packet packet, int start, List<ExtendedAttribute> found) {
    int type = packet.typeAt(start);
    int extendedType = -1;
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int index = start; index < packet.size(); index++) {
      byte[] value = packet.valueAt(index);
      boolean follows =
          packet.typeAt(index) == type
              && value.length > 2
              && (extendedType < 0 || extendedType == (value[0] & 0xFF));
      if (!follows) {
        return Math.max(index, start + 1);
      }
      extendedType = value[0] & 0xFF;
      whole.write(value, 2, value.length - 2);
      if ((value[1] & MORE) == 0) {
        found.add(new ExtendedAttribute(type, extendedType, whole.toByteArray()));
        return index + 1;
      }
    }
    return packet.size();
  }
}
