package org.vedette.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import java.util.Arrays;
import org.vedette.listener.ldap.BrokenException;

/**
 * One LDAPMessage (RFC 4511 section 4.1.1): its id and operation; the rest is read where it is
 * needed.
 *
 * @param id message id; 0 for what nobody asked for
 * @param op tag of the operation
 * @param bytes the whole message; not to be changed
 * @param opAt where the operation begins
 * @param opEnd where it ends, and the controls begin
 */
record Message(int id, byte op, byte[] bytes, int opAt, int opEnd) {
  private static final int INTEGER = 0x02;
  private static final int ENUMERATED = 0x0A;
  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_TAG = 0x1F;
  private static final int LONG_FORM = 0x80;

  /**
   * Reads what a client sent, and follows every element to its end.
   *
   * @param depth how deep elements may stand in each other
   * @throws BrokenException when the message contradicts itself or is too deep
   */
  static Message request(byte[] bytes, int depth) throws BrokenException {
    walk(bytes, depth);
    return read(bytes);
  }

  /** Reads what a directory sent; only the outermost elements are looked at. */
  static Message read(byte[] bytes) throws BrokenException {
    int at = start(bytes, 0, bytes.length);
    if (at >= bytes.length || bytes[at] != INTEGER) {
      throw new BrokenException("a message without an id");
    }
    int value = start(bytes, at, bytes.length);
    int op = end(bytes, at, bytes.length);
    if (op == value || op - value > 4 || bytes[value] < 0 || op >= bytes.length) {
      throw new BrokenException("a message id that is none, or no operation");
    }
    int id = 0;
    for (int index = value; index < op; index++) {
      id = id << 8 | bytes[index] & 0xFF;
    }
    return new Message(id, bytes[op], bytes, op, end(bytes, op, bytes.length));
  }

  /** Decodes the operation. */
  ASN1Element operation() throws ASN1Exception {
    return ASN1Element.decode(Arrays.copyOfRange(bytes, opAt, opEnd));
  }

  /** Returns the code of a result (RFC 4511 section 4.1.9), which a response begins with. */
  int result() throws BrokenException {
    int at = start(bytes, opAt, opEnd);
    int value = start(bytes, at, opEnd);
    if (bytes[at] != ENUMERATED || end(bytes, at, opEnd) - value != 1) {
      throw new BrokenException("a response without a result");
    }
    return bytes[value] & 0xFF;
  }

  /** Returns the number that is the whole operation (RFC 4511 section 4.11). */
  int number() throws BrokenException {
    int value = start(bytes, opAt, opEnd);
    if (opEnd - value < 1 || opEnd - value > 4) {
      throw new BrokenException("an abandon without an id");
    }
    int number = 0;
    for (int index = value; index < opEnd; index++) {
      number = number << 8 | bytes[index] & 0xFF;
    }
    return number;
  }

  /** Returns the octets of the controls; none when there are no controls. */
  byte[] controls() {
    return Arrays.copyOfRange(bytes, opEnd, bytes.length);
  }

  @Override
  public String toString() {
    return "Message[id=" + id + ", op=" + (op & 0xFF) + ", octets=" + bytes.length + "]";
  }

  private static void walk(byte[] bytes, int depth) throws BrokenException {
    int[] ends = new int[depth];
    int level = 0;
    ends[0] = bytes.length;
    int at = 0;
    while (true) {
      while (at == ends[level]) {
        if (level == 0) {
          return;
        }
        level--;
      }
      int next = end(bytes, at, ends[level]);
      if ((bytes[at] & CONSTRUCTED) == 0) {
        at = next;
        continue;
      }
      if (++level == depth) {
        throw new BrokenException("elements stand deeper in each other than " + depth);
      }
      ends[level] = next;
      at = start(bytes, at, next);
    }
  }

  /** Returns where the content of the element begins that begins at {@code at}. */
  private static int start(byte[] bytes, int at, int limit) throws BrokenException {
    if (at + 2 > limit || (bytes[at] & LONG_TAG) == LONG_TAG) {
      throw new BrokenException("an element is cut short, or has a tag that LDAP has not");
    }
    int first = bytes[at + 1] & 0xFF;
    int octets = first < LONG_FORM ? 0 : first - LONG_FORM;
    if (first == LONG_FORM || octets > 4 || at + 2 + octets > limit) {
      throw new BrokenException("the length of an element is not definite, or too large");
    }
    return at + 2 + octets;
  }

  /** Returns where the element ends that begins at {@code at}. */
  private static int end(byte[] bytes, int at, int limit) throws BrokenException {
    int content = start(bytes, at, limit);
    int first = bytes[at + 1] & 0xFF;
    long length = first < LONG_FORM ? first : 0;
    for (int index = at + 2; index < content; index++) {
      length = length << 8 | bytes[index] & 0xFF;
    }
    if (length > limit - content) {
      throw new BrokenException("an element is longer than what it stands in");
    }
    return content + (int) length;
  }
}
