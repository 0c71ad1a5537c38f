package org.vedette.eap;

import java.util.Optional;
import org.bouncycastle.tls.ProtocolVersion;

/** Versions of TLS that may be served. */
enum TlsVersion {
  /** RFC 5246. */
  V1_2("1.2", ProtocolVersion.TLSv12),
  /** RFC 8446. */
  V1_3("1.3", ProtocolVersion.TLSv13);

  private final String id;
  private final ProtocolVersion version;

  TlsVersion(String id, ProtocolVersion version) {
    this.id = id;
    this.version = version;
  }

  ProtocolVersion version() {
    return version;
  }

  static Optional<TlsVersion> named(String id) {
    for (TlsVersion each : values()) {
      if (each.id.equals(id)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
