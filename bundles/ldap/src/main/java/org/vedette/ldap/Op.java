package org.vedette.ldap;

import java.util.Optional;

/** Operations of LDAP and their tags (RFC 4511, appendix B). */
enum Op {
  BIND(0x60, 0x61),
  UNBIND(0x42, 0),
  SEARCH(0x63, 0x65),
  MODIFY(0x66, 0x67),
  ADD(0x68, 0x69),
  DELETE(0x4A, 0x6B),
  MODIFY_DN(0x6C, 0x6D),
  COMPARE(0x6E, 0x6F),
  ABANDON(0x50, 0),
  EXTENDED(0x77, 0x78);

  /** SearchResultEntry (RFC 4511 section 4.5.2). */
  static final byte ENTRY = 0x64;

  /** SearchResultReference (RFC 4511 section 4.5.2). */
  static final byte REFERENCE = 0x73;

  /** IntermediateResponse (RFC 4511 section 4.13). */
  static final byte INTERMEDIATE = 0x79;

  private final byte request;
  private final byte response;

  Op(int request, int response) {
    this.request = (byte) request;
    this.response = (byte) response;
  }

  /** Tag of the request. */
  byte request() {
    return request;
  }

  /** Tag of the response that ends it; 0 when there is none. */
  byte response() {
    return response;
  }

  /** Whether it is answered. */
  boolean answered() {
    return response != 0;
  }

  /** Finds the operation of a request; empty when there is none of this tag. */
  static Optional<Op> of(byte tag) {
    for (Op each : values()) {
      if (each.request == tag) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether a response with this tag is followed by others of the same operation. */
  static boolean goesOn(byte tag) {
    return tag == ENTRY || tag == REFERENCE || tag == INTERMEDIATE;
  }
}
