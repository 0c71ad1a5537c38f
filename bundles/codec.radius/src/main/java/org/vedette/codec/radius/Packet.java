package org.vedette.codec.radius;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A received packet (RFC 2865 section 3): an immutable view of its octets. Attributes are found by
 * position; values are copied out.
 */
public final class Packet {
  /** Octets before the first attribute. */
  public static final int HEADER = 20;

  /** Most octets of a packet. */
  public static final int MAX_LENGTH = 4096;

  /** Most attributes that are read from a packet. */
  public static final int MAX_ATTRIBUTES = 255;

  /** Octets of an authenticator. */
  public static final int AUTHENTICATOR = 16;

  private static final Decoded TOO_SHORT = new Decoded.Malformed("shorter than 20 octets");
  private static final Decoded BAD_LENGTH = new Decoded.Malformed("length field not 20 to 4096");
  private static final Decoded CUT = new Decoded.Malformed("shorter than its length field says");
  private static final Decoded BAD_CODE = new Decoded.Malformed("unknown code");
  private static final Decoded BAD_ATTRIBUTE = new Decoded.Malformed("attribute of wrong length");
  private static final Decoded TOO_MANY = new Decoded.Malformed("more than 255 attributes");

  private final Code code;
  private final byte[] bytes;
  private final int[] starts;

  private Packet(Code code, byte[] bytes, int[] starts) {
    this.code = code;
    this.bytes = bytes;
    this.starts = starts;
  }

  /**
   * Decodes the first {@code available} octets of {@code datagram}; octets beyond the length field
   * are padding (RFC 2865 section 3).
   */
  public static Decoded decode(byte[] datagram, int available) {
    if (available < HEADER) {
      return TOO_SHORT;
    }
    int length = (datagram[2] & 0xFF) << 8 | datagram[3] & 0xFF;
    if (length < HEADER || length > MAX_LENGTH) {
      return BAD_LENGTH;
    }
    if (length > available) {
      return CUT;
    }
    Code code = Code.of(datagram[0]);
    if (code == null) {
      return BAD_CODE;
    }
    int count = 0;
    for (int at = HEADER; at < length; count++) {
      int size = at + 1 < length ? datagram[at + 1] & 0xFF : 0;
      if (size < 2 || at + size > length) {
        return BAD_ATTRIBUTE;
      }
      at += size;
    }
    if (count > MAX_ATTRIBUTES) {
      return TOO_MANY;
    }
    int[] starts = new int[count];
    int at = HEADER;
    for (int index = 0; index < count; index++) {
      starts[index] = at;
      at += datagram[at + 1] & 0xFF;
    }
    return new Decoded.Valid(new Packet(code, Arrays.copyOf(datagram, length), starts));
  }

  /** Decodes a whole datagram. */
  public static Decoded decode(byte[] datagram) {
    return decode(datagram, datagram.length);
  }

  /** Returns what the packet is. */
  public Code code() {
    return code;
  }

  /** Returns the identifier, 0 to 255. */
  public int identifier() {
    return bytes[1] & 0xFF;
  }

  /** Returns a copy of the 16 octets of the authenticator. */
  public byte[] authenticator() {
    return Arrays.copyOfRange(bytes, 4, HEADER);
  }

  /** Copies the authenticator to {@code target}. */
  public void copyAuthenticator(byte[] target, int at) {
    System.arraycopy(bytes, 4, target, at, AUTHENTICATOR);
  }

  /** Returns a copy of all octets. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the number of octets. */
  public int length() {
    return bytes.length;
  }

  /** Returns how many attributes there are. */
  public int size() {
    return starts.length;
  }

  /** Returns the type of the attribute at {@code index}. */
  public int typeAt(int index) {
    return bytes[starts[index]] & 0xFF;
  }

  /** Returns a copy of the value of the attribute at {@code index}. */
  public byte[] valueAt(int index) {
    int start = starts[index];
    return Arrays.copyOfRange(bytes, start + 2, start + (bytes[start + 1] & 0xFF));
  }

  /** Returns the position of the first attribute of a type at or after {@code from}, or -1. */
  public int indexOf(int type, int from) {
    for (int index = from; index < starts.length; index++) {
      if ((bytes[starts[index]] & 0xFF) == type) {
        return index;
      }
    }
    return -1;
  }

  /** Tells whether an attribute of the type is there. */
  public boolean has(int type) {
    return indexOf(type, 0) >= 0;
  }

  /** Returns the value of the first attribute of a type. */
  public Optional<byte[]> first(int type) {
    int index = indexOf(type, 0);
    return index < 0 ? Optional.empty() : Optional.of(valueAt(index));
  }

  /** Returns the values of all attributes of a type, in their order. */
  public List<byte[]> all(int type) {
    List<byte[]> found = new ArrayList<>();
    for (int index = indexOf(type, 0); index >= 0; index = indexOf(type, index + 1)) {
      found.add(valueAt(index));
    }
    return found;
  }

  /** Returns the values of all attributes of a type joined to one, as EAP-Message is. */
  public Optional<byte[]> joined(int type) {
    int index = indexOf(type, 0);
    if (index < 0) {
      return Optional.empty();
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (; index >= 0; index = indexOf(type, index + 1)) {
      all.writeBytes(valueAt(index));
    }
    return Optional.of(all.toByteArray());
  }

  /** Returns all attributes in their order. */
  public List<Attribute> attributes() {
    List<Attribute> all = new ArrayList<>(starts.length);
    for (int index = 0; index < starts.length; index++) {
      all.add(new Attribute(typeAt(index), valueAt(index)));
    }
    return all;
  }

  /** Returns the octets themselves; for this package, which does not change them. */
  byte[] raw() {
    return bytes;
  }

  /** Returns where the value of the attribute at {@code index} begins. */
  int valueStart(int index) {
    return starts[index] + 2;
  }

  /** Returns how many octets the value of the attribute at {@code index} has. */
  int valueLength(int index) {
    return (bytes[starts[index] + 1] & 0xFF) - 2;
  }

  /** Names code, identifier and size; the content may be secret. */
  @Override
  public String toString() {
    return "Packet[" + code + ", identifier=" + identifier() + ", octets=" + bytes.length + "]";
  }
}
