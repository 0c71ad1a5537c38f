package org.vedette.codec.radius;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Attributes one after the other, as they stand in a packet. */
public final class Attributes {
  private Attributes() {}

  /** Writes them. */
  public static byte[] write(List<Attribute> attributes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Attribute each : attributes) {
      out.write(each.type());
      out.write(each.value().length + 2);
      out.writeBytes(each.value());
    }
    return out.toByteArray();
  }

  /** Reads what {@link #write} wrote; what does not follow the form ends the list. */
  public static List<Attribute> read(byte[] octets) {
    List<Attribute> found = new ArrayList<>();
    int at = 0;
    while (at + 2 <= octets.length) {
      int size = octets[at + 1] & 0xFF;
      if (size < 2 || at + size > octets.length) {
        break;
      }
      found.add(new Attribute(octets[at] & 0xFF, Arrays.copyOfRange(octets, at + 2, at + size)));
      at += size;
    }
    return found;
  }
}
