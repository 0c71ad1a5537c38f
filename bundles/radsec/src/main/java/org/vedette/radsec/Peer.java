package org.vedette.radsec;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * Who is at the other end.
 *
 * @param chain its certificates, its own first
 * @param names what its own is for
 */
record Peer(List<X509Certificate> chain, List<String> names) {
  /** Before the handshake is over. */
  static final Peer UNKNOWN = new Peer(List.of(), List.of());

  /** Reads certificates, which are all of X.509. */
  static Peer of(Certificate[] shown) {
    List<X509Certificate> chain = Arrays.stream(shown).map(each -> (X509Certificate) each).toList();
    return new Peer(chain, PeerNames.of(chain.get(0)));
  }

  /** Returns the subject of its certificate; empty when there is none. */
  String subject() {
    return chain.isEmpty()
        ? ""
        : chain.get(0).getSubjectX500Principal().getName(X500Principal.RFC2253);
  }

  /** Tells whether one of its certificates has ended. */
  boolean isOutOfDate(Instant now) {
    return chain.stream().anyMatch(each -> each.getNotAfter().toInstant().isBefore(now));
  }
}
