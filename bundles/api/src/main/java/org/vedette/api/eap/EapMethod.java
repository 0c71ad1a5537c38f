package org.vedette.api.eap;

import java.util.Optional;

/** How a supplicant may show a password or a code by EAP. */
public enum EapMethod {
  /** A TLS tunnel (RFC 5281), in it the text itself; nothing can be asked afterwards. */
  TTLS_PAP("ttls-pap"),
  /** A TLS tunnel (PEAPv0), in it questions and typed answers. */
  PEAP_GTC("peap-gtc"),
  /** A TLS tunnel (PEAPv0), in it a proof of the password; nothing can be asked afterwards. */
  PEAP_MSCHAPV2("peap-mschapv2"),
  /** Questions and typed answers without a tunnel (RFC 3748 section 5.6); no keys. */
  GTC("gtc");

  private final String id;

  EapMethod(String id) {
    this.id = id;
  }

  /** Returns its name in settings. */
  public String id() {
    return id;
  }

  /** Finds a method by its name in settings. */
  public static Optional<EapMethod> named(String id) {
    for (EapMethod each : values()) {
      if (each.id.equals(id)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
