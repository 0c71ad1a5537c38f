package org.vedette.itests.update;

import java.net.InetSocketAddress;

/** Ways to sign in; each has an application of its own, told by the address it comes from. */
enum Kind {
  /** The client has checked the password; the field holds the code: one request. */
  CODE("127.0.0.1"),
  /** Password at the directory, Access-Challenge, code. */
  TYPED("127.0.0.2"),
  /** Password at the directory with the code behind it: one request. */
  APPENDED("127.0.0.3"),
  /** The client has checked the password; the person approves on the phone. */
  HELD("127.0.0.4"),
  /** Bind by LDAP with the code behind the password, then a search. */
  LDAP("127.0.0.5");

  private final String address;

  Kind(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  InetSocketAddress source() {
    return new InetSocketAddress(address, 0);
  }

  boolean directory() {
    return this == TYPED || this == APPENDED || this == LDAP;
  }
}
