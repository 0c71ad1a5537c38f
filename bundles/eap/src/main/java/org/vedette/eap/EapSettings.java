package org.vedette.eap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vedette.api.lifecycle.SettingText;
import org.vedette.tls.IdentitySource;

/**
 * Settings that passed.
 *
 * @param identity where certificate and key are
 * @param tlsVersions one or more
 * @param fragment most octets of an EAP packet
 * @param maxConversations how many may run
 * @param idleSeconds silence after which one ends
 * @param sessionMinutes how long a TLS session may be resumed; 0 for never
 */
record EapSettings(
    IdentitySource identity,
    List<TlsVersion> tlsVersions,
    int fragment,
    int maxConversations,
    int idleSeconds,
    int sessionMinutes) {
  EapSettings {
    tlsVersions = List.copyOf(tlsVersions);
  }

  /** Reads them; {@code text} collects what is wrong, and nothing is returned then. */
  static Optional<EapSettings> read(Map<String, ?> properties, SettingText text) {
    EapSettings read =
        new EapSettings(
            identity(properties, text),
            versions(text),
            text.number("fragmentOctets", 200, 3000),
            text.number("maxConversations", 100, 100_000),
            text.number("idleSeconds", 10, 300),
            text.number("sessionMinutes", 0, 1440));
    return text.problems().isEmpty() ? Optional.of(read) : Optional.empty();
  }

  private static IdentitySource identity(Map<String, ?> properties, SettingText text) {
    String certificate = text.text("certificate");
    String key = text.text("key");
    // A password may begin or end with a blank.
    Object given = properties.get("password");
    String password = given == null ? "" : given.toString();
    if (certificate.isEmpty()) {
      text.bad("certificate", "names a file, for instance etc/tls/server.p12");
    }
    String name = certificate.toLowerCase(Locale.ROOT);
    boolean store = name.endsWith(".p12") || name.endsWith(".pfx");
    if (store != key.isEmpty()) {
      text.bad(
          "key",
          store
              ? "is empty where certificate is a PKCS#12 file, which holds the key"
              : "names the file of the private key, for instance etc/tls/server.key");
    }
    return store
        ? new IdentitySource.Pkcs12(Path.of(certificate), password)
        : new IdentitySource.Pem(Path.of(certificate), Path.of(key), password);
  }

  private static List<TlsVersion> versions(SettingText text) {
    List<TlsVersion> found = new ArrayList<>();
    for (String each : text.list("tlsVersions")) {
      TlsVersion.named(each)
          .ifPresentOrElse(
              found::add, () -> text.bad("tlsVersions", "is a list of 1.2 and 1.3, not " + each));
    }
    if (found.isEmpty()) {
      text.bad("tlsVersions", "needs at least one of 1.2 and 1.3");
    }
    return found;
  }
}
