package org.vedette.codec.radius;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;

/**
 * Writes one packet: attributes in the order they are added, then the authenticators. For one
 * thread and one packet.
 */
public final class PacketWriter {
  private static final byte[] ZEROS = new byte[Packet.AUTHENTICATOR];

  private byte[] bytes = new byte[256];
  private int length = Packet.HEADER;
  private int attributes;
  private int messageAuthenticator = -1;

  /** Begins a packet. */
  public PacketWriter(Code code, int identifier) {
    bytes[0] = (byte) code.number();
    bytes[1] = (byte) identifier;
  }

  /**
   * Makes room for a Message-Authenticator, which is computed at the end. Called first it becomes
   * the first attribute, which protects against prefix collisions.
   */
  @CanIgnoreReturnValue
  public PacketWriter messageAuthenticator() {
    if (messageAuthenticator >= 0) {
      throw new IllegalStateException("a packet has one Message-Authenticator");
    }
    add(AttributeTypes.MESSAGE_AUTHENTICATOR, ZEROS);
    messageAuthenticator = length - Packet.AUTHENTICATOR;
    return this;
  }

  /**
   * Adds an attribute.
   *
   * @return false, with nothing added, when packet or attribute would become too long
   */
  @CanIgnoreReturnValue
  public boolean add(int type, byte[] value) {
    return add(type, value, 0, value.length);
  }

  /** Adds an attribute; false when there is no room. */
  @CanIgnoreReturnValue
  public boolean add(Attribute attribute) {
    return add(attribute.type(), attribute.value());
  }

  /** Adds an attribute whose value is a part of {@code source}; false when there is no room. */
  @CanIgnoreReturnValue
  public boolean add(int type, byte[] source, int from, int size) {
    if (size > Attribute.MAX_VALUE || size + 2 > room()) {
      return false;
    }
    ensure(length + size + 2);
    bytes[length] = (byte) type;
    bytes[length + 1] = (byte) (size + 2);
    System.arraycopy(source, from, bytes, length + 2, size);
    length += size + 2;
    attributes++;
    return true;
  }

  /**
   * Adds UTF-8 text, split between characters into as many attributes as it needs.
   *
   * @return false when not all of it found room
   */
  @CanIgnoreReturnValue
  public boolean addText(int type, byte[] utf8) {
    int from = 0;
    while (from < utf8.length) {
      int to = Texts.cut(utf8, from, Attribute.MAX_VALUE);
      if (!add(type, utf8, from, to - from)) {
        return false;
      }
      from = to;
    }
    return true;
  }

  /** Copies all attributes of a type from another packet, unchanged and in their order. */
  @CanIgnoreReturnValue
  public boolean copyAll(Packet source, int type) {
    boolean all = true;
    for (int at = source.indexOf(type, 0); at >= 0; at = source.indexOf(type, at + 1)) {
      all &= add(type, source.raw(), source.valueStart(at), source.valueLength(at));
    }
    return all;
  }

  /** Returns how many octets can still be added, headers of attributes included. */
  public int room() {
    return attributes >= Packet.MAX_ATTRIBUTES ? 0 : Packet.MAX_LENGTH - length;
  }

  /** Ends a reply: Message-Authenticator, then response authenticator (RFC 2865 section 3). */
  public byte[] reply(byte[] requestAuthenticator, SharedSecret secret) {
    authenticate(requestAuthenticator, secret);
    byte[] response = secret.authenticator(bytes, length, requestAuthenticator);
    return end(response);
  }

  /** Ends an Access-Request or Status-Server with this random authenticator. */
  public byte[] request(byte[] authenticator, SharedSecret secret) {
    authenticate(authenticator, secret);
    return end(authenticator);
  }

  /** Ends an accounting, disconnect or CoA request (RFC 2866 section 3, RFC 5176 section 2.3). */
  public byte[] computedRequest(SharedSecret secret) {
    authenticate(ZEROS, secret);
    return end(secret.authenticator(bytes, length, ZEROS));
  }

  private void authenticate(byte[] authenticator, SharedSecret secret) {
    bytes[2] = (byte) (length >>> 8);
    bytes[3] = (byte) length;
    if (messageAuthenticator >= 0) {
      byte[] mac = secret.messageAuthenticator(bytes, length, authenticator, messageAuthenticator);
      System.arraycopy(mac, 0, bytes, messageAuthenticator, mac.length);
    }
  }

  private byte[] end(byte[] authenticator) {
    System.arraycopy(authenticator, 0, bytes, 4, Packet.AUTHENTICATOR);
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int needed) {
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(Packet.MAX_LENGTH, Math.max(needed, 2 * bytes.length)));
    }
  }
}
