package org.vedette.radsec;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** What a certificate is for. */
final class PeerNames {
  private static final int MOST = 32;
  private static final int LONGEST = 253;
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private PeerNames() {}

  /**
   * Returns its DNS names and addresses; its common names too if it has no DNS name (RFC 6125
   * section 6.4.4). Names that are no printable text are left out, and all beyond the 32nd. A
   * damaged certificate is for nothing.
   */
  static List<String> of(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return of(certificate, names == null ? List.of() : names);
    } catch (CertificateParsingException | InvalidNameException damaged) {
      return List.of();
    }
  }

  private static List<String> of(X509Certificate certificate, Collection<List<?>> alternatives)
      throws InvalidNameException {
    List<String> found = new ArrayList<>();
    boolean dns = false;
    for (List<?> each : alternatives) {
      boolean name = Integer.valueOf(DNS).equals(each.get(0));
      if (each.get(1) instanceof String text
          && (name || Integer.valueOf(ADDRESS).equals(each.get(0)))) {
        dns |= name;
        add(found, text);
      }
    }
    if (!dns) {
      String subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
      for (Rdn each : new LdapName(subject).getRdns()) {
        if (each.getType().equalsIgnoreCase("CN") && each.getValue() instanceof String text) {
          add(found, text);
        }
      }
    }
    return List.copyOf(found);
  }

  private static void add(List<String> found, String name) {
    boolean printable = name.chars().allMatch(each -> each >= ' ' && each <= '~');
    if (printable && !name.isBlank() && name.length() <= LONGEST && found.size() < MOST) {
      found.add(name);
    }
  }
}
